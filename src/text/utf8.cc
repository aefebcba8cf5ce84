#include "text/utf8.h"

#include <simdjson.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace newsloom::text {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// How many bytes at `pos` make one well-formed sequence; 0 when ill-formed, then `bad` is the maximal
/// subpart to replace.
std::size_t sequence_length(std::string_view bytes, std::size_t pos, std::size_t& bad) {
  const auto at = [&](std::size_t i) -> unsigned char {
    return pos + i < bytes.size() ? static_cast<unsigned char>(bytes[pos + i]) : 0;
  };
  const unsigned char first = at(0);
  if (first < 0x80) return 1;
  bad = 1;
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (at(1) < low || at(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    bad = i;
    if (!is_continuation(at(i))) return 0;
  }
  return length;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

/// Can a character that begins with this byte be white space or invisible? Spares most a decoding.
constexpr auto kMayBeSpace = [] {
  std::array<bool, 256> table{};
  for (const std::size_t first : {0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF})
    table[first] = true;
  return table;
}();
constexpr bool may_be_space(unsigned char first) { return kMayBeSpace[first]; }

constexpr std::size_t kFoldedAtOnce = 16;

constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// In place; false where there are others than ASCII characters, which stay. A plain loop, which compilers
/// make one of many bytes at a step.
bool lower_if_ascii(std::string& text) {
  unsigned char all = 0;
  for (char& c : text) {
    all |= static_cast<unsigned char>(c);
    c = lower_ascii(c);
  }
  return all < 0x80;
}

/// Of the characters that take two bytes, those in lower case that do so too; 0 for the others.
constexpr std::size_t kTwoBytes = 0x800;
const std::array<std::uint16_t, kTwoBytes>& lower_of_two_bytes() {
  static const auto kTable = [] {
    std::array<std::uint16_t, kTwoBytes> table{};
    for (UChar32 c = 0x80; c < static_cast<UChar32>(kTwoBytes); ++c) {
      const UChar32 small = u_tolower(c);
      if (small >= 0x80 && small < static_cast<UChar32>(kTwoBytes))
        table[static_cast<std::size_t>(c)] = static_cast<std::uint16_t>(small);
    }
    return table;
  }();
  return kTable;
}

/// The letters that take two bytes (Cyrillic, Greek, Latin ones with marks), in place; ASCII is in lower case
/// already. False where there are others.
bool lower_in_place(std::string& text) {
  const auto& table = lower_of_two_bytes();
  for (std::size_t pos = 0; pos < text.size();) {
    const auto first = static_cast<unsigned char>(text[pos]);
    if (first < 0x80) {
      ++pos;
      continue;
    }
    if (first >= 0xE0 || pos + 1 >= text.size()) return false;
    const std::uint16_t small =
        table[(first & 0x1FU) << 6 | (static_cast<unsigned char>(text[pos + 1]) & 0x3FU)];
    if (small == 0) return false;
    text[pos] = static_cast<char>(0xC0 | (small >> 6));
    text[pos + 1] = static_cast<char>(0x80 | (small & 0x3F));
    pos += 2;
  }
  return true;
}

/// Sixteen bytes that the compiler calculates with at once.
using Bytes = unsigned char __attribute__((vector_size(16)));

/// Where may_be_space() is true.
auto may_be_spaces(Bytes bytes) {
  return (bytes <= 0x20) | (bytes == 0xC2) | ((bytes >= 0xE1) & (bytes <= 0xE3)) | (bytes == 0xEF);
}

/// Are the sixteen bytes from `bytes` on words with single spaces between them, as fold_space() leaves them?
/// The seventeenth is looked at too.
bool are_folded(const char* bytes) {
  Bytes here, next;
  std::memcpy(&here, bytes, sizeof(here));
  std::memcpy(&next, bytes + 1, sizeof(next));
  const auto bad = may_be_spaces(here) & (may_be_spaces(next) | (here != ' '));
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &bad, sizeof(bad));
  return (halves[0] | halves[1]) == 0;
}

/// A stretch without ASCII characters, as comparison_key() says.
void append_folded(std::string_view text, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
  icu::UnicodeString folded =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  if (U_SUCCESS(status)) folded = nfkd->normalize(folded, status);
  folded.foldCase();
  for (int i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (c >= 0x80 && u_getCombiningClass(c) != 0) continue;
    switch (c) {
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B:
      case 0x2032:
        out += '\'';
        break;
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x201F:
      case 0x00AB:
      case 0x00BB:
        out += '"';
        break;
      case 0x2010:
      case 0x2011:
      case 0x2012:
      case 0x2013:
      case 0x2014:
      case 0x2015:
      case 0x2212:
        out += '-';
        break;
      default:
        append_utf8(out, static_cast<char32_t>(c));
    }
  }
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

std::string repair_utf8(std::string_view bytes, std::size_t& repaired) {
  repaired = 0;
  if (is_valid_utf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + 16);
  for (std::size_t pos = 0; pos < bytes.size();) {
    std::size_t bad = 1;
    if (const std::size_t length = sequence_length(bytes, pos, bad)) {
      out.append(bytes, pos, length);
      pos += length;
    } else {
      out += kReplacement;
      ++repaired;
      pos += bad;
    }
  }
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string fold_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  std::size_t kept = 0;  // what stands between here and `pos` is to be copied
  const auto keep_until = [&](std::size_t end) {
    if (end == kept) return;
    if (pending) out += ' ';
    pending = false;
    out.append(text, kept, end - kept);
  };
  std::size_t slow_until = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    if (pos > kept && pos >= slow_until && pos + kFoldedAtOnce < text.size()) {
      if (are_folded(text.data() + pos)) {
        pos += kFoldedAtOnce;
        continue;
      }
      slow_until = pos + kFoldedAtOnce;
    }
    if (!may_be_space(static_cast<unsigned char>(text[pos]))) {
      ++pos;
      continue;
    }
    // A single space between two words, the usual case, is copied with them.
    const bool between = text[pos] == ' ' && pos > kept && pos + 1 < text.size() &&
                         !may_be_space(static_cast<unsigned char>(text[pos + 1]));
    if (between) {
      ++pos;
      continue;
    }
    const std::size_t begin = pos;
    const char32_t c = next_code_point(text, pos);
    const bool space = is_space(c);
    if (!space && !is_invisible(c)) continue;
    keep_until(begin);
    kept = pos;
    if (space) pending = !out.empty();
  }
  keep_until(text.size());
  return out;
}

std::size_t visible_bytes(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return !is_continuation(byte) && !may_be_space(byte);
  }));
}

