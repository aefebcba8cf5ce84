#include "store/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "store/migrations.h"

namespace newsloom::store {
namespace {

/// Pages of change log (4 KiB each) after which a commit folds them into the file. SQLite's 1,000 would do so
/// after almost every batch of an ingest; 8,192 keep the log at 32 MiB.
constexpr std::string_view kCheckpoint = "PRAGMA wal_autocheckpoint = 8192";
/// Kibibytes of pages the writer keeps: its work spreads over many indexes.
constexpr std::string_view kWriterCache = "PRAGMA cache_size = -65536";
constexpr std::string_view kMap = "PRAGMA mmap_size = 268435456";

/// Is this a file that we may write to? An empty one is: a crash at birth leaves it.
Result<void> check_ours(Connection& connection) {
  const auto application = connection.integer("PRAGMA application_id");
  const auto version = connection.integer("PRAGMA user_version");
  const auto objects = connection.integer("SELECT count(*) FROM sqlite_schema");
  if (auto status = connection.status(); !status) return status;
  if (application == 0 && version == 0 && objects == 0) return {};
  if (application != kApplicationId)
    return fail(ErrorCode::kCorruption, "not a Newsloom database", connection.path());
  const auto known = static_cast<std::int64_t>(migrations().size());
  if (version > known)
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("written by a newer Newsloom (schema {}; this one knows {})", *version, known),
                connection.path());
  return {};
}

Result<void> migrate(Connection& connection) {
  const auto version = static_cast<std::size_t>(connection.integer("PRAGMA user_version").value_or(0));
  if (version == migrations().size()) return connection.status();
  // All steps in one transaction: a crash leaves the old schema or the new one. The two pragmas are part of
  // it.
  Transaction transaction(connection, Access::kWrite);
  for (const std::string_view step : migrations().subspan(version)) connection.script(std::string(step));
  connection.script(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId,
                                migrations().size()));
  return transaction.commit();
}

/// A new database is for its owner's eyes: it holds what they read, and the password's hash. SQLite gives the
/// files beside it the same rights. What goes wrong here, opening tells.
void create_for_owner(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0) ::close(descriptor);
}

}  // namespace

ReadLease::ReadLease(const Database& database, std::unique_ptr<Connection> connection)
    : database_(&database),
      connection_(std::move(connection)),
      transaction_(std::make_unique<Transaction>(*connection_, Access::kRead)) {}

ReadLease::~ReadLease() {
  transaction_.reset();
  if (connection_ && !connection_->failed()) database_->take_back(std::move(connection_));
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path) {
  auto lock = OwnerLock::take(path);
  if (!lock) return std::unexpected(lock.error());
  create_for_owner(path);
  auto writer = Connection::open(path, Access::kWrite);
  if (!writer) return std::unexpected(writer.error());
  Connection& connection = **writer;
  if (auto ours = check_ours(connection); !ours) return std::unexpected(ours.error());
  connection.run("PRAGMA journal_mode = WAL");
  connection.run("PRAGMA synchronous = FULL");
  connection.run("PRAGMA foreign_keys = ON");
  connection.run(kCheckpoint);
  connection.run(kWriterCache);
  connection.run(kMap);
  if (auto migrated = migrate(connection); !migrated) return std::unexpected(migrated.error());
  return std::unique_ptr<Database>(new Database(std::move(*lock), std::move(*writer)));
}

Result<std::unique_ptr<Connection>> Database::beside(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return fail(ErrorCode::kNotFound, "no such database", path);
  const auto owned = open(path);
  if (!owned && owned.error().code != ErrorCode::kUnavailable) return std::unexpected(owned.error());
  auto opened = Connection::open(path, Access::kRead);
  if (!opened) return opened;
  Connection& connection = **opened;
  connection.run("PRAGMA synchronous = FULL");
  connection.run("PRAGMA foreign_keys = ON");
  const auto version = connection.integer("PRAGMA user_version");
  if (auto status = connection.status(); !status) return std::unexpected(status.error());
  if (version != static_cast<std::int64_t>(migrations().size()))
    return fail(ErrorCode::kUnavailable, "its owner is another version of Newsloom", path);
  return opened;
}

Result<ReadLease> Database::read() const {
  std::unique_ptr<Connection> connection;
  {
    const MutexLock guard(mutex_);
    if (!idle_.empty()) {
      connection = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!connection) {
    auto opened = Connection::open(writer_->path(), Access::kRead);
    if (!opened) return std::unexpected(opened.error());
    connection = std::move(*opened);
    connection->run("PRAGMA query_only = ON");
    connection->run(kMap);
  }
  ReadLease lease(*this, std::move(connection));
  if (auto status = lease.connection().status(); !status) return std::unexpected(status.error());
  return lease;
}

void Database::take_back(std::unique_ptr<Connection> connection) const {
  const MutexLock guard(mutex_);
  idle_.push_back(std::move(connection));
}

}  // namespace newsloom::store
