// Where something stands on a page, told by its headline and its text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extract/body.h"
#include "extract/outline.h"

namespace newsloom::extract {

/// Shortly above the headline, between headline and text, at the text's first block, inside the text, shortly
/// under it, elsewhere.
enum class Zone { kTop, kHead, kOpening, kInBody, kTail, kFar };
inline constexpr std::size_t kZones = 6;

/// Refers to the blocks it was made of.
class Places {
 public:
  Places(const std::vector<Block>& blocks, const Body& body, const std::optional<std::string>& headline);

  Zone zone_of(std::size_t block) const;
  /// The last block that begins at or before the node, and its zone. REQUIRES: there are blocks.
  std::size_t block_at(html::NodeIndex node) const;
  Zone zone_at(html::NodeIndex node) const;
  bool has_text() const { return has_text_; }
  std::size_t first() const { return first_; }  ///< block with which the text begins
  std::size_t last() const { return last_; }    ///< and ends

 private:
  const std::vector<Block>& blocks_;
  std::size_t headline_ = 0, first_ = 0, last_ = 0;
  bool has_headline_ = false, has_text_ = false;
};

}  // namespace newsloom::extract
