// The charset that a page declares in its own markup.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::html {

/// Looks for `<meta charset>` or `<meta http-equiv=content-type>` near the beginning, as browsers do before
/// they parse (WHATWG HTML 13.2.3.2). Comments do not count. The name as written, in lower case.
std::optional<std::string> meta_charset(std::string_view bytes);

}  // namespace newsloom::html
