#include "html/meta_charset.h"

#include <algorithm>
#include <cstddef>

#include "html/markup_scanner.h"
#include "text/charset.h"

namespace newsloom::html {
namespace {

/// Browsers look at 1,024 bytes. News pages put scripts and long titles first, and a declaration found late
/// is still better than a guess.
constexpr std::size_t kPrescanBytes = 8 * 1024;

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return out;
}

std::optional<std::string> charset_of_meta(std::string_view tag) {
  std::optional<std::string> charset, content;
  bool is_content_type = false;
  AttributeScanner attributes(tag);
  while (const auto attribute = attributes.next()) {
    const std::string name = lower_ascii(attribute->name);
    const std::string value = lower_ascii(attribute->value);
    if (name == "charset" && !charset) charset = value;
    if (name == "content" && !content) content = value;
    if (name == "http-equiv" && value == "content-type") is_content_type = true;
  }
  if (charset) return charset;
  if (is_content_type && content) return text::charset_of(*content);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> meta_charset(std::string_view bytes) {
  MarkupScanner scanner(bytes.substr(0, kPrescanBytes));
  while (const auto tag = scanner.next()) {
    if (tag->is_end || lower_ascii(tag->name) != "meta") continue;
    if (auto charset = charset_of_meta(tag->attributes); charset && !charset->empty()) return charset;
  }
  return std::nullopt;
}

}  // namespace newsloom::html
