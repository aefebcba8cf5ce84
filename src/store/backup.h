// A copy of a database while it is written.
#pragma once

#include <cstdint>
#include <string>

#include "newsloom/result.h"
#include "store/sql.h"

namespace newsloom::store {

/// Writes the state that `connection` sees at this moment to `path`: whole, or not at all. Readers and the
/// writer go on meanwhile. Replaces an older backup; any other file there is left alone. Returns its bytes.
/// Errors: kInvalidArgument (another file is there), kIo, those of SQLite.
Result<std::int64_t> back_up(Connection& connection, const std::string& path);

/// What is wrong inside the file, in SQLite's words; empty if nothing is.
std::string damage_of(Connection& connection);

}  // namespace newsloom::store
