// Reading connections, lent to one request at a time.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/result.h"
#include "store/database.h"

namespace newsloom {

/// Hands a Reader to each caller and takes it back; makes a new one when all are out. Any thread.
class ReaderPool {
 public:
  explicit ReaderPool(std::string path) : path_(std::move(path)) {}

  /// Calls `ask(reader)` inside one read transaction.
  template <class Ask>
  auto read(Ask ask) -> decltype(ask(std::declval<store::Reader&>())) {
    auto reader = take();
    if (!reader) return std::unexpected(reader.error());
    if (auto begun = (*reader)->begin(); !begun) return std::unexpected(begun.error());
    auto answer = ask(**reader);
    (*reader)->end();
    give_back(std::move(*reader));
    return answer;
  }

 private:
  Result<std::unique_ptr<store::Reader>> take() {
    {
      const std::lock_guard guard(mutex_);
      if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    return store::Reader::open(path_);
  }

  void give_back(std::unique_ptr<store::Reader> reader) {
    const std::lock_guard guard(mutex_);
    idle_.push_back(std::move(reader));
  }

  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<store::Reader>> idle_;  ///< guarded by mutex_
};

}  // namespace newsloom
