// Which language a text is in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::text {

struct LanguageGuess {
  std::optional<std::string>
      code;  ///< ISO 639-1 (639-3 where there is none); empty when the text is too short or mixed
  double confidence = 0;  ///< 0..1
};

/// CLD2 over plain text. `hint` is a declared language ("en-US"), believed only where the text does not
/// contradict.
LanguageGuess detect_language(std::string_view text, std::optional<std::string_view> hint = {});

/// Is it written from right to left (Arabic, Hebrew, Persian, Urdu, …)?
bool is_right_to_left(std::string_view language);

/// Minutes to read `words` words of `language` silently, at least 1: the mean speeds of Trauzettel-Klosinski
/// and Dietz (IReST, 2012); where they give none, 200 a minute.
int reading_minutes(std::size_t words, std::string_view language);

}  // namespace newsloom::text
