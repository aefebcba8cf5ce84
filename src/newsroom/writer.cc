#include "newsroom/writer.h"

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

bool Writer::is_idle() const {
  const MutexLock lock(mutex_);
  return waiting_.empty();
}

void Writer::take_articles() {
  {
    const MutexLock lock(mutex_);
    takes_articles_ = true;
  }
  something_.notify_one();
}

std::vector<Writer::Work> Writer::next_batch() {
  const MutexLock lock(mutex_);
  while (true) {
    std::vector<Work> batch;
    std::deque<Work> left;
    for (Work& work : waiting_) {
      const bool taken = batch.size() < limits_.batch && (takes_articles_ || work.rows_only);
      if (taken) {
        waiting_bytes_ -= work.bytes;
        batch.push_back(std::move(work));
      } else {
        left.push_back(std::move(work));
      }
    }
    waiting_ = std::move(left);
    if (!batch.empty() || (closing_ && waiting_.empty())) return batch;
    something_.wait(mutex_);
  }
}

}  // namespace newsloom
