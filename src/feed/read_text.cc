#include "feed/read_text.h"

#include "text/charset.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

/// XML without a byte order mark shows its width by how "<" lies in memory (XML 1.0, appendix F): the mark
/// that it should have had.
std::string_view missing_mark(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\0<"sv)) return "\xFE\xFF"sv;
  if (bytes.starts_with("<\0"sv)) return "\xFF\xFE"sv;
  return {};
}

/// encoding="…" of the XML declaration.
std::optional<std::string> declared_charset(std::string_view bytes) {
  constexpr std::size_t kLookedAt = 512;
  const std::string_view start = bytes.substr(0, kLookedAt);
  const std::size_t declaration = start.find("<?xml");
  const std::size_t end = start.find("?>", declaration);
  if (declaration == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
  const std::string_view inside = start.substr(declaration, end - declaration);
  const std::size_t key = inside.find("encoding");
  const std::size_t open = inside.find_first_of("\"'", key);
  if (key == std::string_view::npos || open == std::string_view::npos) return std::nullopt;
  const std::size_t close = inside.find(inside[open], open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return text::lower(text::trim(inside.substr(open + 1, close - open - 1)));
}

}  // namespace

std::string read_text(std::string_view bytes, const std::optional<std::string>& content_type,
                      const Limits& limits, std::vector<std::string>& notes) {
  if (bytes.size() > limits.max_bytes) {
    notes.push_back("bytes:" + std::to_string(limits.max_bytes));
    bytes = bytes.substr(0, limits.max_bytes);
  }
  std::string marked(missing_mark(bytes));
  if (!marked.empty()) bytes = marked += bytes;
  const auto transport = content_type ? text::charset_of(*content_type) : std::nullopt;
  const auto declared = declared_charset(bytes);
  text::Decoded decoded = text::decode(bytes, transport, declared);
  if (decoded.repaired > 0) notes.push_back("utf8-repaired:" + std::to_string(decoded.repaired));
  if (declared && *declared != decoded.charset && decoded.charset != "utf-8")
    notes.push_back("charset:" + decoded.charset);
  if (decoded.text.starts_with("\xEF\xBB\xBF")) decoded.text.erase(0, 3);
  return std::move(decoded.text);
}

}  // namespace newsloom::feed
