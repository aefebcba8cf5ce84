// Sums of small decision trees (gradient boosting, Friedman 2001) as tables of numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace newsloom::learned {

/// One question of a tree: go to the next row where the feature is at most `threshold`, else to row `right`.
/// Feature -1: a leaf, `threshold` is what it adds.
struct TreeNode {
  std::int16_t feature;
  float threshold;
  std::int16_t right;
};

/// Trees stand one after another: behind the last leaf of one begins the next.
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

/// The first row of each tree.
template <std::size_t kTrees, std::size_t kNodes>
constexpr std::array<std::size_t, kTrees> roots_of(const std::array<TreeNode, kNodes>& nodes) {
  std::array<std::size_t, kTrees> roots{};
  std::size_t at = 0;
  for (std::size_t& root : roots) {
    root = at;
    at = end_of_tree(nodes, at);
  }
  return roots;
}

/// The same table in two thirds of the room: a hundred trees stay in the first cache beside the row they
/// judge.
struct PackedNode {
  float threshold = 0;
  std::int16_t feature = 0, right = 0;
};
static_assert(sizeof(PackedNode) == 8);

template <std::size_t kNodes>
constexpr std::array<PackedNode, kNodes> packed(const std::array<TreeNode, kNodes>& nodes) {
  std::array<PackedNode, kNodes> out{};
  for (std::size_t i = 0; i < kNodes; ++i) out[i] = {nodes[i].threshold, nodes[i].feature, nodes[i].right};
  return out;
}

/// After so many trees a sum below `sum` is the answer: the others would not lift it to where it matters.
struct EarlyEnd {
  std::size_t trees = 0;
  double sum = 0;
};

/// What the trees say of one row of features, added up.
template <class Row, std::size_t kNodes, std::size_t kTrees>
double sum_of_trees(const std::array<PackedNode, kNodes>& nodes, const std::array<std::size_t, kTrees>& roots,
                    const Row& row, const EarlyEnd& early = {}) {
  double sum = 0;
  for (std::size_t tree = 0; tree < kTrees; ++tree) {
    if (tree > 0 && tree == early.trees && sum < early.sum) break;
    const PackedNode* node = &nodes[roots[tree]];
    while (node->feature >= 0) {
      const bool left = row[static_cast<std::size_t>(node->feature)] <= node->threshold;
      node = left ? node + 1 : &nodes[static_cast<std::size_t>(node->right)];
    }
    sum += static_cast<double>(node->threshold);
  }
  return sum;
}

}  // namespace newsloom::learned
