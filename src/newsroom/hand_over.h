// How a process that finds a database owned by another one of the same account hands its work over: the lock
// file names a port of loopback, the key file opens it.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "newsloom/result.h"

namespace newsloom {

/// The key of one life of one owner, in `<database>.key` (mode 0600). Removed by the destructor; what a
/// killed owner leaves there opens nothing, since the next one makes its own.
class HandOverKey {
 public:
  /// Errors: kIo.
  static Result<HandOverKey> make(const std::string& database);
  ~HandOverKey();
  HandOverKey(HandOverKey&& other) noexcept;
  HandOverKey& operator=(HandOverKey&& other) noexcept;

  const std::string& key() const { return key_; }

 private:
  HandOverKey(std::string file, std::string key) : file_(std::move(file)), key_(std::move(key)) {}

  std::string file_, key_;
};

/// Where to hand work over to.
struct HandOver {
  int pid = 0, port = 0;
  std::string key;
};
/// Nothing if nobody owns the database. Errors: kUnavailable (owned by a process that takes no work over),
/// kDenied (its key is another account's).
Result<std::optional<HandOver>> find_hand_over(const std::string& database);

}  // namespace newsloom
