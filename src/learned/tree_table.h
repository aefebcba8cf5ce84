// Sums of small decision trees (gradient boosting, Friedman 2001) as tables of numbers.
//
// Which way a tree goes cannot be foretold: walked with a branch at every question, trees cost as much in
// wrong guesses of the processor as in work. So a step is arithmetic, "the left child, and one more where the
// feature is above the threshold": children stand beside one another, numbers are compared as integers in the
// same order, a leaf leads to itself. Ten trees go down abreast, so many steps as the deepest of them has,
// and their waits for memory overlap. A third of the time of the plain walk on rows of 163 numbers.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace newsloom::learned {

/// One question of a tree: go to the next row where the feature is at most `threshold`, else to row `right`.
/// Feature -1: a leaf, `threshold` is what it adds. Trees stand one after another: behind the last leaf of
/// one begins the next.
struct TreeNode {
  std::int16_t feature;
  float threshold;
  std::int16_t right;
};

/// One past the last row of the tree that begins at `at`.
template <std::size_t kNodes>
constexpr std::size_t end_of_tree(const std::array<TreeNode, kNodes>& nodes, std::size_t at) {
  while (nodes[at].feature >= 0) at = static_cast<std::size_t>(nodes[at].right);
  return at + 1;
}

template <std::size_t kNodes>
constexpr std::size_t count_trees(const std::array<TreeNode, kNodes>& nodes) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < kNodes; at = end_of_tree(nodes, at)) ++count;
  return count;
}

/// An integer for each number, in the same order; equal for both zeros.
constexpr std::uint32_t ordered(float number) {
  const auto bits = std::bit_cast<std::uint32_t>(number + 0.0F);
  return bits ^ ((0u - (bits >> 31)) | 0x80000000u);
}
/// Of a number between two floats that of the upper one: it is at most a float exactly where that one is.
constexpr std::uint32_t ordered(double number) {
  const auto nearest = static_cast<float>(number);
  return ordered(nearest) + (static_cast<double>(nearest) < number ? 1u : 0u);
}

/// Trees that are walked at once, and rows that may be given at once.
inline constexpr std::size_t kAbreast = 10, kMostRows = 16;

/// After so many trees, a multiple of kAbreast, a sum below `sum` is the answer: the others would not lift it
/// to where it matters.
struct EarlyEnd {
  std::size_t trees = 0;
  double sum = 0;
};

/// The trees of a table, made for walking rows of `kFeatures` numbers.
template <std::size_t kFeatures, std::size_t kTrees, std::size_t kNodes>
class Forest {
  static_assert(kTrees % kAbreast == 0);
  static_assert(kNodes < std::numeric_limits<std::uint16_t>::max());

 public:
  explicit constexpr Forest(const std::array<TreeNode, kNodes>& nodes) {
    std::array<std::size_t, kNodes> from{};     // the table's row of each node here
    std::array<std::uint8_t, kNodes> depths{};  // questions before each
    std::size_t begin = 0;
    for (std::size_t tree = 0; tree < kTrees; ++tree) {
      roots_[tree] = static_cast<std::uint32_t>(begin);
      const std::size_t end = end_of_tree(nodes, begin);
      from[begin] = begin;
      for (std::size_t at = begin, free = begin + 1; at < end; ++at) {
        const TreeNode& node = nodes[from[at]];
        if (node.feature < 0) {
          nodes_[at] = {std::bit_cast<std::uint32_t>(node.threshold), kFeatures,
                        static_cast<std::uint16_t>(at)};
          steps_[tree / kAbreast] = std::max(steps_[tree / kAbreast], depths[at]);
          continue;
        }
        nodes_[at] = {ordered(node.threshold), static_cast<std::uint16_t>(node.feature),
                      static_cast<std::uint16_t>(free)};
        depths[free] = depths[free + 1] = static_cast<std::uint8_t>(depths[at] + 1);
        from[free++] = from[at] + 1;
        from[free++] = static_cast<std::size_t>(node.right);
      }
      begin = end;
    }
  }

  /// What the trees say of each row of features, added up in their order: `sums[i]` for `rows[i]`. Ten trees
  /// are asked about all rows before the next ten, so that a table larger than the first cache is fetched
  /// once. REQUIRES: at most kMostRows rows; as many sums.
  template <class Number>
  void sum(std::span<const std::array<Number, kFeatures>> rows, std::span<double> sums,
           const EarlyEnd& early = {}) const {
    assert(rows.size() <= kMostRows && rows.size() == sums.size());
    std::array<std::array<std::uint32_t, kFeatures + 1>, kMostRows> numbers;
    std::array<std::uint8_t, kMostRows> open;  // rows whose sum may matter
    std::size_t opened = rows.size();
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t i = 0; i < kFeatures; ++i) numbers[r][i] = ordered(rows[r][i]);
      numbers[r][kFeatures] = 0;  // above no threshold: what the leaves ask
      open[r] = static_cast<std::uint8_t>(r);
      sums[r] = 0;
    }
    for (std::size_t first = 0; first < kTrees; first += kAbreast) {
      if (first > 0 && first == early.trees) {
        const auto hopeless = [&](std::uint8_t r) { return sums[r] < early.sum; };
        opened = static_cast<std::size_t>(std::remove_if(open.begin(), open.begin() + opened, hopeless) -
                                          open.begin());
      }
      for (std::size_t k = 0; k < opened; ++k) sums[open[k]] = walked(first, numbers[open[k]], sums[open[k]]);
    }
  }

  /// The same of one row.
  template <class Number>
  double sum(const std::array<Number, kFeatures>& row, const EarlyEnd& early = {}) const {
    double sum = 0;
    this->sum(std::span(&row, 1), std::span(&sum, 1), early);
    return sum;
  }

 private:
  /// A hundred trees stay in the first cache beside the row they judge.
  struct Node {
    std::uint32_t threshold = 0;  ///< in a leaf the bits of what it adds
    std::uint16_t feature = 0, left = 0;
  };
  static_assert(sizeof(Node) == 8);

  /// `sum` and what the ten trees from `first` on add to it.
  double walked(std::size_t first, const std::array<std::uint32_t, kFeatures + 1>& numbers,
                double sum) const {
    std::array<std::uint32_t, kAbreast> at;
    for (std::size_t i = 0; i < kAbreast; ++i) at[i] = roots_[first + i];
    for (std::uint8_t steps = steps_[first / kAbreast]; steps > 0; --steps) {
      for (std::uint32_t& place : at) {
        const Node& node = nodes_[place];
        place = node.left + (node.threshold < numbers[node.feature] ? 1u : 0u);
      }
    }
    for (const std::uint32_t leaf : at)
      sum += static_cast<double>(std::bit_cast<float>(nodes_[leaf].threshold));
    return sum;
  }

  std::array<Node, kNodes> nodes_{};
  std::array<std::uint32_t, kTrees> roots_{};
  std::array<std::uint8_t, kTrees / kAbreast> steps_{};  ///< from the roots to the deepest leaf
};

/// A table made for walking: `constexpr auto kForest = forest_of<kFeatures, count_trees(kNodes)>(kNodes);`
template <std::size_t kFeatures, std::size_t kTrees, std::size_t kNodes>
constexpr Forest<kFeatures, kTrees, kNodes> forest_of(const std::array<TreeNode, kNodes>& nodes) {
  return Forest<kFeatures, kTrees, kNodes>(nodes);
}

}  // namespace newsloom::learned
