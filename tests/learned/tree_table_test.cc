#include "learned/tree_table.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <vector>

namespace newsloom::learned {
namespace {

constexpr std::size_t kFeatures = 5, kTrees = 20, kLeaves = 4, kNodes = kTrees * (2 * kLeaves - 1);

/// Twenty invented trees, each as lopsided as it can be: a question, a leaf, a question, a leaf, …
constexpr std::array<TreeNode, kNodes> invented() {
  std::array<TreeNode, kNodes> out{};
  std::uint32_t noise = 1;
  const auto next = [&] { return noise = noise * 1664525u + 1013904223u, noise >> 16; };
  std::size_t at = 0;
  for (std::size_t tree = 0; tree < kTrees; ++tree) {
    for (std::size_t leaf = 0; leaf + 1 < kLeaves; ++leaf, at += 2) {
      const auto threshold = static_cast<float>(static_cast<int>(next() % 9) - 4) / 2;
      out[at] = {static_cast<std::int16_t>(next() % kFeatures), threshold, static_cast<std::int16_t>(at + 2)};
      out[at + 1] = {-1, static_cast<float>(next() % 100) / 64 - 1, 0};
    }
    out[at++] = {-1, static_cast<float>(next() % 100) / 64 - 1, 0};
  }
  return out;
}
constexpr auto kTable = invented();
static_assert(count_trees(kTable) == kTrees);
constexpr auto kForest = forest_of<kFeatures, count_trees(kTable)>(kTable);

/// The simple twin: question by question, tree by tree.
template <class Number>
double plain_sum(const std::array<Number, kFeatures>& row, const EarlyEnd& early = {}) {
  double sum = 0;
  std::size_t begin = 0;
  for (std::size_t tree = 0; tree < kTrees; ++tree) {
    if (tree > 0 && tree == early.trees && sum < early.sum) break;
    std::size_t at = begin;
    while (kTable[at].feature >= 0) {
      const bool left = row[static_cast<std::size_t>(kTable[at].feature)] <= kTable[at].threshold;
      at = left ? at + 1 : static_cast<std::size_t>(kTable[at].right);
    }
    sum += static_cast<double>(kTable[at].threshold);
    begin = end_of_tree(kTable, begin);
  }
  return sum;
}

/// Numbers on, just below and just above the thresholds, zeros of both signs, and far ones.
template <class Number>
std::vector<std::array<Number, kFeatures>> random_rows(std::size_t count) {
  constexpr Number kTiny = std::numeric_limits<Number>::denorm_min();
  const std::array<Number, 6> odd = {Number(0),
                                     -Number(0),
                                     kTiny,
                                     -kTiny,
                                     std::numeric_limits<Number>::max(),
                                     std::numeric_limits<Number>::lowest()};
  std::mt19937 random(7);
  std::vector<std::array<Number, kFeatures>> rows(count);
  for (auto& row : rows) {
    for (Number& number : row) {
      const auto choice = random() % 12;
      const auto near = static_cast<Number>(static_cast<int>(random() % 9) - 4) / 2;
      number = choice < odd.size() ? odd[choice]
               : choice < 8        ? near
               : choice < 10       ? std::nextafter(near, std::numeric_limits<Number>::max())
                                   : std::nextafter(near, std::numeric_limits<Number>::lowest());
    }
  }
  return rows;
}

template <class Number>
class ForestOf : public testing::Test {};
using Numbers = testing::Types<float, double>;
TYPED_TEST_SUITE(ForestOf, Numbers);

TYPED_TEST(ForestOf, SaysWhatTheTreesSayOneByOne) {
  for (const auto& row : random_rows<TypeParam>(2000))
    ASSERT_EQ(kForest.sum(row), plain_sum(row)) << testing::PrintToString(row);
}

TYPED_TEST(ForestOf, GivesUpTheRowsThatArePoorAfterTenTreesAndNoOthers) {
  constexpr EarlyEnd kEarly{.trees = 10, .sum = -3.2};
  const auto rows = random_rows<TypeParam>(320);
  std::size_t given_up = 0;
  for (std::size_t first = 0; first < rows.size(); first += kMostRows) {
    std::array<double, kMostRows> sums{};
    kForest.sum(std::span(rows).subspan(first, kMostRows), std::span<double>(sums), kEarly);
    for (std::size_t r = 0; r < kMostRows; ++r) {
      const auto& row = rows[first + r];
      ASSERT_EQ(sums[r], plain_sum(row, kEarly)) << testing::PrintToString(row);
      given_up += plain_sum(row, kEarly) != plain_sum(row) ? 1 : 0;
    }
  }
  EXPECT_GT(given_up, 30u);
  EXPECT_LT(given_up, 290u);
}

}  // namespace
}  // namespace newsloom::learned
