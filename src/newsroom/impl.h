// What a Newsroom holds. For the files of this room alone: each side of the newsroom (reading, writing, …)
// has a file of its own.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "newsloom/access.h"
#include "newsloom/feeds.h"
#include "newsloom/hand.h"
#include "newsroom/beside.h"
#include "newsroom/desk.h"
#include "newsroom/hand_over.h"
#include "newsroom/writer.h"
#include "recommend/recommender.h"
#include "store/database.h"
#include "store/mutex.h"

namespace newsloom {

/// Two locks, taken in this order: `writing` by whoever writes, for as long as one batch takes; `mutex` by
/// readers of the indexes and, for about a millisecond at a time, by the writer that publishes to them.
struct Newsroom::Impl {
  Impl(NewsroomOptions given, Env env_given, std::unique_ptr<store::Database> opened);
  ~Impl() {
    if (!writer.is_idle()) wait_until_loaded();  // what was accepted is done
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  const NewsroomOptions options;
  const Env env;
  const std::unique_ptr<store::Database> database;
  Mutex writing;
  Desk desk GUARDED_BY(writing);
  std::atomic<int> works_waiting = 0;  ///< batches of works that wait for `writing`
  mutable SharedMutex mutex;
  recommend::Recommender recommender GUARDED_BY(mutex);
  std::atomic<std::int64_t> changed_utc;  ///< see Newsroom::changed_utc()
  const std::unique_ptr<Access> access = make_access();
  const std::unique_ptr<FeedList> feed_list = make_feed_list();
  const std::unique_ptr<Hand> hand = make_hand();
  std::optional<HandOverKey> hand_over;  ///< set once, before anything is served
  /// The last article that the recommender is too small to hold.
  ArticleId unindexed GUARDED_BY(mutex) = ArticleId::kNone;
  std::atomic<bool> loaded =
      false;  ///< what is loaded of the indexes is all there will be; never again false
  std::atomic<bool> renewed = false;  ///< nor is anything of another version of the code left
  Writer writer;                      ///< behind all that its thread works with
  std::jthread loading;               ///< ends before all the others

  /// Brings back what earlier lives decided; the indexes on a thread of its own, while rows can be read and
  /// written.
  Result<void> restore();
  /// What the recommender says; for an article that it does not hold, by the article's text. Nothing before
  /// it is loaded: then no reader waits for it.
  recommend::Recommendation recommend(ArticleId id, const recommend::RecommendOptions& wanted) const;
  /// For who places articles. Nothing can be written any more where the indexes could not be loaded.
  void wait_until_loaded() const { loaded.wait(false); }
  Result<void> commit() REQUIRES(writing);
  /// Does the works, commits them, tells each.
  void commit_batch(std::vector<Writer::Work> works);

  /// For decisions of the owner, states of feeds and the like: runs `work` inside the writer's next
  /// transaction and waits until it is durable. What a `work` that fails has written is taken back; `work`
  /// only touches rows that no index in memory knows of. Not from within a Done. Errors: those of `work`,
  /// kUnavailable.
  Result<void> write(std::move_only_function<Result<void>(store::Connection&)> work);
  /// Submits and waits.
  Result<Receipt> put(Writer::Work work);

 private:
  void load(const std::stop_token& stop);
  /// Makes anew, in small steps, what another version of the code has left of search and features. What a
  /// `stop` leaves undone the next start goes on with.
  Result<void> renew(const std::stop_token& stop);
  Result<void> renew_step(const std::stop_token& stop, const std::function<void(store::Connection&)>& work);
  Result<void> look(const std::function<void(store::Connection&)>& work) const;
  Result<void> load_from(store::Connection& connection, const std::stop_token& stop);
  std::unique_ptr<Access> make_access();
  std::unique_ptr<FeedList> make_feed_list();
  /// Run a work in a transaction that readers have, and in the writer's next.
  RunWork reading();
  RunWork writing_work();
  std::unique_ptr<Hand> make_hand();
  void tell(const Change& change) REQUIRES(mutex);
  /// Forgets the oldest articles beyond NewsroomOptions::indexed, a few at a time.
  void let_go() REQUIRES(mutex);
  void publish(std::span<const Change> changes);
  void restore_placed(std::span<const store::IndexedArticle> articles);
  void publish_loaded(std::span<const store::IndexedArticle> articles);
};

}  // namespace newsloom
