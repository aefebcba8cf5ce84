// The pass before the parser: takes out of the markup what would make the HTML5 tree algorithm slow or deep,
// and leaves everything else, all text included, as it stands.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "html/document.h"

namespace newsloom::html {

struct GuardedMarkup {
  std::optional<std::string> rewritten;  ///< nothing where the page needed no change
  std::size_t dropped_formatting = 0;    ///< start tags of <b>, <font>, … beyond the limit
  std::size_t dropped_nesting = 0;       ///< start tags of other elements that would stand too deep
  std::size_t cut_attributes = 0;        ///< elements that lost attributes beyond the limit
};

/// Linear in `markup`, with memory for at most one copy of it.
GuardedMarkup guard(std::string_view markup, const Limits& limits);

}  // namespace newsloom::html
