// When an article stands in the stream, and how near two articles are in time.
#pragma once

#include <cstdint>
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
std::int64_t day_of(std::int64_t utc);

/// Days between two moments, in whole days where one of them is only a day; nothing where one is unknown.
std::optional<double> days_between(const Moment& a, const Moment& b);

/// 1 for the same moment, falling with the days; the one decay of all lists. Unknown times are neutral.
double nearness(const std::optional<double>& days);

}  // namespace newsloom::recommend
