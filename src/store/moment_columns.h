// A Timestamp as three columns: UTC seconds, the publisher's own offset in minutes, the precision.
#pragma once

#include <cstdint>
#include <optional>

#include "newsloom/timestamp.h"
#include "store/sql.h"

namespace newsloom::store {

struct MomentColumns {
  explicit MomentColumns(const std::optional<Timestamp>& moment) {
    if (!moment) return;
    utc = moment->utc_seconds;
    if (moment->offset_minutes) offset = *moment->offset_minutes;
    precision = static_cast<std::int64_t>(moment->precision);
  }
  std::optional<std::int64_t> utc, offset, precision;
};

/// Reads the three columns from `column` on.
inline std::optional<Timestamp> moment_from(const Query& query, int column) {
  const auto utc = query.maybe_integer(column);
  if (!utc) return std::nullopt;
  Timestamp moment{.utc_seconds = *utc, .offset_minutes = {}, .precision = {}};
  if (const auto offset = query.maybe_integer(column + 1))
    moment.offset_minutes = static_cast<std::int16_t>(*offset);
  const std::int64_t precision = query.integer(column + 2);
  if (precision == 1) moment.precision = Precision::kMinute;
  if (precision == 2) moment.precision = Precision::kDay;
  return moment;
}

}  // namespace newsloom::store
