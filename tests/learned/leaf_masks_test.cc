#include "learned/leaf_masks.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>

#include "learned/tree_table.h"

namespace newsloom::learned {
namespace {

constexpr std::size_t kFeatures = 5, kTrees = 40, kLeaves = 8, kNodes = kTrees * (2 * kLeaves - 1);

/// Forty invented trees of eight leaves, of any shape.
class Inventor {
 public:
  constexpr std::array<TreeNode, kNodes> trees() {
    for (std::size_t tree = 0; tree < kTrees; ++tree) grow(kLeaves);
    return out_;
  }

 private:
  constexpr std::uint32_t next() { return noise_ = noise_ * 1664525u + 1013904223u, noise_ >> 16; }
  constexpr void grow(std::size_t leaves) {
    const std::size_t at = end_++;
    if (leaves == 1) {
      out_[at] = {-1, static_cast<float>(next() % 1000) / 64 - 8, 0};
      return;
    }
    const std::size_t left = 1 + next() % (leaves - 1);
    out_[at] = {static_cast<std::int16_t>(next() % kFeatures),
                static_cast<float>(static_cast<int>(next() % 9) - 4) / 2, 0};
    grow(left);
    out_[at].right = static_cast<std::int16_t>(end_);
    grow(leaves - left);
  }
  std::array<TreeNode, kNodes> out_{};
  std::size_t end_ = 0;
  std::uint32_t noise_ = 1;
};
constexpr auto kTable = Inventor().trees();
static_assert(count_trees(kTable) == kTrees);
constexpr auto kForest = forest_of<kFeatures, kTrees>(kTable);
const auto kMasks = masks_of<kFeatures, kTrees>(kTable);

/// Numbers on, just below and just above the thresholds, zeros of both signs, and far ones.
std::array<double, kFeatures> random_row(std::mt19937& random) {
  constexpr double kMost = std::numeric_limits<double>::max();
  constexpr std::array<double, 6> kOdd = {
      0,     -0.0,  std::numeric_limits<double>::denorm_min(), -std::numeric_limits<double>::denorm_min(),
      kMost, -kMost};
  std::array<double, kFeatures> row{};
  for (double& number : row) {
    const auto choice = random() % 12;
    const double near = (static_cast<int>(random() % 9) - 4) / 2.0;
    number = choice < kOdd.size() ? kOdd[choice]
             : choice < 8         ? near
             : choice < 10        ? std::nextafter(near, kMost)
                                  : std::nextafter(near, -kMost);
  }
  return row;
}

TEST(LeafMasks, SayWhatAWalkSays) {
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    const auto row = random_row(random);
    ASSERT_EQ(kMasks.sum(row), kForest.sum(row)) << testing::PrintToString(row);
  }
}

TEST(LeafMasks, GiveUpWhereAWalkGivesUp) {
  constexpr EarlyEnd kEarly{.trees = 20, .sum = 2};
  std::mt19937 random(8);
  int given_up = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto row = random_row(random);
    ASSERT_EQ(kMasks.sum(row, kEarly), kForest.sum(row, kEarly)) << testing::PrintToString(row);
    given_up += kMasks.sum(row, kEarly) != kMasks.sum(row) ? 1 : 0;
  }
  EXPECT_GT(given_up, 200);
  EXPECT_LT(given_up, 1800);
}

}  // namespace
}  // namespace newsloom::learned
