// A moment as a publisher writes it: with its own offset from UTC, and only as precise as it was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom {

/// How exactly a moment was given. A day is never dressed up as midnight.
enum class Precision : std::uint8_t { kSecond, kMinute, kDay };

/// A moment. `utc_seconds` counts from 1970-01-01T00:00:00Z; where the page gave no offset it is read as UTC
/// and `offset_minutes` is empty.
struct Timestamp {
  std::int64_t utc_seconds = 0;
  std::optional<std::int16_t> offset_minutes;
  Precision precision = Precision::kSecond;

  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

/// "2022-09-19T23:30:00-05:00", without the seconds where only the minute is known; "…Z" for offset 0; no
/// suffix where the offset is unknown; "2022-09-19" for a day.
std::string to_iso(const Timestamp& moment);

/// Reads what to_iso() writes and the other shapes of ISO 8601 and RFC 3339 seen in the wild ("20220919",
/// "2022-09-19 23:30", "2022-09-19T23:30+0200", fractions of seconds). Nothing else; years 1900 to 2199.
std::optional<Timestamp> parse_iso(std::string_view text);

/// "second", "minute" or "day".
std::string_view name_of(Precision precision);

}  // namespace newsloom
