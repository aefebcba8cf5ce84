#include "store/article_rows.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "store/headline_row.h"
#include "store/moment_columns.h"
#include "store/search_index.h"
#include "text/hash.h"

namespace newsloom::store {
namespace {

std::int64_t hash_of(std::string_view json) { return static_cast<std::int64_t>(text::hash64(json)); }

std::optional<std::int64_t> source_row(Connection& connection, const Article& article) {
  if (!article.source) return std::nullopt;
  if (const auto known = connection.integer("SELECT id FROM sources WHERE domain = ?1", article.source))
    return known;
  return connection.integer("INSERT INTO sources (domain, name) VALUES (?1, ?2) RETURNING id", article.source,
                            article.site_name);
}

/// What a list shows below a headline: the publisher's own summary, else how the text begins.
std::optional<std::string> shown_summary(const Article& article) {
  if (article.summary || article.text.empty()) return article.summary;
  return article.text.substr(0, article.text.find("\n\n"));
}

/// Runs `sql` with the id as ?1, what an article's own columns hold as ?2 to ?18, and `more` behind them.
template <class... More>
void write_columns(Connection& connection, std::string_view sql, ArticleId id, const NewArticle& added,
                   const More&... more) {
  const Article& article = added.article;
  const MomentColumns published(article.published), arrival(article.arrival);
  connection.run(sql, number(id), article.input, article.kind == ArticleKind::kTeaser,
                 source_row(connection, article), article.title, shown_summary(article), article.site_name,
                 article.agency, article.lang, article.right_to_left, published.utc, published.offset,
                 published.precision, arrival.utc, arrival.offset, arrival.precision, added.moment_utc,
                 article.lead_image ? article.lead_image->url : std::nullopt, more...);
}

constexpr std::string_view kUpdateColumns =
    "UPDATE articles SET input = ?2, teaser = ?3, source = ?4, title = ?5, summary = ?6, site_name = ?7, "
    "agency = ?8,"
    " lang = ?9, right_to_left = ?10, published_utc = ?11, published_offset = ?12, published_precision = ?13,"
    " arrival_utc = ?14, arrival_offset = ?15, arrival_precision = ?16, moment_utc = ?17, picture = ?18 "
    "WHERE id = ?1";
constexpr std::string_view kInsertColumns =
    "INSERT INTO articles (id, input, teaser, source, title, summary, site_name, agency, lang, right_to_left,"
    " published_utc, published_offset, published_precision, arrival_utc, arrival_offset, arrival_precision, "
    "moment_utc,"
    " picture, record_id, canonical_url, stored_utc)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
    "?21)";

/// The stored JSON of one state, checked against its hash.
std::optional<Article> read_state(Connection& connection, ArticleId id, std::string_view json,
                                  std::int64_t hash) {
  auto article =
      hash_of(json) == hash ? article_from_json(json) : fail(ErrorCode::kCorruption, "checksum mismatch");
  if (article) return std::move(*article);
  connection.fail(ErrorCode::kCorruption,
                  fmt::format("record of article {}: {}", number(id), article.error().message));
  return std::nullopt;
}

}  // namespace

State state_of(Article article) {
  article.input.clear();
  article.id.clear();
  article.arrival.reset();
  State state{.json = to_json(article)};
  state.hash = hash_of(state.json);
  return state;
}

std::optional<KnownArticle> find_article(Connection& connection, std::string_view record_id,
                                         const std::optional<std::string>& canonical_url) {
  auto id = connection.integer("SELECT id FROM articles WHERE record_id = ?1", record_id);
  if (!id && canonical_url)
    id = connection.integer("SELECT id FROM articles WHERE canonical_url = ?1", *canonical_url);
  if (!id) return std::nullopt;
  Query query = connection.query(
      "SELECT a.id, a.teaser, r.hash, a.record_id, a.canonical_url"
      " FROM articles a JOIN records r ON r.article = a.id WHERE a.id = ?1",
      *id);
  if (!query.next()) return std::nullopt;
  // The id came out of an index; a damaged one leads to another article.
  const bool meant = query.text(3) == record_id || (canonical_url && query.maybe_text(4) == canonical_url);
  if (!meant) {
    connection.fail(ErrorCode::kCorruption, fmt::format("an index leads to article {}", *id));
    return std::nullopt;
  }
  return KnownArticle{
      .id = query.id<ArticleId>(0), .teaser = query.integer(1) != 0, .hash = query.integer(2)};
}

ArticleId last_article(Connection& connection) {
  return static_cast<ArticleId>(
      connection.integer("SELECT seq FROM sqlite_sequence WHERE name = 'articles'").value_or(0));
}

void insert_article(Connection& connection, ArticleId id, const NewArticle& added) {
  write_columns(connection, kInsertColumns, id, added, added.article.id, added.article.canonical_url,
                added.stored_utc);
  if (added.article.source)
    connection.run(
        "UPDATE sources SET articles = articles + 1 WHERE id = (SELECT source FROM articles WHERE id = ?1)",
        number(id));
  connection.run("INSERT INTO records (article, hash, json) VALUES (?1, ?2, ?3)", number(id),
                 added.state.hash, added.state.json);
  const std::string bytes = features::to_bytes(added.features);
  connection.run("INSERT INTO features (article, version, bytes) VALUES (?1, ?2, ?3)", number(id),
                 features::kVersion, Blob{bytes});
  add_to_search(connection, id, added.article);
}

void replace_article(Connection& connection, ArticleId id, const NewArticle& added) {
  remove_from_search(connection, id);
  connection.run("UPDATE OR IGNORE articles SET record_id = ?2 WHERE id = ?1", number(id), added.article.id);
  connection.run("UPDATE OR IGNORE articles SET canonical_url = coalesce(?2, canonical_url) WHERE id = ?1",
                 number(id), added.article.canonical_url);
  write_columns(connection, kUpdateColumns, id, added);
  connection.run("UPDATE records SET hash = ?2, json = ?3 WHERE article = ?1", number(id), added.state.hash,
                 added.state.json);
  const std::string bytes = features::to_bytes(added.features);
  // What an older version of the code saw in the earlier state says nothing to this one.
  connection.run(
      "UPDATE features SET placed = CASE version WHEN ?2 THEN coalesce(placed, bytes) END, version = ?2,"
      " bytes = ?3 WHERE article = ?1",
      number(id), features::kVersion, Blob{bytes});
  add_to_search(connection, id, added.article);
}

bool delete_teaser(Connection& connection, ArticleId id) {
  if (!connection.integer("SELECT 1 FROM articles WHERE id = ?1 AND teaser = 1", number(id))) return false;
  remove_from_search(connection, id);
  connection.run("DELETE FROM articles WHERE id = ?1", number(id));
  return true;
}

bool is_replaced(Connection& connection, ArticleId id, const State& state,
                 const std::optional<Timestamp>& arrival) {
  return connection
      .integer(
          "SELECT 1 FROM versions v JOIN articles a ON a.id = v.article"
          " WHERE v.article = ?1 AND v.hash = ?2 AND (?3 IS NULL OR ?3 < a.arrival_utc) LIMIT 1",
          number(id), state.hash, MomentColumns(arrival).utc)
      .has_value();
}

void keep_version(Connection& connection, ArticleId id, std::int64_t now_utc) {
  connection.run(
      "INSERT INTO versions (article, number, replaced_utc, hash, json)"
      " SELECT article, (SELECT count(*) + 1 FROM versions WHERE article = ?1), ?2, hash, json"
      " FROM records WHERE article = ?1",
      number(id), now_utc);
}

void write_related(Connection& connection, ArticleId parent, std::span<const ArticleId> articles) {
  connection.run("DELETE FROM related WHERE parent = ?1", number(parent));
  for (std::size_t place = 0; place < articles.size(); ++place) {
    if (articles[place] == ArticleId::kNone) continue;
    connection.run("INSERT INTO related (parent, position, article) VALUES (?1, ?2, ?3)", number(parent),
                   static_cast<std::int64_t>(place), number(articles[place]));
  }
}

std::optional<Article> read_stored_article(Connection& connection, ArticleId id) {
  Query query = connection.query(
      "SELECT a.record_id, a.input, a.arrival_utc, a.arrival_offset, a.arrival_precision, r.json, r.hash"
      " FROM articles a JOIN records r ON r.article = a.id WHERE a.id = ?1",
      number(id));
  if (!query.next()) return std::nullopt;
  auto article = read_state(connection, id, query.text(5), query.integer(6));
  if (!article) return std::nullopt;
  article->id = query.text(0);
  article->input = query.text(1);
  article->arrival = moment_from(query, 2);
  return article;
}

std::optional<Article> read_article(Connection& connection, ArticleId id) {
  auto article = read_stored_article(connection, id);
  if (!article || article->arrival) return article;
  const auto stored = connection.integer("SELECT stored_utc FROM articles WHERE id = ?1", number(id));
  if (stored) article->arrival = Timestamp{.utc_seconds = *stored, .offset_minutes = 0, .precision = {}};
  return article;
}

std::optional<Headline> read_headline(Connection& connection, ArticleId id) {
  Query query = connection.query("SELECT * FROM headlines WHERE id = ?1", number(id));
  if (!query.next()) return std::nullopt;
  return headline_from(query);
}

std::vector<Headline> read_headlines(Connection& connection, std::span<const ArticleId> ids) {
  std::vector<Headline> lines;
  if (ids.empty()) return lines;
  lines.reserve(ids.size());
  std::string wanted = "[";
  for (const ArticleId id : ids) fmt::format_to(std::back_inserter(wanted), "{},", number(id));
  wanted.back() = ']';
  // CROSS: in the order of what is wanted.
  Query query =
      connection.query("SELECT h.* FROM json_each(?1) w CROSS JOIN headlines h ON h.id = w.value", wanted);
  while (query.next()) lines.push_back(headline_from(query));
  return lines;
}

std::vector<Article> read_versions(Connection& connection, ArticleId id) {
  std::vector<Article> versions;
  Query query =
      connection.query("SELECT json, hash FROM versions WHERE article = ?1 ORDER BY number", number(id));
  while (query.next()) {
    auto version = read_state(connection, id, query.text(0), query.integer(1));
    if (!version) break;
    versions.push_back(std::move(*version));
  }
  return versions;
}

std::vector<ArticleId> read_related(Connection& connection, ArticleId parent) {
  std::vector<ArticleId> articles;
  Query query =
      connection.query("SELECT article FROM related WHERE parent = ?1 ORDER BY position", number(parent));
  while (query.next()) articles.push_back(query.id<ArticleId>(0));
  return articles;
}

}  // namespace newsloom::store
