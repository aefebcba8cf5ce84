#include "text/words.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <array>
#include <memory>

#include "text/utf8.h"

namespace newsloom::text {
namespace {

/// Scripts written without spaces between words: ICU's dictionaries cut them.
bool needs_dictionary(char32_t c) {
  if (c < 0x0E00) return false;
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_word_part(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  const auto type = u_charType(static_cast<UChar32>(c));
  return u_isalnum(static_cast<UChar32>(c)) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == '\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
         c == 0x061F || c == 0x0964 || c == 0x2026;
}

/// What the splitter asks of a character, one bit an answer.
enum Class : std::uint8_t { kPart = 1, kDictionary = 2, kDigit = 4, kUpper = 8, kLower = 16, kEnd = 32 };

std::uint8_t class_by_icu(char32_t c) {
  return static_cast<std::uint8_t>((is_word_part(c) ? kPart : 0) | (needs_dictionary(c) ? kDictionary : 0) |
                                   (is_digit(c) ? kDigit : 0) | (is_upper(c) ? kUpper : 0) |
                                   (is_lower(c) ? kLower : 0) | (ends_sentence(c) ? kEnd : 0));
}

/// The answers for the characters below U+10000, asked of ICU once: its tables take most of the time of
/// cutting a text otherwise.
class Classes {
 public:
  std::uint8_t of(char32_t c) const { return c < table_.size() ? table_[c] : class_by_icu(c); }
  /// The class of the character at `pos`, which moves past it.
  std::uint8_t next(std::string_view text, std::size_t& pos) const {
    const auto byte = static_cast<unsigned char>(text[pos]);
    if (byte >= 0x80) return of(next_code_point(text, pos));
    ++pos;
    return table_[byte];
  }
  bool is_ascii_part(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && (table_[byte] & kPart) != 0;
  }
  static const Classes& get() {
    static const Classes kClasses;
    return kClasses;
  }

 private:
  Classes() {
    for (std::size_t c = 0; c < table_.size(); ++c) table_[c] = class_by_icu(static_cast<char32_t>(c));
  }
  std::array<std::uint8_t, 0x10000> table_;
};

void add(const Classes& classes, std::string_view text, std::size_t begin, std::size_t end,
         bool starts_sentence, std::vector<Word>& out) {
  Word word{.text = text.substr(begin, end - begin)};
  std::size_t pos = 0;
  const std::uint8_t first = classes.next(word.text, pos);
  word.kind = (first & kDigit) != 0 ? WordKind::kNumber : WordKind::kWord;
  word.starts_sentence = starts_sentence;
  word.capitalised = (first & kUpper) != 0;
  std::size_t letters = 1;
  bool all = word.capitalised;
  while (all && pos < word.text.size()) {
    all = (classes.next(word.text, pos) & kLower) == 0;
    ++letters;
  }
  word.all_capitals = all && letters >= 2;
  out.push_back(word);
}

/// Bytes of dictionary script that are cut to be counted; more of a text has as many words for its length.
/// ICU takes 50 ms for a megabyte.
constexpr std::size_t kMostCut = 32 * 1024;

/// Where the run of dictionary script ends that begins at `begin`.
std::size_t end_of_run(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size()) {
    std::size_t next = end;
    if (!needs_dictionary(next_code_point(text, next))) break;
    end = next;
  }
  return end;
}

/// Takes the words of a run of dictionary script, cut by ICU. Returns its end.
template <class Take>
std::size_t split_run(std::string_view text, std::size_t begin, bool starts_sentence, Take& take) {
  const std::size_t end = end_of_run(text, begin);
  UErrorCode status = U_ZERO_ERROR;
  thread_local const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data() + begin, static_cast<int64_t>(end - begin), &status);
  if (U_SUCCESS(status) && breaks) {
    breaks->setText(&source, status);
    int32_t from = breaks->first();
    for (int32_t to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
      if (breaks->getRuleStatus() == UBRK_WORD_NONE) continue;
      take(begin + static_cast<std::size_t>(from), begin + static_cast<std::size_t>(to), starts_sentence);
      starts_sentence = false;
    }
  }
  utext_close(&source);
  return end;
}

/// The first byte of U+0400 to U+047F, which are all letters.
bool is_cyrillic_lead(char byte) { return (static_cast<unsigned char>(byte) & 0xFE) == 0xD0; }

/// Calls `take(begin, end, starts_sentence)` for each word, and `run(begin, starts_sentence)`, which says
/// where it ends, for each run of dictionary script.
template <class Take, class Run>
void each_word(std::string_view text, Take take, Run run) {
  const Classes& classes = Classes::get();
  bool starts_sentence = true;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const std::uint8_t first = classes.next(text, pos);
    if ((first & kDictionary) != 0) {
      pos = run(begin, starts_sentence);
      starts_sentence = false;
      continue;
    }
    if ((first & kPart) == 0) {
      if ((first & kEnd) != 0) starts_sentence = true;
      continue;
    }
    const bool number = (first & kDigit) != 0;
    while (pos < text.size()) {
      if (classes.is_ascii_part(text[pos])) {  // most of all text
        ++pos;
        continue;
      }
      if (is_cyrillic_lead(text[pos])) {  // and most of the rest
        pos += 2;
        continue;
      }
      std::size_t next = pos;
      const char mark = text[pos];
      const std::uint8_t part = classes.next(text, next);
      const bool goes_on = (part & kPart) != 0 && (part & kDictionary) == 0;
      const bool stands_in_number = number && (mark == '.' || mark == ',') && next < text.size() &&
                                    text[next] >= '0' && text[next] <= '9';
      if (!goes_on && !stands_in_number) break;
      pos = next;
    }
    take(begin, pos, starts_sentence);
    starts_sentence = false;
  }
}

}  // namespace

void split_words(std::string_view text, std::vector<Word>& out) {
  const Classes& classes = Classes::get();
  const auto take = [&](std::size_t begin, std::size_t end, bool starts_sentence) {
    add(classes, text, begin, end, starts_sentence, out);
  };
  each_word(text, take, [&](std::size_t begin, bool starts_sentence) {
    return split_run(text, begin, starts_sentence, take);
  });
}

std::size_t count_words(std::string_view text) {
  std::size_t count = 0, cut = 0, of_runs = 0, uncut = 0;
  const auto take = [&](std::size_t, std::size_t, bool) { ++count; };
  each_word(text, take, [&](std::size_t begin, bool starts_sentence) {
    const std::size_t before = count;
    if (cut >= kMostCut) {
      const std::size_t end = end_of_run(text, begin);
      uncut += end - begin;
      return end;
    }
    const std::size_t end = split_run(text, begin, starts_sentence, take);
    cut += end - begin;
    of_runs += count - before;
    return end;
  });
  return uncut > 0 ? count + uncut * of_runs / cut : count;
}

std::vector<std::string_view> split_sentences(std::string_view text) {
  std::vector<std::string_view> out;
  UErrorCode status = U_ZERO_ERROR;
  thread_local const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data(), static_cast<int64_t>(text.size()), &status);
  if (U_SUCCESS(status) && breaks) {
    breaks->setText(&source, status);
    int32_t from = breaks->first();
    for (int32_t to = breaks->next(); to != icu::BreakIterator::DONE; from = to, to = breaks->next()) {
      const std::string_view sentence =
          trim(text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)));
      if (!sentence.empty()) out.push_back(sentence);
    }
  }
  utext_close(&source);
  return out;
}

}  // namespace newsloom::text
