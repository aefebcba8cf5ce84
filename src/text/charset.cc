// Which charset a page is in, and its conversion by ICU. Declarations are wrong often enough that well-formed
// UTF-8 with at least one multi-byte character beats them all: text of another charset is well-formed UTF-8
// by accident only when it is very short.
#include "text/charset.h"

#include <uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace newsloom::text {
namespace {

/// Labels that mean another charset than they say (WHATWG Encoding Standard, section 4.2).
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kAliases = {{
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"shift-jis", "windows-31j"},
    {"shift_jis", "windows-31j"},
    {"euc-kr", "windows-949"},
}};

/// uchardet looks at this much; more does not change its mind on real pages.
constexpr std::size_t kSample = 16 * 1024;

std::string label(std::string_view name) {
  std::string out = lower(trim(name));
  std::erase_if(out, [](char c) { return c == '"' || c == '\''; });
  for (const auto& [from, to] : kAliases) {
    if (out == from) return std::string(to);
  }
  return out;
}

std::optional<Decoded> convert(std::string_view bytes, std::string_view charset) {
  const std::string name = label(charset);
  if (name.empty() || name.size() > 60) return std::nullopt;
  if (name == "utf-8" || name == "utf8") {
    Decoded out;
    out.charset = "utf-8";
    out.text = repair_utf8(bytes, out.repaired);
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(name.c_str(), &status),
                                                                &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  std::vector<UChar> wide(bytes.size() + 16);
  int32_t length = ucnv_toUChars(from.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                                 static_cast<int32_t>(bytes.size()), &status);
  if (status == U_BUFFER_OVERFLOW_ERROR) {
    wide.resize(static_cast<std::size_t>(length) + 1);
    status = U_ZERO_ERROR;
    length = ucnv_toUChars(from.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                           static_cast<int32_t>(bytes.size()), &status);
  }
  if (U_FAILURE(status)) return std::nullopt;
  Decoded out;
  out.charset = name;
  out.text.reserve(static_cast<std::size_t>(length) * 2);
  const auto end = wide.begin() + length;
  for (int32_t i = 0; i < length; ++i) {
    const auto plain = wide.begin() + i, other = std::find_if(plain, end, [](UChar c) { return c >= 0x80; });
    out.text.append(plain, other);
    i += static_cast<int32_t>(other - plain);
    if (i == length) break;
    char32_t c = wide[static_cast<std::size_t>(i)];
    const bool high = c >= 0xD800 && c <= 0xDBFF;
    const char32_t next = i + 1 < length ? wide[static_cast<std::size_t>(i) + 1] : 0;
    if (high && next >= 0xDC00 && next <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
      ++i;
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      c = 0xFFFD;
    }
    if (c == 0xFFFD) ++out.repaired;
    append_utf8(out.text, c);
  }
  return out;
}

std::string guess(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

}  // namespace

Decoded decode(std::string_view bytes, std::optional<std::string_view> http_charset,
               std::optional<std::string_view> meta_charset) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return *convert(bytes.substr(3), "utf-8");
  if (bytes.starts_with("\xFF\xFE")) {
    if (auto decoded = convert(bytes.substr(2), "utf-16le")) return std::move(*decoded);
  }
  if (bytes.starts_with("\xFE\xFF")) {
    if (auto decoded = convert(bytes.substr(2), "utf-16be")) return std::move(*decoded);
  }
  if (is_valid_utf8(bytes)) return {.text = std::string(bytes), .charset = "utf-8", .repaired = 0};
  for (const auto& declared : {http_charset, meta_charset}) {
    if (!declared) continue;
    if (auto decoded = convert(bytes, *declared)) return std::move(*decoded);
  }
  if (auto decoded = convert(bytes, guess(bytes))) return std::move(*decoded);
  if (auto decoded = convert(bytes, "windows-1252")) return std::move(*decoded);
  return *convert(bytes, "utf-8");
}

std::optional<std::string> charset_of(std::string_view content_type) {
  const std::string lowered = lower(content_type);
  const std::size_t at = lowered.find("charset=");
  if (at == std::string::npos) return std::nullopt;
  std::string_view value = std::string_view(lowered).substr(at + 8);
  value = value.substr(0, value.find_first_of("; \t\r\n"));
  while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
  if (value.empty()) return std::nullopt;
  return std::string(value);
}

}  // namespace newsloom::text
