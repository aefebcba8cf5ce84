#include "server/json_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "text/utf8.h"

namespace newsloom::server {
namespace {

/// RFC 8259, 7.
bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t", kNames = "\"\\bfnrt";
  if (const std::size_t at = kNamed.find(c); at != std::string_view::npos) {
    out += '\\';
    out += kNames[at];
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

}  // namespace

JsonText& JsonText::value(std::string_view text) {
  std::string repaired;
  if (!text::is_valid_utf8(text)) {
    std::size_t count = 0;
    repaired = text::repair_utf8(text, count);
    text = repaired;
  }
  comma();
  text_ += '"';
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if(text, needs_escape) - text.begin());
    text_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    append_escaped(text_, text.front());
    text.remove_prefix(1);
  }
  text_ += '"';
  return *this;
}

JsonText& JsonText::value(double number) {
  if (!std::isfinite(number)) return value(nullptr);
  comma();
  fmt::format_to(std::back_inserter(text_), "{}", number);
  return *this;
}

JsonText& JsonText::value(std::int64_t number) {
  comma();
  fmt::format_to(std::back_inserter(text_), "{}", number);
  return *this;
}

}  // namespace newsloom::server
