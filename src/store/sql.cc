#include "store/sql.h"

#include <fmt/format.h>

#include <cassert>
#include <utility>

#include "store/search_tokenizer.h"

namespace newsloom::store {
namespace {

/// A foreign tool may look into the file while we write; we wait this long for it. Our own connections never
/// collide: there is one writer, and in WAL mode readers wait for nobody.
constexpr int kBusyMilliseconds = 5'000;

ErrorCode code_of(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:  // our statements keep the rules, so the rows they met did not
    case SQLITE_MISMATCH:
      return ErrorCode::kCorruption;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::kUnavailable;
    case SQLITE_TOOBIG:
      return ErrorCode::kTooLarge;
    default:
      return ErrorCode::kIo;
  }
}

}  // namespace

Query::~Query() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Query::next() {
  if (!statement_ || connection_.failed()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) connection_.remember(code);
  return false;
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

double Query::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Query::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (!bytes) return {};
  return {static_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::int64_t> Query::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<std::string> Query::maybe_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

void Query::bind(int index, std::int64_t value) {
  if (statement_) check(sqlite3_bind_int64(statement_, index, value));
}

void Query::bind(int index, double value) {
  if (statement_) check(sqlite3_bind_double(statement_, index, value));
}

void Query::bind(int index, std::string_view value) {
  if (statement_)
    check(sqlite3_bind_text64(statement_, index, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Query::bind(int index, Blob value) {
  if (statement_)
    check(sqlite3_bind_blob64(statement_, index, value.bytes.data(), value.bytes.size(), SQLITE_STATIC));
}

void Query::check(int code) {
  if (code != SQLITE_OK) connection_.remember(code);
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Access access) {
  const int flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | (access == Access::kWrite ? SQLITE_OPEN_CREATE : 0);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  std::unique_ptr<Connection> connection(new Connection(path, handle));
  if (code != SQLITE_OK) {
    connection->remember(code);
    return std::unexpected(connection->status().error());
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  if (const int registered = register_fts5(handle); registered != SQLITE_OK) connection->remember(registered);
  return connection;
}

Connection::~Connection() {
  statements_.clear();
  sqlite3_close(handle_);
}

void Connection::script(const std::string& sql) {
  if (failed()) return;
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) remember(code);
}

Result<void> Connection::copy_to(const std::string& path) {
  if (auto good = status(); !good) return good;
  const auto target = open(path, Access::kWrite);
  if (!target) return std::unexpected(target.error());
  sqlite3* const into = (*target)->handle_;
  sqlite3_backup* const backup = sqlite3_backup_init(into, "main", handle_, "main");
  // In one step: it reads one state of the database, which holds up nobody in WAL mode. In several, a busy
  // writer would make it begin again and again.
  if (backup) sqlite3_backup_step(backup, -1);
  const int code = backup ? sqlite3_backup_finish(backup) : sqlite3_errcode(into);
  if (code != SQLITE_OK) return newsloom::fail(code_of(code), sqlite3_errmsg(into), path);
  (*target)->run("PRAGMA journal_mode = DELETE");  // one file, with nothing beside it
  return (*target)->status();
}

Result<void> Connection::status() const {
  if (error_) return std::unexpected(*error_);
  return {};
}

void Connection::fail(ErrorCode code, std::string message) {
  if (!error_) error_ = Error{code, std::move(message), path_};
}

sqlite3_stmt* Connection::prepared(std::string_view sql) {
  if (failed()) return nullptr;
  auto& statement = statements_[sql];
  if (!statement) {
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    if (code != SQLITE_OK) {
      remember(code);
      return nullptr;
    }
    statement.reset(made);
  }
  assert(!sqlite3_stmt_busy(statement.get()) && "the query runs already");
  return statement.get();
}

void Connection::remember(int code) {
  if (error_) return;
  if ((code & 0xff) == SQLITE_NOTADB) return fail(ErrorCode::kCorruption, "not a Newsloom database");
  const char* detail = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  fail(code_of(code), fmt::format("{} (SQLite {})", detail, code));
}

void Connection::roll_back() {
  // An error may have rolled back already; then there is nothing left to do.
  if (!sqlite3_get_autocommit(handle_)) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Transaction::Transaction(Connection& connection, Access access) : connection_(connection) {
  connection_.run(access == Access::kWrite ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  // Not through run(): a connection that has failed must still give up what it holds.
  connection_.roll_back();
}

Result<void> Transaction::commit() {
  connection_.run("COMMIT");
  auto status = connection_.status();
  open_ = !status.has_value();
  return status;
}

}  // namespace newsloom::store
