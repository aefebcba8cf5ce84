// What readers ask: a mix of queries made of the articles themselves, so that most find something.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsloom/article.h"

namespace newsloom::bench {

/// A query and what it is an example of ("word", "phrase", …).
struct MixedQuery {
  std::string kind, query;
};

/// Takes articles one by one and keeps a random few of them; then makes queries of their words. The same
/// articles and seed give the same mix.
class QueryMix {
 public:
  explicit QueryMix(std::uint64_t seed) : state_(seed) {}
  void add(const Article& article);
  /// `count` queries: a quarter single words of titles, the rest words of texts, rare words, two and three
  /// words, phrases, exclusions, alternatives, and words with a publisher, a language or dates.
  std::vector<MixedQuery> make(std::size_t count);

 private:
  struct Kept {
    std::string source, lang, day;
    std::vector<std::string> title, text;
  };
  std::uint64_t below(std::uint64_t bound);
  const std::string& any(const std::vector<std::string>& words) { return words[below(words.size())]; }
  MixedQuery one(const Kept& article);

  std::uint64_t state_;
  std::int64_t seen_ = 0;
  std::vector<Kept> kept_;
};

}  // namespace newsloom::bench
