// What the indexes in memory are made of: features and placements of all articles.
#pragma once

#include <functional>
#include <optional>

#include "features/features.h"
#include "newsloom/ids.h"
#include "store/sql.h"
#include "story/story_builder.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// An article as the indexes know it.
struct IndexedArticle {
  ArticleId id = ArticleId::kNone;
  features::Features features;
  /// The features that its placement was decided on, where a later state of the article has others.
  std::optional<features::Features> placed_on;
  story::Placement placement;
};

/// Computes features of an older version of the code anew from the records and writes them back. Error:
/// kCorruption, naming the article.
void renew_features(Connection& connection);

/// Calls `take` for every article behind `after` in the order of ids, as long as it returns true. Error:
/// kCorruption, naming the article.
void load_index(Connection& connection, ArticleId after, const std::function<bool(IndexedArticle)>& take);
/// What one article is compared by. Error: kCorruption.
std::optional<features::Features> read_features(Connection& connection, ArticleId id);

}  // namespace newsloom::store
