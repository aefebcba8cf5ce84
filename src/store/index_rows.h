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
  bool renewed = false;  ///< its features are those of another version of the code in the database
};

/// Features of an article that has those of another version of the code. What an earlier state looked like to
/// this one is not known: the placement stands by the latest state.
struct RenewedFeatures {
  ArticleId id = ArticleId::kNone;
  features::Features features;
};
/// Computes the next `most`; fewer than that at the end. Error: kCorruption, naming the article.
std::vector<RenewedFeatures> compute_outdated(Connection& connection, std::size_t most);
/// Writes them, unless the article has those of this version by now.
void renew_features(Connection& connection, ArticleId id, const features::Features& features);

/// Reads the articles behind `after` in the order of ids; features of another version are computed from the
/// record. One thread at a time. Error: kCorruption, naming the article.
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
/// What one article is compared by; of another version, computed from the record. Error: kCorruption.
std::optional<features::Features> read_features(Connection& connection, ArticleId id);

}  // namespace newsloom::store
