// UTF-8: checking, repairing, walking, folding white space.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom::text {

bool is_valid_utf8(std::string_view bytes);

/// `bytes` with every ill-formed sequence replaced by U+FFFD (WHATWG "maximal subpart" practice). `repaired`
/// counts them.
std::string repair_utf8(std::string_view bytes, std::size_t& repaired);

/// The code point at `pos` of valid UTF-8; advances `pos` past it. REQUIRES: pos < text.size(). Inline: every
/// walk over text is made of it.
inline char32_t next_code_point(std::string_view text, std::size_t& pos) {
  const auto first = static_cast<unsigned char>(text[pos++]);
  if (first < 0x80) return first;
  int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  char32_t c = first & (0x3F >> more);
  for (; more > 0 && pos < text.size(); --more)
    c = (c << 6) | (static_cast<unsigned char>(text[pos++]) & 0x3F);
  return c;
}

void append_utf8(std::string& out, char32_t code_point);

/// Runs of white space (ASCII, U+00A0, U+2000-200A, U+202F, U+3000, line ends) become one space; none at the
/// ends. Zero-width characters and U+00AD are dropped.
std::string fold_space(std::string_view text);

/// At most what fold_space() leaves of `text`, in bytes, counted without folding.
std::size_t visible_bytes(std::string_view text);

/// Without white space at the ends. A view into `text`.
std::string_view trim(std::string_view text);

/// Unicode's NFKC: one form for characters that only look different; ill-formed sequences become U+FFFD.
std::string compatible_form(std::string_view text);

/// Lower case by Unicode's simple mapping.
std::string lower(std::string_view text);

/// For comparison only: lower case, folded space, curly quotes and dashes made plain, no diacritics.
std::string comparison_key(std::string_view text);
/// The cheap question before it: false where comparison_key(text) cannot begin with `key`, nor `key` with it.
/// REQUIRES: no white space at the beginning of `text`.
bool may_begin_like(std::string_view text, std::string_view key);

bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_letter(char32_t c);
bool is_digit(char32_t c);

}  // namespace newsloom::text
