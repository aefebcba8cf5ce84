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
enum class StoryEvent { kCreate = 1, kAttach = 2, kMerge = 3, kMove = 4, kSplit = 5 };

/// Stores where an article stands, opening the story if it is new, and logs it. True if it opened one.
/// `at_utc`: the stream's clock.
bool write_placement(Connection& connection, ArticleId id, const story::Placement& placement,
                     std::int64_t at_utc);
std::optional<story::Placement> read_placement(Connection& connection, ArticleId id);
/// Stores and logs what a repair or the owner changed. `change.other` is opened if it is new: true.
bool write_change(Connection& connection, const story::StoryChange& change, std::int64_t at_utc);
std::vector<ArticleId> read_members(Connection& connection, StoryId id);
/// What was changed after the event `since`, oldest first, at most `limit`.
std::vector<StoryUpdate> read_story_updates(Connection& connection, std::int64_t since, std::size_t limit);

/// What the owner said of two articles.
struct OwnerWord {
  ArticleId a = ArticleId::kNone, b = ArticleId::kNone;
  bool same = false;
};
void write_owner_word(Connection& connection, const OwnerWord& word, std::int64_t at_utc);
std::vector<OwnerWord> read_owner_words(Connection& connection);

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
