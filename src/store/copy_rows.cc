#include "store/copy_rows.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "record/passages_json.h"

namespace newsloom::store {
namespace {

std::optional<TextOrigin> origin_from(Connection& connection, ArticleId id, Query query) {
  if (!query.next()) return std::nullopt;
  TextOrigin origin{.of = query.id<ArticleId>(0), .shared = query.real(1), .passages = {}};
  if (query.is_null(2)) return origin;
  auto passages = passages_from_json(query.text(2));
  if (!passages) {
    connection.fail(ErrorCode::kCorruption,
                    fmt::format("passages of article {}: {}", number(id), passages.error().message));
    return std::nullopt;
  }
  origin.passages = std::move(*passages);
  return origin;
}

std::vector<ArticleId> ids_of(Query query) {
  std::vector<ArticleId> ids;
  while (query.next()) ids.push_back(query.id<ArticleId>(0));
  return ids;
}

}  // namespace

void write_origin(Connection& connection, ArticleId id, const story::Placement& placement) {
  constexpr std::string_view kCopy = "INSERT INTO copies (article, original, shared) VALUES (?1, ?2, ?3)";
  if (placement.copy_of != ArticleId::kNone)
    connection.run(kCopy, number(id), number(placement.copy_of), placement.shared);
  if (placement.version_of != ArticleId::kNone)
    connection.run("INSERT INTO later_states (article, earlier, shared) VALUES (?1, ?2, ?3)", number(id),
                   number(placement.version_of), placement.shared);
  if (placement.replaces == ArticleId::kNone) return;
  connection.run("UPDATE copies SET original = ?2, passages = NULL WHERE original = ?1",
                 number(placement.replaces), number(id));
  connection.run(kCopy, number(placement.replaces), number(id), placement.shared);
}

void write_passages(Connection& connection, ArticleId id, ArticleId of, const Passages& passages) {
  const std::string json = to_json(passages);
  connection.run("UPDATE copies SET passages = ?3 WHERE article = ?1 AND original = ?2", number(id),
                 number(of), json);
  connection.run("UPDATE later_states SET passages = ?3 WHERE article = ?1 AND earlier = ?2", number(id),
                 number(of), json);
}

std::optional<TextOrigin> read_copy(Connection& connection, ArticleId id) {
  return origin_from(
      connection, id,
      connection.query("SELECT original, shared, passages FROM copies WHERE article = ?1", number(id)));
}

std::vector<ArticleId> read_copies_of(Connection& connection, ArticleId id) {
  return ids_of(
      connection.query("SELECT article FROM copies WHERE original = ?1 ORDER BY article", number(id)));
}

std::optional<TextOrigin> read_earlier_state(Connection& connection, ArticleId id) {
  return origin_from(
      connection, id,
      connection.query("SELECT earlier, shared, passages FROM later_states WHERE article = ?1", number(id)));
}

std::vector<ArticleId> read_later_states(Connection& connection, ArticleId id) {
  return ids_of(
      connection.query("SELECT article FROM later_states WHERE earlier = ?1 ORDER BY article", number(id)));
}

}  // namespace newsloom::store
