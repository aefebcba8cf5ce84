#include "text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "text/utf8.h"

namespace newsloom::text {
namespace {

/// CLD2 reads at most this much; articles are in one language. On 3,147 pages two kilobytes gave another
/// language to one (German, with much markup in its text; they said English) and cost twice as much: 4 % of
/// the time of all fields.
constexpr std::size_t kSample = 1024;

std::string primary(std::string_view tag) { return lower(tag.substr(0, tag.find_first_of("-_"))); }

}  // namespace

LanguageGuess detect_language(std::string_view text, std::optional<std::string_view> hint) {
  std::size_t length = std::min(text.size(), kSample);
  while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    --length;
  // The detector refuses a text with a control character in it.
  std::string sample(text.substr(0, length));
  std::ranges::replace_if(
      sample, [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; }, ' ');
  CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
  int percent[3] = {};
  double scores[3] = {};
  int text_bytes = 0;
  bool reliable = false;
  CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  int valid_prefix = 0;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(sample.data(), static_cast<int>(sample.size()), true, &hints, 0,
                                          languages, percent, scores, nullptr, &text_bytes, &reliable,
                                          &valid_prefix);
  const std::string declared = hint ? primary(*hint) : std::string();
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE || !reliable) {
    if (declared.size() == 2 || declared.size() == 3) return {declared, 0.5};
    return {};
  }
  std::string code = primary(CLD2::LanguageCode(languages[0]));
  if (code == "iw") code = "he";
  if (code == "in") code = "id";
  if (code == "nb") code = "no";
  return {code, percent[0] / 100.0};
}

bool is_right_to_left(std::string_view language) {
  constexpr std::array<std::string_view, 10> kCodes = {"ar", "he", "fa", "ur",  "ps",
                                                       "yi", "ug", "dv", "ckb", "sd"};
  return std::ranges::find(kCodes, primary(language)) != kCodes.end();
}

int reading_minutes(std::size_t words, std::string_view language) {
  constexpr std::array<std::pair<std::string_view, int>, 15> kWordsPerMinute = {{
      {"ar", 138},
      {"de", 179},
      {"en", 228},
      {"es", 218},
      {"fi", 161},
      {"fr", 195},
      {"he", 187},
      {"it", 188},
      {"ja", 193},
      {"nl", 202},
      {"pl", 166},
      {"pt", 181},
      {"ru", 184},
      {"sv", 199},
      {"tr", 166},
  }};
  int speed = 200;
  for (const auto& [code, value] : kWordsPerMinute) {
    if (code == language) speed = value;
  }
  return std::max(1, static_cast<int>(std::lround(static_cast<double>(words) / speed)));
}

}  // namespace newsloom::text
