// What the reader's hand does to lists. For the files of this room alone.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/hand.h"
#include "store/sql.h"

namespace newsloom {

inline constexpr std::string_view kLearningKey = "hand.learning";

/// What the model knows of an article: ("name", "Teo Lanz"), ("topic", "coast"), ("source", "a.example").
using Traits = std::vector<std::pair<std::string, std::string>>;
/// Nothing for an unknown article.
std::optional<Traits> traits_of(store::Connection& rows, ArticleId id);

using Weights = std::map<std::pair<std::string, std::string>, double>;
Weights weights_of(store::Connection& rows);
/// The chance that the owner would say "more like this", and the trait that says most for or against it.
struct Liking {
  double chance = 0.5;
  std::string because;
};
Liking liking_of(const Traits& traits, const Weights& weights);
/// One step of gradient descent towards the owner's word.
void learn(const Traits& traits, bool more, Weights& weights);

/// The owner's wishes, read once for a page. Lives inside the caller's transaction.
class Wishes {
 public:
  explicit Wishes(store::Connection& rows);

  bool is_hidden(const Headline& headline) const;
  void shape(ArticlePage& page) const;
  void shape(Edition& edition) const;

 private:
  bool has_muted_words(const Headline& headline) const;
  bool has_hidden_topic(ArticleId id) const;
  void drop_hidden(std::vector<Headline>& headlines) const;
  Liking liking(ArticleId id) const;

  store::Connection* rows_;
  std::set<std::string> sources_, topics_, stories_;
  std::vector<std::vector<std::string>> muted_;  // phrases, word by word
  Weights weights_;                              // empty while nothing is learned
};

/// `text` as words in lower case, accents folded.
std::vector<std::string> plain_words(std::string_view text);

}  // namespace newsloom
