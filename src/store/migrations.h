// The schema, as the steps that led to it.
#pragma once

#include "newsloom/result.h"
#include "store/sqlite.h"

namespace newsloom::store {

/// Brings the database up to the present schema, each step in a transaction of its own. Errors: kCorruption
/// for a file that is no Newsloom database or was written by a later version.
Result<void> migrate(Connection& connection);

/// The number of steps; stored as user_version.
int schema_version();

}  // namespace newsloom::store
