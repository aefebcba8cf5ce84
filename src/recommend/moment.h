// When an article stands in the stream, and how near two articles are in time.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>

#include "features/features.h"

namespace newsloom::recommend {

inline constexpr std::int64_t kSecondsPerDay = 86400;

struct Moment {
  std::int64_t utc = 0;
  bool known = false;     ///< false: the stream's clock when the article came
  bool day_only = false;  ///< the hour means nothing
};

/// The publication where it is believable, else the arrival, else `clock`.
Moment moment_of(const features::Features& features, std::int64_t clock);

/// The UTC day, counted from 1970.
inline std::int64_t day_of(std::int64_t utc) {
  return utc / kSecondsPerDay - (utc % kSecondsPerDay < 0 ? 1 : 0);
}

/// Days between two moments, in whole days where one of them is only a day; nothing where one is unknown.
/// Inline: a list asks thousands of times.
inline std::optional<double> days_between(const Moment& a, const Moment& b) {
  if (!a.known || !b.known) return std::nullopt;
  if (a.day_only || b.day_only) return static_cast<double>(std::abs(day_of(a.utc) - day_of(b.utc)));
  return static_cast<double>(std::abs(a.utc - b.utc)) / kSecondsPerDay;
}

/// 1 for the same moment, falling with the days; the one decay of all lists. Unknown times are neutral.
double nearness(const std::optional<double>& days);

}  // namespace newsloom::recommend
