// Word -> stem, by Snowball where it knows the language.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace newsloom::text {

/// Stems lower-cased words of many languages, remembering those it has seen (bounded). Not thread-safe: one a
/// thread. The memo never changes a result.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// The stem of `word` (lower case) in `language` (ISO 639-1); the word itself where Snowball has no such
  /// language. The view lives until the next call.
  std::string_view stem(std::string_view word, std::string_view language);
  /// The same without remembering the word, for callers that do so themselves.
  std::string_view stem_once(std::string_view word, std::string_view language);

  /// Does Snowball have stems for the language?
  static bool knows(std::string_view language);

  /// Is this a word so common in `language` that it says nothing of the topic? `word` in lower case.
  static bool is_stop_word(std::string_view word, std::string_view language);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom::text
