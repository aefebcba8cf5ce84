// Bytes of any charset -> UTF-8.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::text {

struct Decoded {
  std::string text;          ///< valid UTF-8
  std::string charset;       ///< the charset taken, IANA name in lower case
  std::size_t repaired = 0;  ///< ill-formed sequences replaced
};

/// Order: byte order mark; valid UTF-8 with at least one multi-byte character (or pure ASCII) whatever was
/// declared; `declared` (HTTP or meta, in this order of trust, unknown names skipped); uchardet;
/// windows-1252. ICU converts. Total.
Decoded decode(std::string_view bytes, std::optional<std::string_view> http_charset,
               std::optional<std::string_view> meta_charset);

/// The charset parameter of a Content-Type value: "text/html; charset=KOI8-R" gives "koi8-r".
std::optional<std::string> charset_of(std::string_view content_type);

}  // namespace newsloom::text
