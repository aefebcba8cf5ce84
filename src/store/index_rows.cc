#include "store/index_rows.h"

#include <fmt/format.h>

#include <utility>

#include "store/article_rows.h"

namespace newsloom::store {
namespace {

/// Reads one row; an error of either blob becomes the connection's: false.
bool read_indexed(Connection& connection, const Query& row, IndexedArticle& article) {
  article.id = row.id<ArticleId>(0);
  auto read = features::read_bytes(row.text(1), article.features);
  if (row.is_null(2)) {
    article.placed_on.reset();
  } else if (read) {
    read = features::read_bytes(row.text(2), article.placed_on.emplace());
  }
  if (!read) {
    connection.fail(ErrorCode::kCorruption,
                    fmt::format("features of article {}: {}", number(article.id), read.error().message));
    return false;
  }
  article.placement.story = row.id<StoryId>(3);
  article.placement.storyline = row.id<StorylineId>(4);
  article.placement.copy_of = row.id<ArticleId>(5);
  article.placement.version_of = row.id<ArticleId>(6);
  return true;
}

}  // namespace

void renew_features(Connection& connection) {
  std::vector<ArticleId> outdated;
  {
    // <> would read all features; this the index answers.
    Query query = connection.query("SELECT article FROM features WHERE version < ?1 OR version > ?1",
                                   features::kVersion);
    while (query.next()) outdated.push_back(query.id<ArticleId>(0));
  }
  for (const ArticleId id : outdated) {
    auto article = read_stored_article(connection, id);
    if (!article) return;
    const std::string bytes = features::to_bytes(features::compute(*article));
    // What an earlier state looked like to the new code is not known: its placement stands by the latest
    // state.
    connection.run("UPDATE features SET version = ?2, bytes = ?3, placed = NULL WHERE article = ?1",
                   number(id), features::kVersion, Blob{bytes});
  }
}

IndexReader::IndexReader(Connection& connection, ArticleId after)
    : connection_(connection),
      row_(connection.query(
          "SELECT f.article, f.bytes, f.placed, p.story, s.storyline, c.original, l.earlier"
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
  Query row = connection.query("SELECT bytes FROM features WHERE article = ?1", number(id));
  if (!row.next()) return std::nullopt;
  auto found = features::from_bytes(row.text(0));
  if (found) return std::move(*found);
  connection.fail(ErrorCode::kCorruption,
                  fmt::format("features of article {}: {}", number(id), found.error().message));
  return std::nullopt;
}

}  // namespace newsloom::store
