// SQLite, dressed: connections, queries, transactions. The only header that other files of this room need to
// speak SQL.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "newsloom/result.h"

namespace newsloom::store {

/// Bytes for a BLOB column. Lives as long as what it looks at.
struct Blob {
  std::string_view bytes;
};

enum class Access { kRead, kWrite };

class Connection;

/// A prepared statement under way: step with next(), then read the columns of the row. Ends when it goes out
/// of scope. Views that it returns live until the next next().
class Query {
 public:
  ~Query();
  Query(Query&& other) noexcept
      : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}
  Query& operator=(Query&&) = delete;

  /// Is there another row? False also after an error, which the connection remembers.
  bool next();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  ///< or the bytes of a BLOB
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::optional<std::string> maybe_text(int column) const;
  /// A strong identity; null is kNone.
  template <class Id>
  Id id(int column) const {
    return static_cast<Id>(integer(column));
  }

 private:
  friend class Connection;
  Query(Connection& connection, sqlite3_stmt* statement) : connection_(connection), statement_(statement) {}

  void bind(int index, std::int64_t value);
  void bind(int index, int value) { bind(index, std::int64_t{value}); }
  void bind(int index, double value);
  void bind(int index, std::string_view value);
  void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
  void bind(int index, Blob value);
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) bind(index, *value);  // a parameter never bound is NULL
  }
  void check(int code);

  Connection& connection_;
  sqlite3_stmt* statement_;  ///< owned by the connection's cache; null once the connection has failed
};

/// One connection, one thread at a time. It remembers its first error; from then on its queries have no rows
/// and change nothing. So a run of statements is written without checks in between and asked once, at its
/// end, by status().
class Connection {
 public:
  /// Errors: kIo (cannot be opened), kCorruption (no SQLite database).
  static Result<std::unique_ptr<Connection>> open(const std::string& path, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Starts `sql` with `parameters` for ?1, ?2, … The text must live as long as the connection (a literal):
  /// its statement is prepared once. Text and blobs must live as long as the query. A query must not be
  /// started again while it runs.
  template <class... Parameters>
  [[nodiscard]] Query query(std::string_view sql, const Parameters&... parameters) {
    Query query(*this, prepared(sql));
    [[maybe_unused]] int index = 0;
    (query.bind(++index, parameters), ...);
    return query;
  }

  /// Runs `sql` to its end.
  template <class... Parameters>
  void run(std::string_view sql, const Parameters&... parameters) {
    Query started = query(sql, parameters...);
    while (started.next()) {
    }
  }

  /// Runs several statements, separated by semicolons, without parameters or results.
  void script(const std::string& sql);

  /// The first column of the first row, if there is one that is not null.
  template <class... Parameters>
  std::optional<std::int64_t> integer(std::string_view sql, const Parameters&... parameters) {
    Query started = query(sql, parameters...);
    if (!started.next()) return std::nullopt;
    return started.maybe_integer(0);
  }

  /// Copies all that this connection sees at this moment into the file at `path`, page by page. Errors: kIo.
  Result<void> copy_to(const std::string& path);

  bool failed() const { return error_.has_value(); }
  /// The first error, if there was one.
  Result<void> status() const;
  /// For a caller who found the stored bytes to be wrong.
  void fail(ErrorCode code, std::string message);
  const std::string& path() const { return path_; }

 private:
  friend class Query;
  friend class Transaction;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Connection(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}

  sqlite3_stmt* prepared(std::string_view sql);
  void remember(int code);
  void roll_back();

  std::string path_;
  sqlite3* handle_;
  std::unordered_map<std::string_view, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
  std::optional<Error> error_;
};

/// A transaction; rolled back unless committed. A reading one sees one state of the database throughout.
class Transaction {
 public:
  Transaction(Connection& connection, Access access);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// The first error of anything done in it, or durable (a writing one, with synchronous=FULL).
  Result<void> commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace newsloom::store
