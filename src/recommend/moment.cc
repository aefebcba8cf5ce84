#include "recommend/moment.h"

#include <cmath>

namespace newsloom::recommend {
namespace {

/// 1990-01-01 and 2200-01-01: a publication outside is a default or a typing error.
constexpr std::int64_t kEarliest = 631'152'000, kLatest = 7'258'118'400;
/// Publishers announce pieces for tomorrow morning; more than a day ahead of its arrival is a mistake.
constexpr std::int64_t kAheadOfArrival = kSecondsPerDay;
/// (1 + days / 7) to the power of -1/2: half after three weeks, with a long tail. News of yesterday beats
/// news of last week, but the piece that explains an affair stays within reach after a month, which an
/// exponential decay does not allow. Shorter ones score better where only the same event counts as right, and
/// worse where readers are asked.
constexpr double kDecayDays = 7;
/// Nearness of an unknown time: that of an article some days off, the usual case in a window of weeks.
constexpr double kUnknownNearness = 0.5;

bool in_range(std::int64_t utc) { return utc >= kEarliest && utc < kLatest; }

}  // namespace

Moment moment_of(const features::Features& features, std::int64_t clock) {
  const auto& arrival = features.arrival_utc;
  const auto& published = features.published_utc;
  if (published && in_range(*published) && (!arrival || *published <= *arrival + kAheadOfArrival))
    return {*published, true, features.published_is_day};
  if (arrival && in_range(*arrival)) return {*arrival, true, false};
  return {clock, false, false};
}

double nearness(const std::optional<double>& days) {
  return days ? 1 / std::sqrt(1 + *days / kDecayDays) : kUnknownNearness;
}

}  // namespace newsloom::recommend
