#include "store/owner_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace newsloom::store {
namespace {

/// What the owner wrote into the lock file; "another process" while it has not yet.
std::string owner_of(int descriptor) {
  std::array<char, 16> digits{};
  const ssize_t size = pread(descriptor, digits.data(), digits.size(), 0);
  std::string_view pid(digits.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  pid = pid.substr(0, pid.find_first_not_of("0123456789"));
  return pid.empty() ? "another process" : fmt::format("process {}", pid);
}

}  // namespace

Result<OwnerLock> OwnerLock::take(const std::string& path) {
  const std::string file = path + ".lock";
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0)
    return fail(ErrorCode::kIo, fmt::format("cannot create: {}", std::strerror(errno)), file);
  OwnerLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK)
      return fail(ErrorCode::kIo, fmt::format("cannot lock: {}", std::strerror(errno)), file);
    return fail(ErrorCode::kUnavailable, fmt::format("in use by {}", owner_of(descriptor)), path);
  }
  const std::string pid = fmt::format("{}\n", getpid());
  if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, pid.data(), pid.size(), 0) < 0)
    return fail(ErrorCode::kIo, fmt::format("cannot write: {}", std::strerror(errno)), file);
  return lock;
}

OwnerLock::~OwnerLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

OwnerLock::OwnerLock(OwnerLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OwnerLock& OwnerLock::operator=(OwnerLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace newsloom::store
