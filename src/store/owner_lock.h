// One process owns a database.
#pragma once

#include <optional>
#include <string>

#include "newsloom/result.h"

namespace newsloom::store {

/// What a lock file says of the owner: "1234\n", with its port "1234 8080\n".
struct Owner {
  int pid = 0;
  std::optional<int> port;  ///< of loopback, where it takes work from other processes
};

/// Holds `<path>.lock`, a file that names the owner. The kernel gives the lock back when the process
/// ends, however it ends; the file stays. Movable, given back by the destructor.
class OwnerLock {
 public:
  /// Errors: kUnavailable ("in use by process 1234"), kIo.
  static Result<OwnerLock> take(const std::string& path);
  /// Who holds the lock of the database at `path` at this moment; nothing if nobody does.
  static std::optional<Owner> owner_of(const std::string& path);
  Result<void> name_port(int port);
  ~OwnerLock();
  OwnerLock(OwnerLock&& other) noexcept;
  OwnerLock& operator=(OwnerLock&& other) noexcept;

 private:
  explicit OwnerLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

}  // namespace newsloom::store
