#include "store/list_rows.h"

#include <limits>

#include "store/article_rows.h"
#include "store/headline_row.h"

namespace newsloom::store {
namespace {

/// Stands for "without any time" in the order of stories: earlier than every time. The same number stands in
/// the index `stories_by_last`.
constexpr std::int64_t kNoTime = -9'000'000'000'000'000'000;

Source source_from(const Query& query) {
  return {.id = query.id<SourceId>(0),
          .domain = std::string(query.text(1)),
          .name = query.maybe_text(2),
          .articles = query.integer(3)};
}

}  // namespace

std::vector<Headline> list_articles(Connection& connection, const ArticleList& wanted) {
  std::vector<Headline> lines;
  const std::int64_t before =
      wanted.before == ArticleId::kNone ? std::numeric_limits<std::int32_t>::max() : number(wanted.before);
  const auto limit = static_cast<std::int64_t>(wanted.limit);
  const auto collect = [&](Query query) {
    while (query.next()) lines.push_back(headline_from(query));
  };
  if (wanted.source) {
    collect(
        connection.query("SELECT h.* FROM articles a JOIN headlines h ON h.id = a.id"
                         " WHERE a.source = (SELECT id FROM sources WHERE domain = ?1) AND a.id < ?2 AND (?3 "
                         "IS NULL OR a.lang = ?3)"
                         " ORDER BY a.id DESC LIMIT ?4",
                         *wanted.source, before, wanted.lang, limit));
  } else if (wanted.lang) {
    collect(connection.query(
        "SELECT h.* FROM articles a JOIN headlines h ON h.id = a.id WHERE a.lang = ?1 AND a.id < ?2"
        " ORDER BY a.id DESC LIMIT ?3",
        *wanted.lang, before, limit));
  } else {
    collect(
        connection.query("SELECT h.* FROM articles a JOIN headlines h ON h.id = a.id WHERE a.id < ?1 ORDER "
                         "BY a.id DESC LIMIT ?2",
                         before, limit));
  }
  return lines;
}

std::vector<StoryHead> list_stories(Connection& connection, const StoryList& wanted) {
  std::vector<StoryHead> stories;
  const bool from_start = wanted.after == StoryId::kNone;
  const std::int64_t utc =
      from_start ? std::numeric_limits<std::int64_t>::max() : wanted.after_utc.value_or(kNoTime);
  Query query = connection.query(
      "SELECT id, storyline, articles, copies, sources, first_utc, last_utc, representative FROM stories"
      " WHERE articles > 0 AND (coalesce(last_utc, -9000000000000000000), id) < (?1, ?2)"
      " ORDER BY coalesce(last_utc, -9000000000000000000) DESC, id DESC LIMIT ?3",
      utc, number(wanted.after), static_cast<std::int64_t>(wanted.limit));
  while (query.next()) {
    StoryHead head{.id = query.id<StoryId>(0),
                   .storyline = query.id<StorylineId>(1),
                   .articles = query.integer(2),
                   .copies = query.integer(3),
                   .sources = query.integer(4),
                   .first_utc = query.maybe_integer(5),
                   .last_utc = query.maybe_integer(6),
                   .representative = {}};
    if (auto line = read_headline(connection, query.id<ArticleId>(7))) head.representative = std::move(*line);
    stories.push_back(std::move(head));
  }
  return stories;
}

std::vector<Source> list_sources(Connection& connection, SourceId after, std::size_t limit) {
  std::vector<Source> sources;
  Query query =
      connection.query("SELECT id, domain, name, articles FROM sources WHERE id > ?1 ORDER BY id LIMIT ?2",
                       number(after), static_cast<std::int64_t>(limit));
  while (query.next()) sources.push_back(source_from(query));
  return sources;
}

std::optional<Source> read_source(Connection& connection, SourceId id) {
  Query query = connection.query("SELECT id, domain, name, articles FROM sources WHERE id = ?1", number(id));
  if (!query.next()) return std::nullopt;
  return source_from(query);
}

}  // namespace newsloom::store
