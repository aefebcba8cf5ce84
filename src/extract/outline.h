// The page as blocks of text: what running text, headings, lists and boilerplate are made of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/class_words.h"
#include "extract/text_shape.h"
#include "html/document.h"

namespace newsloom::extract {

enum class BlockKind { kParagraph, kHeading, kListItem, kQuote, kCaption };

/// Elements that a block may stand in. The order is that of the learned table: do not renumber.
enum AroundTag : std::uint32_t {
  kInMain = 1u << 0,
  kInArticle = 1u << 1,
  kInAside = 1u << 2,
  kInNav = 1u << 3,
  kInFooter = 1u << 4,
  kInHeader = 1u << 5,
  kInForm = 1u << 6,
  kInFigure = 1u << 7,
  kInTable = 1u << 8,
  kInList = 1u << 9,
  kInQuote = 1u << 10,
  kInSection = 1u << 11,
  kInButton = 1u << 12,
  kInLink = 1u << 13,
  kInDetails = 1u << 14,
  kInAddress = 1u << 15,
  kInTerms = 1u << 16,  ///< <dl>
  kInNoscript = 1u << 17,
};
inline constexpr int kAroundTags = 18;

/// A stretch of text without block boundaries in it.
struct Block {
  std::string text;                       ///< white space folded; line breaks that the page asks for are kept
  html::NodeIndex node = html::kNoNode;   ///< the innermost block element around it
  html::NodeIndex begin = html::kNoNode;  ///< its first text node: ascends from block to block
  html::NodeIndex end = html::kNoNode;    ///< one past its last text node
  BlockKind kind = BlockKind::kParagraph;
  html::Tag tag = html::Tag::kUnknown;  ///< of `node`
  std::size_t words = 0;
  double link_share = 0;   ///< share of its characters that stand in links
  double bold_share = 0;   ///< … that stand in <b>, <strong>, <em>, <i>
  bool furniture = false;  ///< stands in navigation, a form, a share bar, comments, …: by element or by name
  TextShape shape;
  std::uint32_t tags = 0;       ///< AroundTag of all elements around it
  std::uint32_t own = 0;        ///< ClassWord groups of its element and of inline elements that open it
  std::uint32_t near = 0;       ///< … of the two elements around that
  std::uint32_t around = 0;     ///< … of all elements around it that do not frame most of the page
  std::uint32_t signature = 0;  ///< equal for blocks whose element and the one around it look alike
  std::uint32_t depth = 0;      ///< block elements around it
};

/// All blocks of the page in order. Scripts, styles and hidden parts are left out; of more blocks than one
/// for 48 bytes of the page, all but the longest.
std::vector<Block> blocks_of(const html::Document& page);

/// Is the element never shown as text: a script, a form field, something hidden?
bool is_silent(const html::Document& page, html::NodeIndex n);

/// The blocks whose text begins inside element `n`: a range [first, last) of indices.
struct BlockRange {
  std::size_t first = 0, last = 0;
};
BlockRange blocks_inside(const html::Document& page, const std::vector<Block>& blocks, html::NodeIndex n);

}  // namespace newsloom::extract
