// The pass before the parser: takes out of the markup what would make the HTML5 tree algorithm slow or deep,
// and leaves everything else, all text included, as it stands. The contents of scripts and styles, a third to
// half of a page, it keeps from the parser, which would go through them a character at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace newsloom::html {

struct GuardedMarkup {
  std::optional<std::string> rewritten;  ///< nothing where the page needed no change
  /// Contents of scripts, views into the page. In their place stands kScriptMark with the number here.
  std::vector<std::string_view> scripts;
  std::size_t dropped_formatting = 0;  ///< start tags of <b>, <font>, … beyond the limit
  std::size_t dropped_nesting = 0;     ///< start tags of other elements that would stand too deep
  std::size_t cut_attributes = 0;      ///< elements that lost attributes beyond the limit
};

/// U+FDD0, which is no character: what a page says of its own accord begins otherwise.
inline constexpr std::string_view kScriptMark = "\xEF\xB7\x90";

/// Linear in `markup`, with memory for at most one copy of it.
GuardedMarkup guard(std::string_view markup, const Limits& limits);

}  // namespace newsloom::html
