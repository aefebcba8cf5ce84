// Works on a database that another process may own at this moment.
#pragma once

#include <functional>
#include <string>

#include "newsloom/result.h"
#include "store/sql.h"

namespace newsloom {

using Work = std::function<Result<void>(store::Connection&)>;
/// What runs a work in a transaction of its own.
using RunWork = std::function<Result<void>(const Work&)>;

/// Both on one connection that lives as long as they do, one work at a time. For reading, and for rows that
/// no index in memory knows of.
struct Beside {
  RunWork read, write;

  /// Errors: those of store::Database::beside().
  static Result<Beside> open(const std::string& path);
};

}  // namespace newsloom
