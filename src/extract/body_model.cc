#include "extract/body_model.h"

#include <cmath>

#include "learned/tree_table.h"

namespace newsloom::extract {
namespace {

static_assert(kRowsAtOnce <= learned::kMostRows);

constexpr auto kNodes = std::to_array<learned::TreeNode>({
#include "extract/body_model.inc"
});
constexpr auto kForest = learned::forest_of<kBlockFeatures, learned::count_trees(kNodes)>(kNodes);

/// Three of five blocks are hopeless after so many trees: of 70,000 blocks none that ended near a body's
/// chance had a sum below -2.1 there.
constexpr learned::EarlyEnd kHopeless{.trees = 30, .sum = -2.5};

}  // namespace

void chances_of(std::span<const BlockRow> rows, std::span<double> chances) {
  kForest.sum(rows, chances, kHopeless);
  for (double& chance : chances) chance = 1 / (1 + std::exp(-chance));
}

}  // namespace newsloom::extract
