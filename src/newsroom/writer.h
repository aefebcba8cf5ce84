// The queue before the one writer, and its thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "newsloom/newsroom.h"
#include "newsloom/result.h"
#include "newsroom/desk.h"
#include "store/mutex.h"

namespace newsloom {

/// Works that are committed together. They are done in the order in which they were handed in.
///
/// The thread takes everything that waits, up to `batch`, has it committed and only then comes back: while
/// one batch is being synced the next one gathers. So a single work waits for nothing but its own sync, and
/// under load a sync is shared by as many as arrived during the one before. No timer is needed for either.
class Writer {
 public:
  struct Work {
    /// Runs at the desk. An error is told to `done` of this work alone.
    std::move_only_function<Result<Receipt>(Desk&)> at_desk;
    std::move_only_function<void(Result<Receipt>)> done;
    std::size_t bytes = 0;
    bool rows_only = false;  ///< touches nothing that an index in memory knows of
  };
  struct Limits {
    std::size_t batch, queue, queue_bytes;
  };
  /// Does and commits the works and calls each one's done(); on the writer's thread.
  using CommitBatch = std::move_only_function<void(std::vector<Work>)>;

  Writer(Limits limits, CommitBatch commit_batch);
  /// Commits what was accepted; accepts nothing more.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Errors: kUnavailable.
  Result<void> submit(Work work);
  /// Does nothing wait?
  bool is_idle() const;
  /// From now on everything is done; before, only works on rows are, and the others wait.
  void take_articles();

 private:
  void run();
  /// What waits, once something does; nothing when it is time to end.
  std::vector<Work> next_batch();

  const Limits limits_;
  CommitBatch commit_batch_;
  mutable Mutex mutex_;
  std::condition_variable_any something_;
  std::deque<Work> waiting_ GUARDED_BY(mutex_);
  std::size_t waiting_bytes_ GUARDED_BY(mutex_) = 0;
  bool closing_ GUARDED_BY(mutex_) = false;
  bool takes_articles_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace newsloom
