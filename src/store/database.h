// The database: one writer with its transaction, any number of readers.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "features/features.h"
#include "newsloom/article.h"
#include "newsloom/ids.h"
#include "newsloom/result.h"
#include "newsloom/story.h"
#include "store/lock.h"
#include "store/sqlite.h"
#include "story/story_builder.h"

namespace newsloom::store {

/// Opens or creates `path`, checks and migrates it. Errors: kUnavailable (another process owns it),
/// kCorruption, kIo. A connection for writing; the caller keeps the Lock as long as it writes.
Result<std::unique_ptr<Connection>> open_for_writing(const std::string& path);

/// What the writer knows of an article that is in the database already.
struct Known {
  ArticleId id = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  std::string record;
};

/// The writing half. Everything between begin() and commit() becomes durable at once or not at all. One
/// thread.
class Writer {
 public:
  explicit Writer(std::unique_ptr<Connection> connection) : db_(std::move(connection)) {}

  Result<void> begin();
  /// Durable when it returns well (synchronous=FULL).
  Result<void> commit();
  void rollback();

  /// The article of this record id, or of this canonical URL.
  Result<std::optional<Known>> find(const std::string& record_id,
                                    const std::optional<std::string>& canonical_url);
  Result<bool> is_removed(const std::string& record_id, const std::optional<std::string>& canonical_url);
  /// The id that the next insert() will give.
  Result<ArticleId> next_id();
  /// Stores a placed article. `listed_by`: the article that announced this teaser, or kNone.
  Result<void> insert(ArticleId id, const Article& article, const features::Features& features,
                      const story::Placement& placement, ArticleId listed_by, std::int64_t now_utc);
  /// Replaces the record; the former one goes to the versions. Story and features stay as they were placed.
  Result<void> update(const Known& known, const Article& article, std::int64_t now_utc);

  /// Calls `take` for every article in the order of ids.
  using Take = std::function<void(ArticleId, const features::Features&, const story::Placement&)>;
  Result<void> load(const Take& take);
  Result<StoryId> next_story();

 private:
  Result<std::optional<std::int64_t>> source_id(const Article& article);
  Result<void> insert_row(ArticleId id, const Article& article, const features::Features& features,
                          const story::Placement& placement, ArticleId listed_by);
  Result<void> count_story(StoryId story);

  std::unique_ptr<Connection> db_;
};

/// A story as the edition's ranking sees it.
struct StoryRow {
  StoryId id = StoryId::kNone;
  int articles = 0, copies = 0, teasers = 0, sources = 0;
  std::optional<std::int64_t> first_utc, last_utc;
};

/// The reading half: short transactions on a connection of its own. One thread at a time.
class Reader {
 public:
  static Result<std::unique_ptr<Reader>> open(const std::string& path);

  /// All reads until end() see one state.
  Result<void> begin();
  void end();

  struct Row {
    Article article;
    StoryId story = StoryId::kNone;
  };
  Result<Row> article(ArticleId id);
  Result<Headline> headline(ArticleId id);
  /// The story's articles, newest first, copies after their original. `id` may be that of a merged story.
  Result<Story> story(StoryId id);
  /// The `limit` stories with the latest news.
  Result<std::vector<StoryRow>> latest_stories(std::size_t limit);
  Result<ArticleId> find(const std::string& record_id);

  struct Totals {
    std::int64_t articles = 0, stories = 0;
    std::optional<std::int64_t> latest_utc;  ///< the latest believable publication, else arrival
  };
  Result<Totals> totals();

 private:
  explicit Reader(std::unique_ptr<Connection> connection) : db_(std::move(connection)) {}
  std::unique_ptr<Connection> db_;
};

}  // namespace newsloom::store
