// The body of an article among the blocks of its page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/outline.h"
#include "html/document.h"

namespace newsloom::extract {

/// What was found: indices into the blocks, in the page's order.
struct Body {
  std::vector<std::size_t> blocks;
  html::NodeIndex container = html::kNoNode;  ///< the element that holds them
  std::size_t words = 0;
  double confidence = 0;
};

/// `stated` is the text that the page itself states as its body (JSON-LD), if any: it only helps to choose
/// the container.
Body find_body(const html::Document& page, const std::vector<Block>& blocks,
               const std::optional<std::string>& headline, const std::optional<std::string>& stated);

/// Paragraphs with an empty line between them.
std::string body_text(const std::vector<Block>& blocks, const Body& body);

}  // namespace newsloom::extract
