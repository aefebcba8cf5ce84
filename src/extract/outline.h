// The page as blocks of text: what running text, headings, lists and boilerplate are made of.
#pragma once

#include <string>
#include <vector>

#include "html/document.h"

namespace newsloom::extract {

enum class BlockKind { kParagraph, kHeading, kListItem, kQuote, kCaption };

/// A stretch of text without block boundaries in it.
struct Block {
  std::string text;                      ///< white space folded; line breaks that the page asks for are kept
  html::NodeIndex node = html::kNoNode;  ///< the innermost block element around it
  BlockKind kind = BlockKind::kParagraph;
  std::size_t words = 0;
  double link_share = 0;   ///< share of its characters that stand in links
  bool furniture = false;  ///< stands in navigation, a form, a share bar, comments, …: by element or by name
};

/// All blocks of the page in order. Scripts, styles and hidden parts are left out.
std::vector<Block> blocks_of(const html::Document& page);

/// Do the element's class, id, role or itemprop say one of these words ("byline", "caption")? Words are
/// matched whole or as parts joined by - or _ or camelCase.
bool is_named(const html::Document& page, html::NodeIndex n, std::initializer_list<std::string_view> words);

}  // namespace newsloom::extract
