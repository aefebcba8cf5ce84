// What features need to know of a word, remembered from article to article: most words of a text were read
// before.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "features/features.h"
#include "text/stem.h"

namespace newsloom::features {

struct WordFacts {
  std::uint64_t hash = 0;      ///< of the word in lower case
  std::uint64_t skeleton = 0;  ///< of its consonants in Latin letters; see names.h
  TermId term = 0;             ///< of its stem; 0 for a word that says nothing (stop words, single letters)
  TermId name = 0;             ///< as a name, or a part of one
  TermId unit = 0;             ///< as the unit of a number: of its stem, stop word or not
  bool stop = false;
  bool calendar = false;   ///< a day or a month
  std::uint8_t month = 0;  ///< 1 to 12 for what may be a month's name
};

/// One language's words. The memo never changes a result. One thread at a time; at most some megabytes.
class WordMemo {
 public:
  explicit WordMemo(std::string language);
  WordMemo(const WordMemo&) = delete;
  WordMemo& operator=(const WordMemo&) = delete;

  /// Of a word as printed. The answer lives until the next call.
  const WordFacts& of(std::string_view word);
  const std::string& language() const { return language_; }

 private:
  struct Entry {
    std::uint64_t key = 0;
    std::string word;
    WordFacts facts;
  };
  WordFacts learn(std::string_view word);
  void forget();

  std::string language_;
  text::Stemmer stemmer_;
  std::deque<Entry> entries_;
  std::vector<std::uint32_t> places_;  ///< open addressing: 1 + index into entries_, 0 is empty
};

/// The memo of a language, of this thread. It lives until a memo of another language is asked for.
WordMemo& words_of(std::string_view language);

}  // namespace newsloom::features
