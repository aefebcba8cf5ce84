// A few numbers that tell whether a database is well.
#pragma once

#include <cstdint>
#include <optional>

#include "store/sql.h"

namespace newsloom::store {

struct Vitals {
  std::int64_t articles = 0, stories = 0;
  std::int64_t unplaced = 0;        ///< articles that stand in no story
  std::int64_t older_features = 0;  ///< articles whose features are of an older version of the code
  std::optional<std::int64_t> last_stored_utc;
};

/// In the caller's transaction; errors stay with the connection.
Vitals read_vitals(Connection& connection);

}  // namespace newsloom::store
