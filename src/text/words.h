// Words and sentences of running text in any language.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace newsloom::text {

enum class WordKind : std::uint8_t {
  kWord,    ///< letters, with inner apostrophes and hyphens kept out (a hyphen splits)
  kNumber,  ///< starts with a digit: "7.5", "1,000", "2022"
};

/// A word as a view into the text it was cut from.
struct Word {
  std::string_view text;
  WordKind kind = WordKind::kWord;
  bool capitalised = false;      ///< first letter is upper case
  bool all_capitals = false;     ///< two letters or more, all upper case
  bool starts_sentence = false;  ///< first word of the text, of a paragraph or after . ! ? and the like
};

/// Cuts valid UTF-8 into words: a table-driven splitter after Unicode UAX #29 for scripts with spaces; ICU's
/// dictionary for Han, Hiragana, Katakana, Thai, Lao, Khmer and Burmese. The views live as long as `text`.
void split_words(std::string_view text, std::vector<Word>& out);

/// As many as split_words() cuts; of more than 32 kB of the scripts without spaces an estimate by their rate.
std::size_t count_words(std::string_view text);

/// Sentences as views into `text`, ends trimmed. Abbreviations ("Sept. 16", "U.S. officials", single
/// initials) do not end one.
std::vector<std::string_view> split_sentences(std::string_view text);

}  // namespace newsloom::text
