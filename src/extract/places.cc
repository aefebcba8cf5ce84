#include "extract/places.h"

#include <algorithm>

namespace newsloom::extract {
namespace {

/// Blocks above the headline and under the text that still belong to the article.
constexpr std::size_t kNear = 12;

}  // namespace

Places::Places(const std::vector<Block>& blocks, const Body& body, const std::optional<std::string>& headline)
    : blocks_(blocks) {
  bool in_trail = false;
  for (std::size_t i = 0; headline && i < blocks.size() && (!has_headline_ || in_trail); ++i) {
    // A heading may open with a topic line of its own.
    const bool heading = blocks[i].kind == BlockKind::kHeading && blocks[i].text.ends_with(*headline);
    if (heading || blocks[i].text == *headline) {
      // The last step of a breadcrumb trail repeats the headline that comes below it.
      const bool step = ((blocks[i].own | blocks[i].near) & kNavigation) != 0;
      if (has_headline_ && step) continue;
      headline_ = i;
      has_headline_ = true;
      in_trail = step;
    }
  }
  if (!body.blocks.empty()) {
    first_ = body.opening;
    last_ = body.blocks.back();
    has_text_ = true;
  }
}

Zone Places::zone_of(std::size_t block) const {
  if (has_text_ && block >= first_ && block <= last_) return block == first_ ? Zone::kOpening : Zone::kInBody;
  if (has_headline_ && block < headline_) return headline_ - block <= kNear ? Zone::kTop : Zone::kFar;
  if (has_text_ && block < first_) return has_headline_ || first_ - block <= kNear ? Zone::kHead : Zone::kFar;
  if (has_text_) return block - last_ <= kNear ? Zone::kTail : Zone::kFar;
  return has_headline_ && block - headline_ <= kNear ? Zone::kHead : Zone::kFar;
}

std::size_t Places::block_at(html::NodeIndex node) const {
  // Nearly sorted: a block after a child block begins at its parent. Such a miss is off by a line or two.
  const auto after = std::ranges::upper_bound(blocks_, node, {}, &Block::node);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - blocks_.begin() - 1));
}

Zone Places::zone_at(html::NodeIndex node) const { return zone_of(block_at(node)); }

}  // namespace newsloom::extract
