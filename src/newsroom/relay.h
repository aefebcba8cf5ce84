// Batches from one thread to a few others, each of which sees all of them in order.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>

namespace newsloom {

/// The giver is a few batches ahead of the slowest reader; the memory of a batch that all have read is filled
/// again. An empty batch ends it.
template <class Batch, std::size_t kReaders>
class Relay {
 public:
  /// The batch to be filled next. It holds what it held when it was given last.
  Batch& next() {
    const std::size_t given = given_.load(std::memory_order_relaxed);
    for (auto& read : read_)
      for (auto at = read.load(); given - at == kBatches; at = read.load()) read.wait(at);
    return batches_[given % kBatches];
  }
  void give() {
    ++given_;
    given_.notify_all();
  }
  /// On a thread for each reader: `work` gets every batch but the empty one.
  template <class Work>
  void read(std::size_t reader, Work work) {
    for (std::size_t at = 0;; ++at) {
      given_.wait(at);
      const Batch& batch = batches_[at % kBatches];
      if (batch.empty()) return;
      work(batch);
      ++read_[reader];
      read_[reader].notify_one();
    }
  }

 private:
  static constexpr std::size_t kBatches = 4;
  std::array<Batch, kBatches> batches_;
  std::atomic<std::size_t> given_ = 0;
  std::array<std::atomic<std::size_t>, kReaders> read_ = {};
};

}  // namespace newsloom
