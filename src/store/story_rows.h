// What we decided, as rows: stories, who stands in them and why, wire copies, and the log of decisions.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "newsloom/ids.h"
#include "newsloom/story.h"
#include "store/sql.h"
#include "story/story_builder.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// What happened to a story. Stored: do not renumber.
enum class StoryEvent { kCreate = 1, kAttach = 2, kMerge = 3 };

/// Stores where an article stands, opening the story if it is new, and logs it. True if it opened one.
/// `at_utc`: the stream's clock.
bool write_placement(Connection& connection, ArticleId id, const story::Placement& placement,
                     std::int64_t at_utc);
std::optional<story::Placement> read_placement(Connection& connection, ArticleId id);
/// Moves all articles of `from` into `into`; `from` leads there for ever.
void merge_stories(Connection& connection, StoryId from, StoryId into, std::int64_t at_utc);
/// Brings a story's counts, times and representative up to date after its articles changed.
void recount_story(Connection& connection, StoryId id);
/// The largest story id ever given.
StoryId last_story(Connection& connection);

/// A story with all its articles, in order; the one it became, if it was merged.
std::optional<Story> read_story(Connection& connection, StoryId id);

/// What the edition weighs.
struct StoryCounts {
  StoryId id = StoryId::kNone;
  int articles = 0, copies = 0, teasers = 0, sources = 0;
  std::optional<std::int64_t> first_utc, last_utc;
};
/// The `limit` stories with the latest news, latest first; stories without any time come last.
std::vector<StoryCounts> read_latest_stories(Connection& connection, std::size_t limit);

}  // namespace newsloom::store
