// Moments as HTTP writes them (RFC 9110, 5.6.7).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::server {

/// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(std::int64_t utc_seconds);

/// Reads exactly that form, which every client of this century sends; the two older ones are no date to us.
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace newsloom::server
