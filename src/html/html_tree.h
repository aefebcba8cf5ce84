// The door to the HTML parser library: html_tree.cc is the only file that includes it, so that another
// library can take its place there.
#pragma once

#include <string_view>
#include <vector>

#include "html/document.h"
#include "html/document_builder.h"

namespace newsloom::html {

/// Builds the HTML5 tree of `markup` (valid UTF-8) and tells it to `builder` in document order, without
/// comments and doctype; scripting is off, so that the content of <noscript> is markup. Stops where a limit
/// of nodes, memory or depth is passed; what was read until then is kept, and noted. `scripts` are the
/// contents that the guard took out (guard.h). Any thread.
void build_tree(std::string_view markup, std::vector<std::string_view> scripts, const Limits& limits,
                DocumentBuilder& builder);

}  // namespace newsloom::html
