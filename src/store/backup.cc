#include "store/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "store/migrations.h"

namespace newsloom::store {
namespace {

namespace fs = std::filesystem;

/// May a backup take the place of what stands at `path`?
Result<void> check_place(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return {};
  auto there = Connection::open(path, Access::kRead);
  const auto application = there ? (*there)->integer("PRAGMA application_id") : std::nullopt;
  if (application == kApplicationId) return {};
  return fail(ErrorCode::kInvalidArgument, "another file is there; name a new one, or an older backup", path);
}

/// A file, or the folder it is in, down to the disk.
bool sync(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  return synced;
}

}  // namespace

Result<std::int64_t> back_up(Connection& connection, const std::string& path) {
  if (auto free = check_place(path); !free) return std::unexpected(free.error());
  const std::string part = path + ".part";
  std::error_code error;
  fs::remove(part, error);
  // It holds what the database holds: for its owner's eyes.
  const int descriptor = open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return fail(ErrorCode::kIo, fmt::format("cannot create: {}", std::strerror(errno)), part);
  close(descriptor);
  auto copied = connection.copy_to(part);
  const auto folder = fs::absolute(path, error).parent_path().string();
  if (copied && (!sync(part) || (fs::rename(part, path, error), error) || !sync(folder)))
    copied = fail(ErrorCode::kIo, "cannot be brought to its place", path);
  if (!copied) {
    fs::remove(part, error);
    return std::unexpected(copied.error());
  }
  return static_cast<std::int64_t>(fs::file_size(path, error));
}

std::string damage_of(Connection& connection) {
  std::string damage;
  const auto note = [&](std::string_view line) { damage.append(damage.empty() ? "" : "; ").append(line); };
  {
    Query query = connection.query("PRAGMA integrity_check(5)");
    while (query.next())
      if (query.text(0) != "ok") note(query.text(0));
  }
  if (connection.integer("SELECT count(*) FROM pragma_foreign_key_check").value_or(0) > 0)
    note("rows refer to rows that are gone");
  if (auto status = connection.status(); !status) note(status.error().message);
  return damage;
}

}  // namespace newsloom::store
