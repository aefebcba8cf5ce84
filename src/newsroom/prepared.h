// The half of storing an article that needs no other article: pure, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "features/features.h"
#include "newsloom/newsroom.h"
#include "store/article_rows.h"

namespace newsloom {

/// An article with everything that is computed of it alone.
struct ReadyArticle {
  Article article;
  features::Features features;
  store::State state;
};

struct PreparedArticle::Parts {
  ReadyArticle main;
  /// One for each related link, in its order; a link that makes no teaser leaves an empty place.
  std::vector<std::optional<ReadyArticle>> teasers;

  /// About what it holds in memory: its texts, which are in the article and once more in its state.
  std::size_t bytes() const;
};

}  // namespace newsloom
