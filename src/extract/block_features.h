// What the learned body finder looks at: one row of numbers for each block.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/class_words.h"
#include "extract/outline.h"
#include "html/document.h"

namespace newsloom::extract {

/// Numbers of a block that are more than yes and no. The order is that of the learned table: do not renumber.
// clang-format off: one pass of it undoes the other
#define NEWSLOOM_BLOCK_FEATURES(X) \
  X(words_log) X(link_share) X(bold_share) X(sentence_ends) X(ends_sentence) X(comma_rate) \
  X(digit_share) X(capital_share) X(first_kind) X(word_length) X(kind) X(tag) X(depth) X(in_container) \
  X(below_container) X(run_share) X(run_words_log) X(run_links) X(parent_words_log) X(parent_links) \
  X(parent_blocks_log) X(grand_words_log) X(grand_links) X(grand_blocks_log) X(grand_running) \
  X(position) X(in_range) X(since_running) X(until_running) X(after_h1) X(previous_words_log) \
  X(previous_links) X(next_words_log) X(next_links) X(stated) X(is_headline) X(in_description) \
  X(repeated) X(heading_kind) X(heading_distance) X(container_share) X(page_running_log) X(furniture) \
  X(running) X(same_tag_neighbours) X(words_above_log) X(words_below_log) X(article_index) \
  X(since_headline) X(article_share) X(steps_to_first) X(first_depth)
// clang-format on

enum BlockFeature : int {
#define X(name) f_##name,
  NEWSLOOM_BLOCK_FEATURES(X)
#undef X
      kBlockNumbers
};
inline constexpr int kTagFeatures = kBlockNumbers;
inline constexpr int kOwnFeatures = kTagFeatures + kAroundTags;
inline constexpr int kNearFeatures = kOwnFeatures + kClassWordGroups;
inline constexpr int kAroundFeatures = kNearFeatures + kClassWordGroups;
inline constexpr int kSaysFeatures = kAroundFeatures + kClassWordGroups;
inline constexpr int kBlockFeatures = kSaysFeatures + kLineWordGroups;

using BlockRow = std::array<float, kBlockFeatures>;

/// "words_log", "tag:3", "own:12", …: for the table and the script that learns it.
std::string feature_name(int feature);

/// What the page states about its article elsewhere than in its text.
struct PageStatements {
  std::optional<std::string> headline, description, body;
};

/// Rows that are made before they are looked at: few enough to stay in the first cache.
inline constexpr std::size_t kRowsAtOnce = 8;

/// Gives `take` the rows of all blocks in their order, kRowsAtOnce at a time; rows live until the next ones.
/// Linear in the blocks and their text. `container` as find_container() gave it.
void each_block_row(const html::Document& page, const std::vector<Block>& blocks, html::NodeIndex container,
                    const PageStatements& stated, const std::function<void(std::span<const BlockRow>)>& take);

}  // namespace newsloom::extract
