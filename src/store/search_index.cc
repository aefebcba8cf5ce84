#include "store/search_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <utility>

#include "store/article_rows.h"
#include "store/search_tokenizer.h"
#include "text/index_words.h"
#include "text/utf8.h"

namespace newsloom::store {
namespace {

/// Version of the index: of what goes into a row here, and of how text becomes words.
constexpr std::int64_t kSearchVersion = 1 * 1'000 + text::kIndexWordsVersion;
constexpr std::string_view kVersionKey = "search_version";
/// The last article that is still missing from an index of this version; not there when none is.
constexpr std::string_view kMissingKey = "search_missing";
constexpr std::string_view kWriteMeta =
    "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

/// Bytes of one body that are searched: 200,000 are a book's chapter, and no news.
constexpr std::size_t kMaxBodyBytes = 200'000;

/// Languages that stems are looked for in; there are some twenty that have stems, the rest is noise of
/// records.
constexpr int kMaxLanguages = 64;

/// One row of the index.
struct Row {
  std::string title, body, facts;
};

std::string valid_head(std::string_view text, std::size_t limit) {
  std::size_t repaired = 0;
  // A cut through a character is repaired like any other damage.
  return text::repair_utf8(text.substr(0, limit), repaired);
}

std::string facts_of(const Article& article, SourceId source, std::optional<std::int64_t> moment_utc) {
  std::string facts = fact_any() + ' ' + fact_kind(name_of(article.kind));
  if (article.opinion) facts += ' ' + fact_kind("opinion");
  if (source != SourceId::kNone) facts += ' ' + fact_source(source);
  if (article.lang) facts += ' ' + fact_language(text::base_language(*article.lang));
  if (!moment_utc) return facts;
  // The day on the publisher's own calendar, as its readers and ours see it.
  const bool own = article.published && article.published->utc_seconds == *moment_utc;
  const std::int64_t local = *moment_utc + (own ? article.published->offset_minutes.value_or(0) * 60L : 0);
  const std::chrono::year_month_day day{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{local}})};
  const std::string date = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  for (const std::string& part : {date.substr(0, 3) + "x", date.substr(0, 4), date.substr(0, 7), date})
    facts += ' ' + fact_date(part);
  return facts;
}

Row row_of(Connection& connection, ArticleId id, const Article& article) {
  SourceId source = SourceId::kNone;
  std::optional<std::int64_t> moment_utc;
  {
    Query query = connection.query("SELECT source, moment_utc FROM articles WHERE id = ?1", number(id));
    if (query.next()) {
      source = query.id<SourceId>(0);
      moment_utc = query.maybe_integer(1);
    }
  }
  const std::string& text = article.text.empty() && article.summary ? *article.summary : article.text;
  std::string body = valid_head(text, kMaxBodyBytes);
  for (const Author& author : article.authors) body += '\n' + valid_head(author.name, kMaxBodyBytes);
  const std::string language = article.lang.value_or("");
  return {.title = text_for_index(valid_head(article.title.value_or(""), kMaxBodyBytes), language),
          .body = text_for_index(body, language),
          .facts = words_for_index(facts_of(article, source, moment_utc))};
}

void add_row(Connection& connection, ArticleId id, const Article& article) {
  const Row row = row_of(connection, id, article);
  connection.run("INSERT INTO search (rowid, title, body, facts) VALUES (?1, ?2, ?3, ?4)", number(id),
                 row.title, row.body, row.facts);
}

/// The latest `most` articles up to `last`, rising: FTS5 gathers only what rises.
std::vector<ArticleId> latest_until(Connection& connection, ArticleId last, std::size_t most) {
  std::vector<ArticleId> articles;
  Query query = connection.query("SELECT id FROM articles WHERE id <= ?1 ORDER BY id DESC LIMIT ?2",
                                 number(last), static_cast<std::int64_t>(most));
  while (query.next()) articles.push_back(query.id<ArticleId>(0));
  std::ranges::reverse(articles);
  return articles;
}

}  // namespace

std::string fact_any() { return "=a"; }
std::string fact_source(SourceId source) { return fmt::format("=s{}", number(source)); }
std::string fact_language(std::string_view language) {
  std::string fact = "=l";
  // A tag of a hostile record must not become two words.
  for (const char c : language) fact += c == ' ' ? '_' : c;
  return fact;
}
std::string fact_kind(std::string_view kind) { return fmt::format("=k{}", kind); }
std::string fact_date(std::string_view date) { return fmt::format("=d{}", date); }

ArticleId missing_from_search(Connection& connection) {
  const auto version = connection.integer("SELECT value FROM meta WHERE key = ?1", kVersionKey);
  if (version != kSearchVersion) return kAllMissing;
  return static_cast<ArticleId>(
      connection.integer("SELECT value FROM meta WHERE key = ?1", kMissingKey).value_or(0));
}

void add_to_search(Connection& connection, ArticleId id, const Article& article) {
  if (id > missing_from_search(connection)) add_row(connection, id, article);
}

