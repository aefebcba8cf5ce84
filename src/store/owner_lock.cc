#include "store/owner_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>
#include <utility>

namespace newsloom::store {
namespace {

/// What the owner wrote into the lock file; nothing while it has not yet.
std::optional<Owner> read_owner(int descriptor) {
  std::array<char, 32> bytes{};
  const ssize_t size = pread(descriptor, bytes.data(), bytes.size(), 0);
  const char* const end = bytes.data() + std::max<ssize_t>(size, 0);
  Owner owner;
  const auto pid = std::from_chars(bytes.data(), end, owner.pid);
  if (pid.ec != std::errc{}) return std::nullopt;
  int port = 0;
  if (pid.ptr != end && *pid.ptr == ' ' && std::from_chars(pid.ptr + 1, end, port).ec == std::errc{})
    owner.port = port;
  return owner;
}

Result<void> write_owner(int descriptor, const std::string& line) {
  if (ftruncate(descriptor, 0) == 0 && pwrite(descriptor, line.data(), line.size(), 0) >= 0) return {};
  return fail(ErrorCode::kIo, fmt::format("cannot write the lock file: {}", std::strerror(errno)));
}

std::string in_words(const std::optional<Owner>& owner) {
  return owner ? fmt::format("process {}", owner->pid) : "another process";
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
    return fail(ErrorCode::kUnavailable, fmt::format("in use by {}", in_words(read_owner(descriptor))), path);
  }
  if (auto written = write_owner(descriptor, fmt::format("{}\n", getpid())); !written)
    return std::unexpected(written.error());
  return lock;
}

std::optional<Owner> OwnerLock::owner_of(const std::string& path) {
  const int descriptor = open((path + ".lock").c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::nullopt;
  const OwnerLock closes(descriptor);
  if (flock(descriptor, LOCK_SH | LOCK_NB) == 0) return std::nullopt;
  return read_owner(descriptor);
}

Result<void> OwnerLock::name_port(int port) {
  return write_owner(descriptor_, fmt::format("{} {}\n", getpid(), port));
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
