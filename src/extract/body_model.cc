#include "extract/body_model.h"

#include <cmath>

#include "learned/tree_table.h"

namespace newsloom::extract {
namespace {

constexpr auto kNodes = std::to_array<learned::TreeNode>({
#include "extract/body_model.inc"
});
constexpr auto kRoots = learned::roots_of<learned::count_trees(kNodes)>(kNodes);
constexpr auto kPacked = learned::packed(kNodes);

/// Three of five blocks are hopeless after so many trees: of 70,000 blocks none that ended near a body's
/// chance had a sum below -2.1 there.
constexpr learned::EarlyEnd kHopeless{.trees = 30, .sum = -2.5};

}  // namespace

double chance_of(const BlockRow& row) {
  return 1 / (1 + std::exp(-learned::sum_of_trees(kPacked, kRoots, row, kHopeless)));
}

}  // namespace newsloom::extract
