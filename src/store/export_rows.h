// Everything in order, and everything about one: for commands that print what the database holds.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.h"
#include "newsloom/ids.h"
#include "store/sql.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// An article with where it stands.
struct ExportedArticle {
  ArticleId id = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  std::optional<std::string> copy_of;  ///< record id of the original
  Article article;
};
/// Calls `take` for every article in the order of ids that came, or came in a new state, at `since_utc` or
/// later by the clock of the door. A `take` that returns false ends it.
void each_article(Connection& connection, std::optional<std::int64_t> since_utc,
                  const std::function<bool(const ExportedArticle&)>& take);

/// One line of a story's log, in words: "opened", "joined", "took in story 7".
struct StoryEventLine {
  std::int64_t at_utc = 0;
  std::string what;
};
std::vector<StoryEventLine> read_story_events(Connection& connection, StoryId story, ArticleId article);

/// By its number ("7"), record id or canonical URL.
std::optional<ArticleId> find_named(Connection& connection, std::string_view name);

}  // namespace newsloom::store
