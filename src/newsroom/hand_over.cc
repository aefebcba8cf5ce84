#include "newsroom/hand_over.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "access/secret.h"
#include "store/owner_lock.h"

namespace newsloom {
namespace {

constexpr std::size_t kLongestKey = 100;

std::string key_file(const std::string& database) { return database + ".key"; }

}  // namespace

Result<HandOverKey> HandOverKey::make(const std::string& database) {
  const std::string file = key_file(database);
  // A new file, never one that somebody else keeps open or made a link of.
  unlink(file.c_str());
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return fail(ErrorCode::kIo, fmt::format("cannot create: {}", std::strerror(errno)), file);
  HandOverKey made(file, access::new_secret());
  const auto size = static_cast<ssize_t>(made.key_.size());
  const bool written = write(descriptor, made.key_.data(), made.key_.size()) == size;
  close(descriptor);
  if (!written) return fail(ErrorCode::kIo, "cannot write", file);
  return made;
}

HandOverKey::~HandOverKey() {
  if (!file_.empty()) unlink(file_.c_str());
}

HandOverKey::HandOverKey(HandOverKey&& other) noexcept
    : file_(std::exchange(other.file_, {})), key_(std::move(other.key_)) {}

HandOverKey& HandOverKey::operator=(HandOverKey&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(key_, other.key_);
  return *this;
}

Result<std::optional<HandOver>> find_hand_over(const std::string& database) {
  const auto owner = store::OwnerLock::owner_of(database);
  if (!owner) return std::nullopt;
  const std::string in_use = fmt::format("in use by process {}", owner->pid);
  if (!owner->port) return fail(ErrorCode::kUnavailable, in_use + ", which takes no work over", database);
  const std::string file = key_file(database);
  const int descriptor = open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (descriptor < 0)
    return fail(ErrorCode::kDenied,
                fmt::format("{}, whose key cannot be read: {}", in_use, std::strerror(errno)), file);
  std::array<char, kLongestKey> bytes{};
  const ssize_t size = read(descriptor, bytes.data(), bytes.size());
  close(descriptor);
  return HandOver{.pid = owner->pid,
                  .port = *owner->port,
                  .key = std::string(bytes.data(), size > 0 ? static_cast<std::size_t>(size) : 0)};
}

}  // namespace newsloom
