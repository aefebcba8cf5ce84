// The body of an article among the blocks of its page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/block_features.h"
#include "extract/dateline.h"
#include "extract/outline.h"
#include "html/document.h"

namespace newsloom::extract {

/// What was found: indices into the blocks, in the page's order.
struct Body {
  std::vector<std::size_t> blocks;
  /// The block in which the story opens: behind a standfirst, where byline or date stand between the two.
  std::size_t opening = 0;
  html::NodeIndex container = html::kNoNode;  ///< the element that holds them
  std::string stated;  ///< the text that the page states (JSON-LD) and does not show; empty: `blocks` are it
  std::size_t words = 0;
  double confidence = 0;  ///< 0..1
};

/// Two finders, one structural, one learned, and a choice between them. Linear in the page. `stated` helps to
/// choose: the headline does not come twice, a stated body (JSON-LD) tells which blocks belong.
Body find_body(const html::Document& page, const std::vector<Block>& blocks, const PageStatements& stated);

/// The dateline of the block in which the story opens.
std::optional<Dateline> dateline_of_body(const std::vector<Block>& blocks, const Body& body);

/// Paragraphs with an empty line between them.
std::string body_text(const std::vector<Block>& blocks, const Body& body);

}  // namespace newsloom::extract
