// What features need to know of a word, remembered from article to article: most words of a text were read
// before.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features/features.h"
#include "text/stem.h"
#include "text/words.h"

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

  /// Of a word as printed.
  WordFacts of(std::string_view word);
  /// Of all words of a text, in their order; `out` is cleared. Faster than one by one: the memory of the next
  /// words is on its way while one is looked at.
  void of_all(std::span<const text::Word> words, std::vector<WordFacts>& out);
  const std::string& language() const { return language_; }

 private:
  /// One line of the processor's cache.
  struct alignas(64) Entry {
    static constexpr std::size_t kInside = 23;
    WordFacts facts;
    std::array<char, kInside> letters;  ///< of a word that is no longer
    std::uint8_t length;                ///< 0: `letters` begin with the place of the word among the long ones
  };
  /// Where a word is: the upper half of its hash, and 1 + its index into entries_; index 0 is empty.
  struct Place {
    std::uint32_t tag = 0, index = 0;
  };
  const Entry& find(std::string_view word, std::uint64_t key);
  const Entry* known(std::string_view word, std::uint64_t key) const;  ///< nullptr: it is not there
  bool holds(const Entry& entry, std::string_view word) const;
  void add(std::string_view word);
  WordFacts learn(std::string_view word);
  void forget();

  std::string language_;
  text::Stemmer stemmer_;
  std::vector<Entry> entries_;
  std::deque<std::string> long_words_;
  std::vector<Place> places_;        ///< open addressing
  std::vector<std::uint64_t> keys_;  ///< between calls: only memory
};

/// The memo of a language, of this thread. It lives until a memo of another language is asked for.
WordMemo& words_of(std::string_view language);

}  // namespace newsloom::features
