#include "store/export_rows.h"

#include <fmt/format.h>

#include <charconv>
#include <system_error>
#include <utility>

#include "store/article_rows.h"
#include "store/story_rows.h"

namespace newsloom::store {

void each_article(Connection& connection, std::optional<std::int64_t> since_utc,
                  const std::function<bool(const ExportedArticle&)>& take) {
  Query query = connection.query(
      "SELECT a.id, p.story, s.storyline, o.record_id, e.record_id FROM articles a"
      " LEFT JOIN placements p ON p.article = a.id LEFT JOIN stories s ON s.id = p.story"
      " LEFT JOIN copies c ON c.article = a.id LEFT JOIN articles o ON o.id = c.original"
      " LEFT JOIN later_states l ON l.article = a.id LEFT JOIN articles e ON e.id = l.earlier"
      " WHERE ?1 IS NULL OR a.stored_utc >= ?1"
      "  OR EXISTS (SELECT 1 FROM versions v WHERE v.article = a.id AND v.replaced_utc >= ?1)"
      " ORDER BY a.id",
      since_utc);
  while (query.next()) {
    ExportedArticle exported{.id = query.id<ArticleId>(0),
                             .story = query.id<StoryId>(1),
                             .storyline = query.id<StorylineId>(2),
                             .copy_of = query.maybe_text(3),
                             .article = {}};
    auto article = read_stored_article(connection, exported.id);
    if (!article) return;
    exported.article = std::move(*article);
    if (!exported.article.version_of) exported.article.version_of = query.maybe_text(4);
    if (!take(exported)) return;
  }
}

std::vector<StoryEventLine> read_story_events(Connection& connection, StoryId story, ArticleId article) {
  std::vector<StoryEventLine> lines;
  Query query = connection.query(
      "SELECT at_utc, kind, other_story FROM story_events WHERE story = ?1 AND (article = ?2 OR article IS "
      "NULL)"
      " ORDER BY id",
      number(story), number(article));
  while (query.next()) {
    StoryEventLine line{.at_utc = query.integer(0), .what = {}};
    switch (static_cast<StoryEvent>(query.integer(1))) {
      case StoryEvent::kCreate:
        line.what = fmt::format("opened story {}", number(story));
        break;
      case StoryEvent::kAttach:
        line.what = fmt::format("joined story {}", number(story));
        break;
      case StoryEvent::kMerge:
        line.what = fmt::format("story {} became part of story {}", query.integer(2), number(story));
        break;
      default:
        line.what = "changed";
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::optional<ArticleId> find_named(Connection& connection, std::string_view name) {
  std::int32_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (error == std::errc{} && end == name.data() + name.size())
    if (connection.integer("SELECT 1 FROM articles WHERE id = ?1", id)) return static_cast<ArticleId>(id);
  const auto known = find_article(connection, name, std::string(name));
  return known ? std::optional(known->id) : std::nullopt;
}

}  // namespace newsloom::store
