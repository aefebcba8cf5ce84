// One process owns a database.
#pragma once

#include <string>

#include "newsloom/result.h"

namespace newsloom::store {

/// Holds `<path>.lock` locked as long as it lives; the system frees it when the process dies, however it
/// dies. The file holds the owner's pid for the message to others; it stays on disk, because removing a
/// locked file is a race.
class Lock {
 public:
  /// Errors: kUnavailable, naming the process that owns the database; kIo.
  static Result<Lock> take(const std::string& database_path);
  ~Lock();
  Lock(Lock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
  Lock& operator=(Lock&&) = delete;

 private:
  explicit Lock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace newsloom::store
