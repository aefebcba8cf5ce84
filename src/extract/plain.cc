#include "extract/plain.h"

#include <array>
#include <utility>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kEntities = {{
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&apos;", "'"},
    {"&nbsp;", " "},
    {"&rsquo;", "’"},
    {"&lsquo;", "‘"},
    {"&rdquo;", "”"},
    {"&ldquo;", "“"},
    {"&ndash;", "–"},
    {"&mdash;", "—"},
    {"&hellip;", "…"},
    {"&laquo;", "«"},
    {"&raquo;", "»"},
    {"&bdquo;", "„"},
    {"&shy;", ""},
}};

/// "&#8217;" or "&#x2019;" at `pos`; moves `pos` past it.
bool take_number(std::string_view text, std::size_t& pos, std::string& out) {
  std::size_t at = pos + 2;
  const bool hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (hex) ++at;
  char32_t value = 0;
  std::size_t digits = 0;
  for (; at < text.size() && digits < 8; ++at, ++digits) {
    const char c = text[at];
    const int digit = c >= '0' && c <= '9'          ? c - '0'
                      : hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                    : -1;
    if (digit < 0) break;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (digits == 0 || at >= text.size() || text[at] != ';' || value == 0 || value > 0x10FFFF ||
      (value >= 0xD800 && value < 0xE000))
    return false;
  text::append_utf8(out, value);
  pos = at + 1;
  return true;
}

std::string without_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    if (text[pos] != '&') {
      out += text[pos++];
      continue;
    }
    if (text.substr(pos).starts_with("&#") && take_number(text, pos, out)) continue;
    bool known = false;
    for (const auto& [entity, plain] : kEntities) {
      if (text.substr(pos).starts_with(entity)) {
        out += plain;
        pos += entity.size();
        known = true;
        break;
      }
    }
    if (!known) out += text[pos++];
  }
  return out;
}

std::string without_tags(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size(); ++pos) {
    const bool tag = text[pos] == '<' && pos + 1 < text.size() &&
                     (text[pos + 1] == '/' || text[pos + 1] == '!' ||
                      text::is_letter(static_cast<unsigned char>(text[pos + 1]) & 0x7f));
    const std::size_t end = tag ? text.find('>', pos) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += text[pos];
    } else {
      out += ' ';
      pos = end;
    }
  }
  return out;
}

}  // namespace

std::string plain(std::string_view source) {
  std::string text(source);
  for (int round = 0; round < 2 && text.find('&') != std::string::npos; ++round)
    text = without_entities(text);
  if (text.find('<') != std::string::npos) text = without_tags(text);
  return text::fold_space(text);
}

}  // namespace newsloom::extract
