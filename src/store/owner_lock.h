// One process owns a database.
#pragma once

#include <string>

#include "newsloom/result.h"

namespace newsloom::store {

/// Holds `<path>.lock`, a file that names the owner's pid. The kernel gives the lock back when the process
/// ends, however it ends; the file stays. Movable, given back by the destructor.
class OwnerLock {
 public:
  /// Errors: kUnavailable ("in use by process 1234"), kIo.
  static Result<OwnerLock> take(const std::string& path);
  ~OwnerLock();
  OwnerLock(OwnerLock&& other) noexcept;
  OwnerLock& operator=(OwnerLock&& other) noexcept;

 private:
  explicit OwnerLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

}  // namespace newsloom::store
