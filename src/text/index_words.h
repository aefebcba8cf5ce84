// Words as the search index knows them: what a reader types and what an article says come out alike.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace newsloom::text {

/// Version of the code behind cut(). Stored beside the index: raise it whenever the same text may give other
/// words; the index is then built anew.
inline constexpr int kIndexWordsVersion = 1;

/// A word of the index and the bytes of the text that it came from.
struct IndexWord {
  std::string_view word;  ///< lives until `take` returns
  std::size_t begin = 0, end = 0;
  bool same_place = false;  ///< stands where the word before it stands: a shorter form of it
};

/// Who asks. An article is cut into everything that it may be found by; a query only into what it must hold.
enum class IndexWordsOf { kArticle, kQuery };

/// Cuts text for the index:
///  - case, accents, ligatures and forms of digits are folded ("São" finds "Sao", "١٢" finds "12"). й stays:
///  in
///    Russian it is a letter of its own that endings are made of;
///  - then the stem of the article's language, so that the fold of a word without accents has the same stem;
///  - a number loses the marks between its thousands, its fraction stands behind a point: "7,5" is "7.5";
///  - Han, kana and Hangul become overlapping pairs of characters, and single characters at the same places:
///  a
///    query of one character finds it anywhere, a longer one is a phrase of pairs;
///  - Thai, Lao, Khmer and Burmese are cut by ICU's dictionaries.
/// Not thread-safe: one a thread. Remembers only what does not change results.
class IndexWords {
 public:
  IndexWords();
  ~IndexWords();
  IndexWords(const IndexWords&) = delete;
  IndexWords& operator=(const IndexWords&) = delete;

  /// Calls `take` for every word of `text` (valid UTF-8), in order. `language` is an ISO 639-1 code, with or
  /// without a region; empty or unknown: words are folded and not stemmed.
  void cut(std::string_view text, std::string_view language, IndexWordsOf whose,
           const std::function<void(const IndexWord&)>& take);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// "en" of "en-US" and "EN_gb".
std::string base_language(std::string_view tag);

}  // namespace newsloom::text
