// A thin, typed layer over SQLite's C interface: connections and prepared statements that close themselves.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "newsloom/result.h"

namespace newsloom::store {

/// A prepared statement, lent by its connection. Bind by position from 1, step, read columns from 0. reset()
/// before reuse.
class Statement {
 public:
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  ~Statement() { reset(); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, const std::optional<std::int64_t>& value);
  Statement& bind(int at, const std::optional<std::string>& text);
  Statement& bind(int at, double value);
  Statement& bind_blob(int at, std::string_view bytes);

  /// True: a row stands ready. False: done.
  Result<bool> step();
  /// For statements that give no rows.
  Result<void> run();
  void reset();

  std::int64_t integer(int column) const;
  double real(int column) const;
  /// The bytes of a text or blob. A view until the next step or reset.
  std::string_view text(int column) const;
  bool is_null(int column) const;
  std::optional<std::string> optional_text(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  sqlite3_stmt* statement_;
};

/// One connection. One thread at a time.
class Connection {
 public:
  /// Opens or creates the file. `read_only` connections never write.
  static Result<std::unique_ptr<Connection>> open(const std::string& path, bool read_only);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs SQL without parameters, several statements if need be.
  Result<void> execute(const std::string& sql);
  /// A cached statement. REQUIRES: no other Statement of the same text is alive.
  Statement prepare(const char* sql);
  std::int64_t last_insert_id() const { return sqlite3_last_insert_rowid(handle_); }
  /// Runs a query of one number.
  Result<std::int64_t> number(const char* sql);
  /// The last failure, naming the file.
  Error error() const;

 private:
  Connection(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  sqlite3* handle_;
  std::string path_;
  std::map<const char*, sqlite3_stmt*> statements_;
};

}  // namespace newsloom::store
