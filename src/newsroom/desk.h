// The desk where every article passes: known or new, where it stands, what is written down.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "features/features.h"
#include "newsloom/env.h"
#include "newsloom/newsroom.h"
#include "newsroom/prepared.h"
#include "newsroom/stream_clock.h"
#include "store/database.h"
#include "store/index_rows.h"
#include "store/meta_rows.h"
#include "story/story_builder.h"

namespace newsloom {

/// Something that readers' indexes must learn once it is durable.
struct Change {
  enum class Kind { kPut, kMove, kRemove };
  Kind kind = Kind::kPut;
  ArticleId id = ArticleId::kNone;
  features::Features features;
  story::Placement placement;
};

/// The writer's side. One thread. Everything since the last commit() becomes durable with the next, or not at
/// all: after an error the desk gives the same error for ever, and the database stays as it was last
/// committed.
class Desk {
 public:
  Desk(store::Database& database, const NewsroomOptions& options, const Env& env)
      : database_(&database), env_(&env), keep_out_(options.keep_out.begin(), options.keep_out.end()) {}

  /// Brings back what earlier lives decided, but for the articles: counts, clock, the owner's words.
  Result<void> restore_counts();
  ArticleId last_article() const { return static_cast<ArticleId>(last_article_); }
  /// Then the articles, in the order of ids, before anything is added. Features that another version of the
  /// code has left are written with the next commit().
  void restore(const store::IndexedArticle& article);
  Result<Receipt> add(const PreparedArticle& article);
  /// Takes down what `what` names, and keeps it out; the number of articles that went. Errors: kNotFound (no
  /// such article), kInvalidArgument.
  Result<std::int64_t> take_down(const TakeDown& what);
  /// Takes a teaser away whose page turned out to be another, known article. Nothing is kept out.
  void withdraw_teaser(ArticleId id);
  /// The owner's word on two articles, by record id. Errors: kNotFound.
  Result<void> say(const std::string& a, const std::string& b, bool same);
  /// A repair now.
  Result<void> settle();
  /// What readers are to be told, in order.
  Result<std::vector<Change>> commit();
  std::size_t uncommitted() const { return changes_.size(); }

  /// The writing connection inside the transaction of the next commit(): for rows that no index knows of.
  store::Connection& rows() {
    begin();
    return connection();
  }

 private:
  store::Connection& connection() { return database_->writer(); }
  void begin();
  Outcome put(const ReadyArticle& ready, ArticleId& id);
  ArticleId put_new(const ReadyArticle& ready);
  void write_evidence(ArticleId id, const std::string& text, const story::Placement& placement);
  void put_again(ArticleId id, const ReadyArticle& ready);
  void write_story_changes();
  ArticleId put_teaser(const ReadyArticle& teaser);
  bool is_kept_out(const Article& article);
  story::Placement place(ArticleId id, const features::Features& features);
  void bury(ArticleId id);

  store::Database* database_;
  const Env* env_;
  const std::set<std::string> keep_out_;
  story::StoryBuilder builder_;
  StreamClock clock_;
  store::Totals totals_;
  std::int32_t last_article_ = 0;
  std::optional<store::Transaction> transaction_;
  std::set<StoryId> touched_;  ///< stories to be counted again
  std::vector<Change> changes_;
  std::set<ArticleId> gone_;  ///< in this life: the builder still knows them
};

}  // namespace newsloom
