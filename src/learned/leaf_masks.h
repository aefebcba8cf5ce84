// Sums of trees of at most eight leaves without walking them.
//
// A byte for each tree says which of its leaves are still within reach. A number above a threshold takes away
// the leaves to the left of that question; the leftmost that is left when all numbers were asked is the one a
// walk ends at (QuickScorer: Lucchese et al., 2015). What a number takes away from all trees depends only on
// how many of the thresholds on it are below: so there is a row of bytes for each such count, and all trees
// are asked with as many rows as there are features. For larger trees see tree_table.h.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "learned/tree_table.h"

namespace newsloom::learned {

/// The trees of a table, made for asking rows of `kFeatures` numbers.
template <std::size_t kFeatures, std::size_t kTrees, std::size_t kNodes>
class LeafMasks {
  /// Thresholds that are compared, and sums that are added up, beside one another.
  static constexpr std::size_t kAtOnce = 4;
  static_assert(kTrees % kAtOnce == 0);

 public:
  explicit LeafMasks(const std::array<TreeNode, kNodes>& nodes) {
    sort_thresholds(nodes);
    for (auto& row : rows_) row.fill(~std::uint64_t{0});
    std::size_t begin = 0;
    for (std::size_t tree = 0; tree < kTrees; ++tree) {
      const std::size_t end = end_of_tree(nodes, begin);
      std::size_t leaf = 0;
      for (std::size_t at = begin; at < end; ++at) {
        if (nodes[at].feature < 0) {
          assert(leaf < kMostLeaves);
          leaves_.at(tree * kMostLeaves + leaf++) = static_cast<double>(nodes[at].threshold);
        } else {
          take_away(nodes, at, tree, leaf);
        }
      }
      begin = end;
    }
  }

  /// What the trees say of a row, added up. A double holds every digit of some hundred floats of like size:
  /// in whatever order, the sum is the same. REQUIRES: `early.trees` is a multiple of four.
  double sum(const std::array<double, kFeatures>& row, const EarlyEnd& early = {}) const {
    Rows rows;
    for (std::size_t feature = 0; feature < kFeatures; ++feature)
      rows[feature] = rows_[row_of(feature, row[feature])].data();
    assert(early.trees % kAtOnce == 0);
    const std::size_t first = early.trees == 0 ? kTrees : std::min(early.trees, kTrees);
    const double sum = add_up(rows, 0, first);
    return first == kTrees || sum < early.sum ? sum : sum + add_up(rows, first, kTrees);
  }

 private:
  /// A word has the bytes of eight trees.
  static constexpr std::size_t kMostLeaves = 8, kOfWord = 8, kWords = (kTrees + kOfWord - 1) / kOfWord;
  using Rows = std::array<const std::uint64_t*, kFeatures>;
  static constexpr std::size_t kQuestions = kNodes / 2;
  /// No number is above it.
  static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::max();

  struct Feature {
    std::uint16_t begin = 0, end = 0;  ///< of its thresholds
    std::uint16_t rows = 0;            ///< the first of its rows, for numbers above none of them
  };

  /// ordered(), with a sign: so the processor compares several at once.
  template <class Number>
  static std::int32_t signed_order(Number number) {
    return std::bit_cast<std::int32_t>(ordered(number) ^ 0x80000000u);
  }

  /// The thresholds on each feature, rising, each once.
  void sort_thresholds(const std::array<TreeNode, kNodes>& nodes) {
    thresholds_.fill(kNone);
    std::size_t begin = 0, rows = 0;
    for (std::size_t feature = 0; feature < kFeatures; ++feature) {
      std::size_t count = 0;
      for (const TreeNode& node : nodes)
        if (node.feature == static_cast<int>(feature))
          thresholds_[begin + count++] = signed_order(node.threshold);
      auto* const from = thresholds_.data() + begin;
      std::sort(from, from + count);
      auto* const last = std::unique(from, from + count);
      std::fill(last, from + count, kNone);
      count = static_cast<std::size_t>(last - from);
      const std::size_t end = begin + (count + kAtOnce - 1) / kAtOnce * kAtOnce;
      features_[feature] = {.begin = static_cast<std::uint16_t>(begin),
                            .end = static_cast<std::uint16_t>(end),
                            .rows = static_cast<std::uint16_t>(rows)};
      begin = end;
      rows += count + 1;
    }
  }
  /// Takes the leaves left of a question, from `leaf` on, away from the rows of all numbers above it.
  void take_away(const std::array<TreeNode, kNodes>& nodes, std::size_t at, std::size_t tree,
                 std::size_t leaf) {
    std::uint64_t left = 0;
    for (std::size_t below = at + 1; below < static_cast<std::size_t>(nodes[at].right); ++below)
      if (nodes[below].feature < 0) left |= std::uint64_t{1} << leaf++;
    const std::int32_t threshold = signed_order(nodes[at].threshold);
    const Feature& feature = features_[static_cast<std::size_t>(nodes[at].feature)];
    std::size_t row = feature.rows;
    for (std::size_t i = feature.begin; i < feature.end && thresholds_[i] != kNone; ++i) {
      ++row;
      if (thresholds_[i] >= threshold) rows_[row][tree / kOfWord] &= ~(left << tree % kOfWord * 8);
    }
  }

  std::size_t row_of(std::size_t feature, double number) const {
    const std::int32_t asked = signed_order(number);
    const Feature& of = features_[feature];
    std::array<std::uint32_t, kAtOnce> below{};
    for (std::size_t i = of.begin; i < of.end; i += kAtOnce)
      for (std::size_t k = 0; k < kAtOnce; ++k) below[k] += thresholds_[i + k] < asked ? 1u : 0u;
    return of.rows + below[0] + below[1] + below[2] + below[3];
  }
  /// Of the trees from `first` to `end`.
  double add_up(const Rows& rows, std::size_t first, std::size_t end) const {
    std::array<double, kAtOnce> sums{};
    for (std::size_t tree = first; tree < end; tree += kAtOnce) {
      std::uint64_t left = ~std::uint64_t{0};
      for (const std::uint64_t* const row : rows) left &= row[tree / kOfWord];
      left >>= tree % kOfWord * 8;
      for (std::size_t k = 0; k < kAtOnce; ++k, left >>= 8)
        sums[k] += leaves_[(tree + k) * kMostLeaves + static_cast<std::size_t>(std::countr_zero(left))];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }

  std::array<Feature, kFeatures> features_{};
  std::array<std::int32_t, kQuestions + kFeatures * kAtOnce> thresholds_{};
  std::array<std::array<std::uint64_t, kWords>, kQuestions + kFeatures> rows_{};
  std::array<double, kTrees * kMostLeaves> leaves_{};
};

/// A table made for asking: `static const auto masks = masks_of<kFeatures, count_trees(kNodes)>(kNodes);`
/// To make it while compiling takes more steps than clang allows.
template <std::size_t kFeatures, std::size_t kTrees, std::size_t kNodes>
LeafMasks<kFeatures, kTrees, kNodes> masks_of(const std::array<TreeNode, kNodes>& nodes) {
  return LeafMasks<kFeatures, kTrees, kNodes>(nodes);
}

}  // namespace newsloom::learned
