#include "store/story_rows.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "store/copy_rows.h"
#include "store/headline_row.h"

namespace newsloom::store {
namespace {

void log_event(Connection& connection, StoryEvent kind, std::int64_t at_utc, StoryId story,
               std::optional<ArticleId> article, std::optional<StoryId> other, std::string_view why) {
  const auto as_integer = [](auto id) {
    return id ? std::optional<std::int64_t>(number(*id)) : std::nullopt;
  };
  connection.run(
      "INSERT INTO story_events (kind, at_utc, story, article, other_story, why)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      static_cast<int>(kind), at_utc, number(story), as_integer(article), as_integer(other), why);
}

struct Member {
  Headline line;
  std::int64_t moment = 0;
  std::int64_t group_moment = 0;  ///< of the original, for copies
  ArticleId group = ArticleId::kNone;
};

/// Newest first, each original followed by its copies.
std::vector<Headline> in_order(std::vector<Member> members) {
  std::unordered_map<ArticleId, std::int64_t> moments;
  for (const Member& member : members) moments[member.line.id] = member.moment;
  for (Member& member : members) {
    const auto original = moments.find(member.line.copy_of);
    const bool copy = original != moments.end();
    member.group = copy ? original->first : member.line.id;
    member.group_moment = copy ? original->second : member.moment;
  }
  std::ranges::sort(members, [](const Member& a, const Member& b) {
    const auto key = [](const Member& m) {
      return std::tuple(-m.group_moment, -number(m.group), m.group != m.line.id, -m.moment,
                        -number(m.line.id));
    };
    return key(a) < key(b);
  });
  std::vector<Headline> lines;
  lines.reserve(members.size());
  for (Member& member : members) lines.push_back(std::move(member.line));
  return lines;
}

/// Whether the story is new. Asked and then written: RETURNING would have SQLite open a savepoint for every
/// article, at which FTS5 writes what it gathered to disk.
bool open_story(Connection& connection, StoryId story, StorylineId storyline) {
  if (connection.integer("SELECT 1 FROM stories WHERE id = ?1", number(story))) return false;
  connection.run("INSERT INTO stories (id, storyline) VALUES (?1, ?2)", number(story), number(storyline));
  return true;
}

}  // namespace

bool write_placement(Connection& connection, ArticleId id, const story::Placement& placement,
                     std::int64_t at_utc) {
  const bool opened = open_story(connection, placement.story, placement.storyline);
  connection.run("INSERT INTO placements (article, story, score, why) VALUES (?1, ?2, ?3, ?4)", number(id),
                 number(placement.story), placement.score, placement.why);
  write_origin(connection, id, placement);
  log_event(connection, opened ? StoryEvent::kCreate : StoryEvent::kAttach, at_utc, placement.story, id, {},
            placement.why);
  return opened;
}

std::optional<story::Placement> read_placement(Connection& connection, ArticleId id) {
  Query query = connection.query(
      "SELECT p.story, s.storyline, c.original, p.score, p.why, l.earlier FROM placements p JOIN stories s "
      "ON s.id = "
      "p.story"
      " LEFT JOIN copies c ON c.article = p.article LEFT JOIN later_states l ON l.article = p.article"
      " WHERE p.article = ?1",
      number(id));
  if (!query.next()) return std::nullopt;
  story::Placement placement;
  placement.story = query.id<StoryId>(0);
  placement.storyline = query.id<StorylineId>(1);
  placement.copy_of = query.id<ArticleId>(2);
  placement.score = query.real(3);
  placement.why = query.text(4);
  placement.version_of = query.id<ArticleId>(5);
  return placement;
}

bool write_change(Connection& connection, const story::StoryChange& change, std::int64_t at_utc) {
  const int from = number(change.story), into = number(change.other);
  if (change.kind == story::StoryChange::Kind::kMerge) {
    connection.run("UPDATE placements SET story = ?2 WHERE story = ?1", from, into);
    // Stories that had become `from` lead straight to `into`: a chain never grows longer than one step.
    connection.run("UPDATE stories SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1", from, into);
    if (change.article != ArticleId::kNone)
      connection.run("UPDATE placements SET why = ?2 WHERE article = ?1", number(change.article), change.why);
    log_event(connection, StoryEvent::kMerge, at_utc, change.other, {}, change.story, change.why);
    return false;
  }
  const bool opened = open_story(connection, change.other, change.storyline);
  connection.run("UPDATE placements SET story = ?2, score = ?3, why = ?4 WHERE article = ?1",
                 number(change.article), into, change.score, change.why);
  const bool split = change.kind == story::StoryChange::Kind::kSplit;
  log_event(connection, split ? StoryEvent::kSplit : StoryEvent::kMove, at_utc, change.other, change.article,
            change.story, change.why);
  return opened;
}

std::vector<ArticleId> read_members(Connection& connection, StoryId id) {
  std::vector<ArticleId> members;
  Query query =
      connection.query("SELECT article FROM placements WHERE story = ?1 ORDER BY article", number(id));
  while (query.next()) members.push_back(query.id<ArticleId>(0));
  return members;
}

std::vector<StoryUpdate> read_story_updates(Connection& connection, std::int64_t since, std::size_t limit) {
  std::vector<StoryUpdate> updates;
  Query query = connection.query(
      "SELECT id, kind, at_utc, story, article, other_story, why FROM story_events"
      " WHERE id > ?1 AND kind >= ?2 ORDER BY id LIMIT ?3",
      since, static_cast<int>(StoryEvent::kMerge), static_cast<std::int64_t>(limit));
  while (query.next()) {
    const auto kind = static_cast<StoryEvent>(query.integer(1));
    updates.push_back({.id = query.integer(0),
                       .kind = kind == StoryEvent::kMerge   ? StoryUpdate::Kind::kMerged
                               : kind == StoryEvent::kSplit ? StoryUpdate::Kind::kSplit
                                                            : StoryUpdate::Kind::kMoved,
                       .at_utc = query.integer(2),
                       .story = query.id<StoryId>(3),
                       .article = query.id<ArticleId>(4),
                       .from = query.id<StoryId>(5),
                       .why = std::string(query.text(6))});
  }
  return updates;
}

void write_owner_word(Connection& connection, const OwnerWord& word, std::int64_t at_utc) {
  connection.run(
      "INSERT INTO owner_words (a, b, same, at_utc) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT DO UPDATE SET same = excluded.same, at_utc = excluded.at_utc",
      std::min(number(word.a), number(word.b)), std::max(number(word.a), number(word.b)), word.same ? 1 : 0,
      at_utc);
}

std::vector<OwnerWord> read_owner_words(Connection& connection) {
  std::vector<OwnerWord> words;
  Query query = connection.query("SELECT a, b, same FROM owner_words ORDER BY a, b");
  while (query.next())
    words.push_back({query.id<ArticleId>(0), query.id<ArticleId>(1), query.integer(2) != 0});
  return words;
}

void recount_story(Connection& connection, StoryId id) {
  connection.run(
      "UPDATE stories SET (articles, copies, teasers, sources, first_utc, last_utc) ="
      " (SELECT count(*), count(c.article), coalesce(sum(a.teaser), 0), count(DISTINCT a.source),"
      "  min(a.moment_utc), max(a.moment_utc)"
      "  FROM placements p JOIN articles a ON a.id = p.article LEFT JOIN copies c ON c.article = a.id"
      "  WHERE p.story = ?1)"
      " WHERE id = ?1",
      number(id));
  // It stands for the story: something to read rather than a teaser, an original rather than a copy, the
  // newest.
  connection.run(
      "UPDATE stories SET representative ="
      " (SELECT a.id FROM placements p JOIN articles a ON a.id = p.article LEFT JOIN copies c ON c.article = "
      "a.id"
      "  WHERE p.story = ?1 ORDER BY a.teaser, c.article IS NOT NULL, a.moment_utc DESC, a.id DESC LIMIT 1)"
      " WHERE id = ?1",
      number(id));
}

StoryId last_story(Connection& connection) {
  return static_cast<StoryId>(
      connection.integer("SELECT seq FROM sqlite_sequence WHERE name = 'stories'").value_or(0));
}

std::optional<Story> read_story(Connection& connection, StoryId id) {
  Story story;
  {
    Query head = connection.query(
        "SELECT s.id, s.storyline, a.title, s.first_utc, s.last_utc FROM stories s"
        " LEFT JOIN articles a ON a.id = s.representative"
        " WHERE s.id = (SELECT coalesce(merged_into, id) FROM stories WHERE id = ?1)",
        number(id));
    if (!head.next()) return std::nullopt;
    story.id = head.id<StoryId>(0);
    story.storyline = head.id<StorylineId>(1);
    story.title = head.text(2);
    story.first_utc = head.maybe_integer(3);
    story.last_utc = head.maybe_integer(4);
  }
  std::vector<Member> members;
  Query query = connection.query("SELECT * FROM headlines WHERE story = ?1", number(story.id));
  while (query.next())
    members.push_back({.line = headline_from(query), .moment = query.integer(kHeadlineMoment)});
  story.articles = in_order(std::move(members));
  return story;
}

std::vector<StoryCounts> read_latest_stories(Connection& connection, std::size_t limit) {
  std::vector<StoryCounts> stories;
  Query query = connection.query(
      "SELECT id, articles, copies, teasers, sources, first_utc, last_utc FROM stories WHERE articles > 0"
      // As the index has it; null becomes the earliest time.
      " ORDER BY coalesce(last_utc, -9000000000000000000) DESC, id DESC LIMIT ?1",
      static_cast<std::int64_t>(limit));
  while (query.next()) {
    const auto count = [&](int column) { return static_cast<int>(query.integer(column)); };
    stories.push_back({.id = query.id<StoryId>(0),
                       .articles = count(1),
                       .copies = count(2),
                       .teasers = count(3),
                       .sources = count(4),
                       .first_utc = query.maybe_integer(5),
                       .last_utc = query.maybe_integer(6)});
  }
  return stories;
}

}  // namespace newsloom::store
