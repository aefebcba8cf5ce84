#include "store/index_rows.h"

#include <fmt/format.h>

#include <utility>

#include "store/article_rows.h"

namespace newsloom::store {
namespace {

/// Writes what a row says over `features`; an error becomes the connection's: false. `version`, `bytes` and
/// `placed` are columns.
bool read_columns(Connection& connection, const Query& row, int bytes, int version, ArticleId id,
                  features::Features& features) {
  if (row.integer(version) != features::kVersion) {
    const auto article = read_stored_article(connection, id);
    if (article) features = features::compute(*article);
    return article.has_value();
  }
  const auto read = features::read_bytes(row.text(bytes), features);
  if (!read)
    connection.fail(ErrorCode::kCorruption,
                    fmt::format("features of article {}: {}", number(id), read.error().message));
  return read.has_value();
}

/// Reads one row; an error becomes the connection's: false.
bool read_indexed(Connection& connection, const Query& row, IndexedArticle& article) {
  article.id = row.id<ArticleId>(0);
  if (!read_columns(connection, row, 1, 7, article.id, article.features)) return false;
  article.renewed = row.integer(7) != features::kVersion;
  article.placed_on.reset();
  if (!row.is_null(2) && !article.renewed &&
      !read_columns(connection, row, 2, 7, article.id, article.placed_on.emplace()))
    return false;
  article.placement.story = row.id<StoryId>(3);
  article.placement.storyline = row.id<StorylineId>(4);
  article.placement.copy_of = row.id<ArticleId>(5);
  article.placement.version_of = row.id<ArticleId>(6);
  return true;
}

}  // namespace

std::vector<RenewedFeatures> compute_outdated(Connection& connection, std::size_t most) {
  std::vector<RenewedFeatures> renewed;
  // <> would read all features; this the index answers.
  Query query = connection.query("SELECT article FROM features WHERE version < ?1 OR version > ?1 LIMIT ?2",
                                 features::kVersion, static_cast<std::int64_t>(most));
  while (query.next()) {
    const auto id = query.id<ArticleId>(0);
    const auto article = read_stored_article(connection, id);
    if (!article) break;
    renewed.push_back({id, features::compute(*article)});
  }
  return renewed;
}

void renew_features(Connection& connection, ArticleId id, const features::Features& features) {
  const std::string bytes = features::to_bytes(features);
  connection.run(
      "UPDATE features SET version = ?2, bytes = ?3, placed = NULL WHERE article = ?1 AND version <> ?2",
      number(id), features::kVersion, Blob{bytes});
}

IndexReader::IndexReader(Connection& connection, ArticleId after)
    : connection_(connection),
      row_(connection.query(
          "SELECT f.article, f.bytes, f.placed, p.story, s.storyline, c.original, l.earlier, f.version"
          " FROM features f JOIN placements p ON p.article = f.article JOIN stories s ON s.id = p.story"
          " LEFT JOIN copies c ON c.article = f.article LEFT JOIN later_states l ON l.article = f.article"
          " WHERE f.article > ?1 ORDER BY f.article",
          number(after))) {}

void IndexReader::read_into(std::vector<IndexedArticle>& articles) {
  std::size_t read = 0;
  while (read < articles.size() && !at_end_) {
    at_end_ = !row_.next();  // asked again, SQLite would begin again
    if (at_end_) break;
    at_end_ = !read_indexed(connection_, row_, articles[read]);
    if (at_end_) break;
    ++read;
  }
  articles.resize(read);
}

std::size_t count_index(Connection& connection, ArticleId after) {
  return static_cast<std::size_t>(
      connection.integer("SELECT count(*) FROM placements WHERE article > ?1", number(after)).value_or(0));
}

std::optional<features::Features> read_features(Connection& connection, ArticleId id) {
  Query row = connection.query("SELECT bytes, version FROM features WHERE article = ?1", number(id));
  std::optional<features::Features> found;
  if (row.next() && !read_columns(connection, row, 0, 1, id, found.emplace())) found.reset();
  return found;
}

}  // namespace newsloom::store
