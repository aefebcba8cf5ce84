#include "newsroom/writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace newsloom {

Writer::Writer(Limits limits, CommitBatch commit_batch)
    : limits_(limits), commit_batch_(std::move(commit_batch)), thread_([this] { run(); }) {}

Writer::~Writer() {
  {
    const MutexLock lock(mutex_);
    closing_ = true;
  }
  something_.notify_one();
  thread_.join();
}

Result<void> Writer::submit(Work work) {
  {
    const MutexLock lock(mutex_);
    if (closing_) return fail(ErrorCode::kUnavailable, "the newsroom is closing");
    const bool full = waiting_.size() >= limits_.queue ||
                      (!waiting_.empty() && waiting_bytes_ + work.bytes > limits_.queue_bytes);
    if (full) return fail(ErrorCode::kUnavailable, "too much waits to be written; try again in a moment");
    waiting_bytes_ += work.bytes;
    waiting_.push_back(std::move(work));
  }
  something_.notify_one();
  return {};
}

void Writer::run() {
  for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) commit_batch_(std::move(batch));
}

std::vector<Writer::Work> Writer::next_batch() {
  const MutexLock lock(mutex_);
  while (waiting_.empty() && !closing_) something_.wait(mutex_);
  const auto count = static_cast<std::ptrdiff_t>(std::min(waiting_.size(), limits_.batch));
  std::vector<Work> batch(std::make_move_iterator(waiting_.begin()),
                          std::make_move_iterator(waiting_.begin() + count));
  waiting_.erase(waiting_.begin(), waiting_.begin() + count);
  for (const Work& work : batch) waiting_bytes_ -= work.bytes;
  return batch;
}

}  // namespace newsloom