std::string_view trim(std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t next = 0; begin < text.size(); begin = next) {
    if (!may_be_space(static_cast<unsigned char>(text[begin]))) break;
    const char32_t c = next_code_point(text, next = begin);
    if (!is_space(c) && !is_invisible(c)) break;
  }
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t last = end - 1;
    while (last > begin && is_continuation(static_cast<unsigned char>(text[last]))) --last;
    std::size_t next = last;
    const char32_t c = next_code_point(text, next);
    if (!is_space(c) && !is_invisible(c)) break;
    end = last;
  }
  return text.substr(begin, end - begin);
}

std::string compatible_form(std::string_view text) {
  std::string out;
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  if (const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status); U_SUCCESS(status))
    nfkc->normalizeUTF8(0, {text.data(), static_cast<int>(text.size())}, sink, nullptr, status);
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  if (lower_if_ascii(out) || lower_in_place(out)) return out;
  out.clear();
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    while (pos < text.size() && static_cast<unsigned char>(text[pos]) < 0x80) ++pos;
    const std::size_t kept = out.size();
    out.append(text, begin, pos - begin);
    std::transform(out.begin() + static_cast<std::ptrdiff_t>(kept), out.end(),
                   out.begin() + static_cast<std::ptrdiff_t>(kept), lower_ascii);
    if (pos < text.size())
      append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(text, pos)))));
  }
  return out;
}

std::string comparison_key(std::string_view text) {
  if (std::string plain = fold_space(text); lower_if_ascii(plain)) return plain;
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    while (pos < text.size() && static_cast<unsigned char>(text[pos]) < 0x80) out += lower_ascii(text[pos++]);
    const std::size_t other = pos;
    while (pos < text.size() && static_cast<unsigned char>(text[pos]) >= 0x80) ++pos;
    // Folding looks at one character at a time, but for the order of marks, which all go.
    if (pos > other) append_folded(text.substr(other, pos - other), out);
  }
  return fold_space(out);
}

bool may_begin_like(std::string_view text, std::string_view key) {
  // Letters and digits of ASCII stay what they are and where they are, up to the first other character.
  for (std::size_t i = 0; i < std::min(text.size(), key.size()); ++i) {
    const char c = lower_ascii(text[i]);
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) return true;
    if (c != key[i]) return false;
  }
  return true;
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return u_isUUppercase(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}
bool is_lower(char32_t c) {
  if (c < 0x80) return c >= 'a' && c <= 'z';
  return u_isULowercase(static_cast<UChar32>(c));
}
bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return u_isalpha(static_cast<UChar32>(c));
}
bool is_digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9';
  return u_isdigit(static_cast<UChar32>(c));
}

}  // namespace newsloom::text