void remove_from_search(Connection& connection, ArticleId id) {
  if (id <= missing_from_search(connection)) return;  // what is not there must not be taken out
  const auto article = read_stored_article(connection, id);
  if (!article) return;
  const Row row = row_of(connection, id, *article);
  connection.run("INSERT INTO search (search, rowid, title, body, facts) VALUES ('delete', ?1, ?2, ?3, ?4)",
                 number(id), row.title, row.body, row.facts);
}

bool renew_search(Connection& connection, std::size_t most) {
  ArticleId missing = missing_from_search(connection);
  if (missing == ArticleId::kNone) return false;
  if (missing == kAllMissing) {
    connection.run("INSERT INTO search (search) VALUES ('delete-all')");
    missing = last_article(connection);
    connection.run(kWriteMeta, kVersionKey, kSearchVersion);
  } else {
    const auto articles = latest_until(connection, missing, most);
    for (const ArticleId id : articles) {
      const auto article = read_stored_article(connection, id);
      if (!article) return false;  // the connection says why
      add_row(connection, id, *article);
    }
    missing =
        articles.size() < most ? ArticleId::kNone : static_cast<ArticleId>(number(articles.front()) - 1);
  }
  if (missing != ArticleId::kNone) {
    connection.run(kWriteMeta, kMissingKey, number(missing));
  } else {
    connection.run("DELETE FROM meta WHERE key = ?1", kMissingKey);
  }
  return missing != ArticleId::kNone && !connection.failed();
}

std::vector<SearchMatch> match_search(Connection& connection, const std::string& expression,
                                      std::span<const PhraseWeight> weights, std::size_t limit) {
  std::vector<SearchMatch> matches;
  const Blob blob{{reinterpret_cast<const char*>(weights.data()), weights.size_bytes()}};
  Query query = connection.query(
      "SELECT rowid, newsloom_rank(search, ?2) FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT "
      "?3",
      expression, blob, static_cast<std::int64_t>(limit));
  while (query.next()) matches.push_back({.id = query.id<ArticleId>(0), .score = query.real(1)});
  return matches;
}

std::vector<ArticleId> match_newest(Connection& connection, const std::string& expression,
                                    std::size_t limit) {
  std::vector<ArticleId> matches;
  Query query =
      connection.query("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
                       expression, static_cast<std::int64_t>(limit));
  while (query.next()) matches.push_back(query.id<ArticleId>(0));
  return matches;
}

double estimate_matches(Connection& connection, const std::string& expression) {
  // How far back the latest hundred lie: where they are spread evenly, all of them lie that dense.
  constexpr std::size_t kLatest = 100;
  const auto latest = match_newest(connection, expression, kLatest);
  if (latest.size() < kLatest) return static_cast<double>(latest.size());
  const double all = number(last_article(connection));
  return static_cast<double>(kLatest) * all / (all - number(latest.back()) + 1);
}

std::vector<SearchFacts> read_search_facts(Connection& connection, std::span<const ArticleId> ids) {
  std::vector<SearchFacts> facts;
  if (ids.empty()) return facts;
  facts.reserve(ids.size());
  std::string wanted = "[";
  for (const ArticleId id : ids) fmt::format_to(std::back_inserter(wanted), "{},", number(id));
  wanted.back() = ']';
  // CROSS: in the order of what is wanted.
  Query query = connection.query(
      "SELECT p.article, p.story, a.moment_utc FROM json_each(?1) w CROSS JOIN placements p ON p.article = "
      "w.value CROSS JOIN articles a ON a.id = p.article",
      wanted);
  while (query.next())
    facts.push_back(
        {.id = query.id<ArticleId>(0), .story = query.id<StoryId>(1), .moment_utc = query.maybe_integer(2)});
  return facts;
}

std::vector<std::string> read_languages(Connection& connection) {
  std::vector<std::string> languages;
  // A step of the index for each language, not for each article.
  Query query = connection.query(
      "WITH RECURSIVE found (lang) AS (SELECT min(lang) FROM articles WHERE lang IS NOT NULL UNION ALL"
      " SELECT (SELECT min(lang) FROM articles WHERE lang > found.lang) FROM found WHERE found.lang IS NOT "
      "NULL)"
      " SELECT lang FROM found WHERE lang IS NOT NULL LIMIT ?1",
      kMaxLanguages);
  while (query.next()) languages.emplace_back(query.text(0));
  return languages;
}

std::vector<SourceId> find_sources(Connection& connection, std::string_view wanted, std::size_t limit) {
  std::vector<SourceId> sources;
  Query query = connection.query(
      "SELECT id FROM sources WHERE domain = ?1 COLLATE NOCASE OR name = ?1 COLLATE NOCASE"
      " OR substr(domain, 1, length(?1) + 1) = ?1 || '.' COLLATE NOCASE ORDER BY id LIMIT ?2",
      wanted, static_cast<std::int64_t>(limit));
  while (query.next()) sources.push_back(query.id<SourceId>(0));
  return sources;
}

}  // namespace newsloom::store
