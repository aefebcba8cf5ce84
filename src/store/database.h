// The database file: who owns it, what shape it has, and its connections.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "newsloom/result.h"
#include "store/mutex.h"
#include "store/owner_lock.h"
#include "store/sql.h"

namespace newsloom::store {

class Database;

/// A reading connection on loan, inside a transaction of its own: all it reads is one state of the database.
/// Keep it no longer than one request: while it lives, the log of changes behind it cannot be folded into the
/// file.
class ReadLease {
 public:
  ReadLease(ReadLease&&) noexcept = default;
  ~ReadLease();

  Connection& connection() { return *connection_; }

 private:
  friend class Database;
  ReadLease(const Database& database, std::unique_ptr<Connection> connection);

  const Database* database_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Transaction> transaction_;
};

/// An open database, owned by this process. One thread writes; any thread may read().
class Database {
 public:
  /// Opens, or creates, and brings an older schema up to date. Errors: kUnavailable (the message names the
  /// process that owns it), kCorruption (damaged, or no database of ours; it is left as it was),
  /// kInvalidArgument (written by a newer Newsloom), kIo.
  static Result<std::unique_ptr<Database>> open(const std::string& path);

  /// The one writing connection. Once it has failed nothing more can be written until the database is opened
  /// again.
  Connection& writer() { return *writer_; }
  Result<ReadLease> read() const;

  /// Tells other processes at which port of loopback the owner listens.
  Result<void> name_port(int port) { return lock_.name_port(port); }

  /// A connection to a database that another process may own at this moment: for reading, and for rows that
  /// no index in memory knows of. An existing database that nobody owns is brought up to date first. Errors:
  /// kNotFound, kUnavailable (its owner is another Newsloom with another schema), kCorruption, kIo.
  static Result<std::unique_ptr<Connection>> beside(const std::string& path);

 private:
  friend class ReadLease;
  Database(OwnerLock lock, std::unique_ptr<Connection> writer)
      : lock_(std::move(lock)), writer_(std::move(writer)) {}
  void take_back(std::unique_ptr<Connection> connection) const;

  OwnerLock lock_;  ///< given back after the connections are closed
  std::unique_ptr<Connection> writer_;
  mutable Mutex mutex_;
  mutable std::vector<std::unique_ptr<Connection>> idle_ GUARDED_BY(mutex_);
};

}  // namespace newsloom::store
