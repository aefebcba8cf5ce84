// Cookies as a browser sends them.
#pragma once

#include <string_view>

namespace newsloom::server {

/// The value of a cookie in a Cookie header; empty if there is none. Of several with one name the first.
std::string_view cookie(std::string_view header, std::string_view name);

}  // namespace newsloom::server
