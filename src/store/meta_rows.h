// The few facts about the whole database.
#pragma once

#include <cstdint>
#include <optional>

#include "store/sql.h"

namespace newsloom::store {

struct Totals {
  std::int64_t articles = 0, stories = 0;
  std::optional<std::int64_t> clock_utc;  ///< the stream's clock; nothing before the first known time
};

/// In the caller's transaction; errors stay with the connection.
Totals read_totals(Connection& connection);
void write_totals(Connection& connection, const Totals& totals);

}  // namespace newsloom::store
