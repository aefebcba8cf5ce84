// Text that may hold leftovers of markup -> plain text.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::extract {

/// Entities resolved (once, and once more for those escaped twice), tags removed, white space folded. For
/// texts inside JSON-LD and meta elements, which publishers fill with HTML.
std::string plain(std::string_view text);

}  // namespace newsloom::extract
