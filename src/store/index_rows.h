// What the indexes in memory are made of: features and placements of all articles.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "features/features.h"
#include "newsloom/ids.h"
#include "store/sql.h"
#include "story/story_builder.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// An article as the indexes know it. Of the placement only what they need: no score and no sentence.
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

/// Reads the articles behind `after` in the order of ids. One thread at a time. Error: kCorruption, naming
/// the article.
class IndexReader {
 public:
  IndexReader(Connection& connection, ArticleId after);
  /// Writes the next ones over `articles`, whose memory is used again; leaves fewer at the end, and none
  /// behind it and after an error.
  void read_into(std::vector<IndexedArticle>& articles);

 private:
  Connection& connection_;
  Query row_;
  bool at_end_ = false;
};
/// How many there are.
std::size_t count_index(Connection& connection, ArticleId after);
/// What one article is compared by. Error: kCorruption.
std::optional<features::Features> read_features(Connection& connection, ArticleId id);

}  // namespace newsloom::store
