#include "store/tombstone_rows.h"

#include "store/search_index.h"

namespace newsloom::store {
namespace {

/// What a tombstone names. Stored: do not renumber.
enum class Buried { kRecordId = 1, kUrl = 2, kDomain = 3 };

bool exists(Connection& connection, Buried kind, const std::optional<std::string>& value) {
  return value && connection.integer("SELECT 1 FROM tombstones WHERE kind = ?1 AND value = ?2",
                                     static_cast<int>(kind), *value);
}

}  // namespace

void bury_article(Connection& connection, ArticleId id, std::int64_t now_utc) {
  connection.run(
      "INSERT OR IGNORE INTO tombstones (kind, value, at_utc) SELECT ?2, record_id, ?3 FROM articles WHERE "
      "id = ?1",
      number(id), static_cast<int>(Buried::kRecordId), now_utc);
  connection.run(
      "INSERT OR IGNORE INTO tombstones (kind, value, at_utc)"
      " SELECT ?2, canonical_url, ?3 FROM articles WHERE id = ?1 AND canonical_url IS NOT NULL",
      number(id), static_cast<int>(Buried::kUrl), now_utc);
  remove_from_search(connection, id);
  connection.run("DELETE FROM articles WHERE id = ?1", number(id));
}

std::vector<ArticleId> bury_url(Connection& connection, std::string_view canonical_url,
                                std::int64_t now_utc) {
  connection.run("INSERT OR IGNORE INTO tombstones (kind, value, at_utc) VALUES (?1, ?2, ?3)",
                 static_cast<int>(Buried::kUrl), canonical_url, now_utc);
  std::vector<ArticleId> articles;
  Query query = connection.query("SELECT id FROM articles WHERE canonical_url = ?1", canonical_url);
  while (query.next()) articles.push_back(query.id<ArticleId>(0));
  return articles;
}

std::vector<ArticleId> bury_domain(Connection& connection, std::string_view domain, std::int64_t now_utc) {
  connection.run("INSERT OR IGNORE INTO tombstones (kind, value, at_utc) VALUES (?1, ?2, ?3)",
                 static_cast<int>(Buried::kDomain), domain, now_utc);
  std::vector<ArticleId> articles;
  Query query = connection.query(
      "SELECT a.id FROM articles a JOIN sources s ON s.id = a.source WHERE s.domain = ?1 ORDER BY a.id",
      domain);
  while (query.next()) articles.push_back(query.id<ArticleId>(0));
  return articles;
}

bool is_buried(Connection& connection, const Article& article) {
  return exists(connection, Buried::kRecordId, article.id) ||
         exists(connection, Buried::kUrl, article.canonical_url) ||
         exists(connection, Buried::kDomain, article.source);
}

}  // namespace newsloom::store
