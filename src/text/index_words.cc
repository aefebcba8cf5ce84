#include "text/index_words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "text/stem.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::text {
namespace {

/// Longer words are no words (encoded data, URLs): their head is enough to find them.
constexpr std::size_t kMaxWordBytes = 64;

/// Letters that Unicode does not take apart but that readers leave out or write otherwise.
constexpr std::array<std::pair<char32_t, std::string_view>, 16> kSpelled = {{
    {0x00DF, "ss"},
    {0x00F8, "o"},
    {0x0142, "l"},
    {0x0111, "d"},
    {0x00F0, "d"},
    {0x00FE, "th"},
    {0x00E6, "ae"},
    {0x0153, "oe"},
    {0x0131, "i"},
    {0x0127, "h"},
    {0x0640, ""},
    {0x0649, "ي"},
    {0x06CC, "ي"},
    {0x06A9, "ك"},
    {0x0629, "ه"},
    {0x0439, "й"},
}};

/// Written without spaces, and not cut by a dictionary here: pairs find more than a dictionary's guesses.
bool is_paired(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// Marks that a fold drops. Those that change a consonant of an Indic script (nukta, virama) are letters'
/// parts.
bool is_dropped_mark(UChar32 c) {
  const auto combining = u_getCombiningClass(c);
  return combining != 0 && combining != 7 && combining != 9;
}

std::string folded_code_point(char32_t c) {
  c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  for (const auto& [letter, plain] : kSpelled)
    if (letter == c) return std::string(plain);
  std::string out;
  if (const int digit = u_charDigitValue(static_cast<UChar32>(c)); digit >= 0) return std::to_string(digit);
  if (is_paired(c)) {
    append_utf8(out, c);
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString whole(static_cast<UChar32>(c));
  if (const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status); U_SUCCESS(status))
    whole = nfkd->normalize(whole, status);
  for (int i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
    const UChar32 part = whole.char32At(i);
    if (!is_dropped_mark(part)) append_utf8(out, static_cast<char32_t>(u_tolower(part)));
  }
  return out;
}

/// The folds of the code points that nearly all text is made of, computed once.
const std::string& fold_of(char32_t c, std::string& scratch) {
  constexpr std::size_t kTabled = 0x2000;
  static const std::vector<std::string> kTable = [] {
    std::vector<std::string> table(kTabled);
    for (std::size_t i = 0; i < kTabled; ++i) table[i] = folded_code_point(static_cast<char32_t>(i));
    return table;
  }();
  if (c < kTabled) return kTable[c];
  return scratch = folded_code_point(c);
}

/// Without the marks between thousands, the fraction behind a point. What has other groups ("19.9.2022")
/// stays, with points.
void normalise_number(std::string& number) {
  std::ranges::replace(number, ',', '.');
  const std::size_t last = number.rfind('.');
  if (last == std::string::npos) return;
  // Every group behind the first has three digits: these are thousands.
  std::size_t group = number.find('.');
  if (group > 3) return;
  for (std::size_t next = 0; group != std::string::npos; group = next) {
    next = number.find('.', group + 1);
    const std::size_t length = (next == std::string::npos ? number.size() : next) - group - 1;
    if (length != 3) {
      // "1.234.567.8": the fraction of a number with thousands.
      if (next != std::string::npos || group == number.find('.')) return;
      std::string whole = number.substr(0, group);
      std::erase(whole, '.');
      number.replace(0, group, whole);
      return;
    }
  }
  std::erase(number, '.');
}

}  // namespace

std::string base_language(std::string_view tag) { return lower(tag.substr(0, tag.find_first_of("-_"))); }

struct IndexWords::Impl {
  Stemmer stemmer;
  std::vector<Word> words;
  std::string folded, scratch;

  void fold(std::string_view text) {
    folded.clear();
    for (std::size_t pos = 0; pos < text.size() && folded.size() < kMaxWordBytes;) {
      const char32_t c = next_code_point(text, pos);
      if (c < 0x80) {
        folded += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      } else {
        folded += fold_of(c, scratch);
      }
    }
  }

  /// Text without paired scripts.
  void cut_words(std::string_view text, std::size_t offset, std::string_view language,
                 const std::function<void(const IndexWord&)>& take) {
    words.clear();
    split_words(text, words);
    for (const Word& word : words) {
      fold(word.text);
      if (folded.empty()) continue;
      std::string_view out = folded;
      if (word.kind == WordKind::kNumber) {
        normalise_number(folded);
        out = folded;
      } else if (!language.empty()) {
        out = stemmer.stem(folded, language);
      }
      const auto begin = static_cast<std::size_t>(word.text.data() - text.data()) + offset;
      take({.word = out, .begin = begin, .end = begin + word.text.size(), .same_place = false});
    }
  }

  /// A run of paired characters from `begin` on; returns its end.
  static std::size_t cut_pairs(std::string_view text, std::size_t begin, IndexWordsOf whose,
                               const std::function<void(const IndexWord&)>& take) {
    std::size_t first = begin, second = begin;
    next_code_point(text, second);
    bool alone = true;
    for (; second < text.size(); alone = false) {
      std::size_t end = second;
      if (!is_paired(next_code_point(text, end))) break;
      take({.word = text.substr(first, end - first), .begin = first, .end = end, .same_place = false});
      if (whose == IndexWordsOf::kArticle)
        take({.word = text.substr(first, second - first), .begin = first, .end = second, .same_place = true});
      first = second;
      second = end;
    }
    if (alone || whose == IndexWordsOf::kArticle)
      take({.word = text.substr(first, second - first), .begin = first, .end = second, .same_place = false});
    return second;
  }
};

IndexWords::IndexWords() : impl_(std::make_unique<Impl>()) {}
IndexWords::~IndexWords() = default;

void IndexWords::cut(std::string_view text, std::string_view language, IndexWordsOf whose,
                     const std::function<void(const IndexWord&)>& take) {
  const std::string base = base_language(language);
  std::size_t plain_from = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    // The paired scripts lie beyond U+3000: below that lead byte nothing needs to be decoded.
    if (static_cast<unsigned char>(text[pos]) < 0xE3) {
      ++pos;
      continue;
    }
    if (!is_paired(next_code_point(text, pos))) continue;
    impl_->cut_words(text.substr(plain_from, begin - plain_from), plain_from, base, take);
    plain_from = pos = Impl::cut_pairs(text, begin, whose, take);
  }
  impl_->cut_words(text.substr(plain_from), plain_from, base, take);
}

}  // namespace newsloom::text
