// What a page says, as rows: the record, its columns for lists, its features, its earlier states, its related
// links.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features/features.h"
#include "newsloom/article.h"
#include "newsloom/ids.h"
#include "newsloom/story.h"
#include "store/sql.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// An article's state: its record without id, input and arrival, which say nothing about the page. Equal
/// hashes are the same state; the hash also guards the stored record against damage.
struct State {
  std::string json;
  std::int64_t hash = 0;
};
State state_of(Article article);

/// An article on its way into the database.
struct NewArticle {
  const Article& article;
  const State& state;
  const features::Features& features;
  std::int64_t stored_utc = 0;             ///< by the clock of the door
  std::optional<std::int64_t> moment_utc;  ///< where it stands in the stream's time, if that is known at all
};

/// What decides about an article that came again.
struct KnownArticle {
  ArticleId id = ArticleId::kNone;
  bool teaser = false;
  std::int64_t hash = 0;  ///< of its state
};

/// The article of this record id, else the one of this canonical URL.
std::optional<KnownArticle> find_article(Connection& connection, std::string_view record_id,
                                         const std::optional<std::string>& canonical_url);
/// The largest id ever given, removed articles included.
ArticleId last_article(Connection& connection);

void insert_article(Connection& connection, ArticleId id, const NewArticle& added);
/// Writes a new state over the old one. The id stays, and so do the features that its placement was decided
/// on. The record id becomes the new one (a page that takes its teaser's place), unless another article has
/// it.
void replace_article(Connection& connection, ArticleId id, const NewArticle& added);
/// Removes it if it is a teaser; was it one?
bool delete_teaser(Connection& connection, ArticleId id);
/// Is `state` one that a later one has replaced, and nothing says that it is there again: it arrived before
/// the current one, or nobody knows when?
bool is_replaced(Connection& connection, ArticleId id, const State& state,
                 const std::optional<Timestamp>& arrival);
/// Keeps the current state among the versions, numbered from 1.
void keep_version(Connection& connection, ArticleId id, std::int64_t now_utc);
/// The publisher's own list under `parent`, by place; kNone leaves a place out.
void write_related(Connection& connection, ArticleId parent, std::span<const ArticleId> articles);

/// The whole record as it was given: what features are computed from. Nothing for an unknown id.
std::optional<Article> read_stored_article(Connection& connection, ArticleId id);
/// The whole record for readers. Its arrival is the given one, else when it was stored. Nothing for an
/// unknown id.
std::optional<Article> read_article(Connection& connection, ArticleId id);
/// One line of a list.
std::optional<Headline> read_headline(Connection& connection, ArticleId id);
/// Lines of a list, in the order of `ids`; without those of ids that are not there. At half the price of one
/// after another.
std::vector<Headline> read_headlines(Connection& connection, std::span<const ArticleId> ids);
/// The earlier states, oldest first.
std::vector<Article> read_versions(Connection& connection, ArticleId id);
/// The articles of the publisher's own list under `parent`, in its order.
std::vector<ArticleId> read_related(Connection& connection, ArticleId parent);

}  // namespace newsloom::store
