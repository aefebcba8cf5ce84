// The newsroom: one database, one writer, many readers.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "newsloom/article.h"
#include "newsloom/env.h"
#include "newsloom/ids.h"
#include "newsloom/result.h"
#include "newsloom/story.h"

namespace newsloom {

struct NewsroomOptions {
  std::string path;  ///< the database file; created when missing
  std::size_t batch =
      256;  ///< articles (teasers included) a commit; a crash loses at most what was not acknowledged
  std::size_t recommended = 20;  ///< length of the list under an article
};

/// What an ingest did. `pages` = articles + updated + skipped + failed.
struct IngestCounts {
  std::int64_t pages = 0;
  std::int64_t articles = 0;  ///< new, teasers not counted
  std::int64_t updated = 0;   ///< the same article again, in another state
  std::int64_t skipped = 0;   ///< the same article again, unchanged, or nothing to store
  std::int64_t failed = 0;
  double seconds = 0;
};

enum class Outcome { kNew, kUpdated, kSkipped };

/// An article with all that is computed of it alone (features, its teasers, its record): the costly half of
/// add(), which any thread may do. Movable; pure.
class PreparedArticle {
 public:
  explicit PreparedArticle(Article article);
  ~PreparedArticle();
  PreparedArticle(PreparedArticle&&) noexcept;
  PreparedArticle& operator=(PreparedArticle&&) noexcept;

 private:
  friend class Newsroom;
  friend class Desk;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Owns the database and the indexes over it. add() and commit() belong to one thread at a time (the writer);
/// all const methods may be called from any thread at any moment and see the last committed state.
class Newsroom {
 public:
  /// Opens or creates the database and loads the indexes. Errors: kUnavailable when another process owns it
  /// (the message names its pid), kCorruption when the file is damaged or no Newsloom database,
  /// kInvalidArgument when a newer Newsloom wrote it, kIo.
  static Result<std::unique_ptr<Newsroom>> open(NewsroomOptions options, Env env = {});
  ~Newsroom();
  Newsroom(const Newsroom&) = delete;
  Newsroom& operator=(const Newsroom&) = delete;

  /// Places one article (and the teasers of its related links) after all earlier ones. Visible and safe after
  /// the next commit(). After an error the newsroom only reads, until it is opened again.
  Result<Outcome> add(Article article);
  Result<Outcome> add(PreparedArticle article);
  /// Takes an article down for good: record, versions, place in lists; it and its URL are kept out from then
  /// on. `id` is a record id or a canonical URL. Done with the next commit(). Errors: kNotFound.
  Result<void> remove(const std::string& id);
  /// Articles written since the last commit(), teasers included. For the writer.
  std::size_t uncommitted() const;
  /// Makes everything added so far durable and visible. When it returns well, kill -9 loses none of it.
  Result<void> commit();

  /// The page of an article. Errors: kNotFound.
  Result<ArticlePage> article_page(ArticleId id) const;
  /// A story; the id of a merged story leads to the one it became. Errors: kNotFound.
  Result<Story> story(StoryId id) const;
  /// The front page: the first `limit` stories.
  Result<Edition> edition(std::size_t limit = 50) const;
  /// Articles of `source`'s record id; for tools and tests. Errors: kNotFound.
  Result<ArticleId> find(const std::string& record_id) const;

 private:
  struct Impl;
  explicit Newsroom(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom
