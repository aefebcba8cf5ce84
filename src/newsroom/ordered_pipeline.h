// Work on many threads whose results come out in the order in which it went in.
#pragma once

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "store/mutex.h"

namespace newsloom {

/// Why there is no result.
enum class NoResult { kNotYet, kEnd };

/// `pull` runs on one thread of the pipeline's own until it gives nothing; `work` runs on any of `threads`
/// others, which it must bear, and so must not depend on them; next() belongs to the owner's thread. At most
/// `window` items are between pull and next(): a slow owner holds everything up rather than filling the
/// memory.
///
/// It is a ring of places: an item takes the next place when it is pulled, its result is written there
/// whenever it is done, and next() waits for the first place.
template <class In, class Out>
class OrderedPipeline {
 public:
  struct Options {
    std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
    /// Enough that one long item does not make the other threads wait.
    std::size_t window = 16 * threads;
  };

  OrderedPipeline(Options options, std::function<std::optional<In>()> pull, std::function<Out(In&&)> work)
      : options_(options), pull_(std::move(pull)), work_(std::move(work)), workers_(options.threads) {
    puller_ = std::thread([this] { pull_all(); });
  }

  /// Stops pulling, drops what was not taken, waits for work under way (and for a pull() under way).
  ~OrderedPipeline() {
    {
      const MutexLock lock(mutex_);
      stopped_ = true;
    }
    room_.notify_all();
    puller_.join();
    workers_.join();
  }
  OrderedPipeline(const OrderedPipeline&) = delete;
  OrderedPipeline& operator=(const OrderedPipeline&) = delete;

  /// The next result in order; waits for it no longer than `patience`.
  std::expected<Out, NoResult> next(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    const MutexLock lock(mutex_);
    while (!front_ready()) {
      if (ended_ && places_.empty()) return std::unexpected(NoResult::kEnd);
      if (done_.wait_until(mutex_, deadline) == std::cv_status::timeout && !front_ready())
        return std::unexpected(ended_ && places_.empty() ? NoResult::kEnd : NoResult::kNotYet);
    }
    Out out = std::move(*places_.front());
    places_.pop_front();
    ++first_;
    room_.notify_one();
    return out;
  }

 private:
  bool front_ready() const REQUIRES(mutex_) { return !places_.empty() && places_.front(); }

  /// The place of the next item, once there is room; nothing when stopped.
  std::optional<std::size_t> take_place() {
    const MutexLock lock(mutex_);
    while (!stopped_ && places_.size() >= options_.window) room_.wait(mutex_);
    if (stopped_) return std::nullopt;
    places_.emplace_back();
    return first_ + places_.size() - 1;
  }

  void pull_all() {
    while (const auto place = take_place()) {
      auto item = pull_();
      if (!item) break;
      // asio wants handlers that it can copy nowhere but may move: the item moves along.
      // Held apart: the executor moves its task about, and an item is large.
      boost::asio::post(workers_, [this, at = *place, in = std::make_unique<In>(std::move(*item))]() mutable {
        auto out = work_(std::move(*in));
        const MutexLock lock(mutex_);
        places_[at - first_] = std::move(out);
        done_.notify_one();
      });
    }
    const MutexLock lock(mutex_);
    ended_ = true;
    // The place taken for an item that never came.
    if (!stopped_) places_.pop_back();
    done_.notify_one();
  }

  const Options options_;
  const std::function<std::optional<In>()> pull_;
  const std::function<Out(In&&)> work_;
  Mutex mutex_;
  std::condition_variable_any done_, room_;
  std::deque<std::optional<Out>> places_ GUARDED_BY(mutex_);
  std::size_t first_ GUARDED_BY(mutex_) = 0;  ///< the number of the first place
  bool stopped_ GUARDED_BY(mutex_) = false, ended_ GUARDED_BY(mutex_) = false;
  boost::asio::thread_pool workers_;
  std::thread puller_;
};

}  // namespace newsloom
