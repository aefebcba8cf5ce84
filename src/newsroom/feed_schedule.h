// When a feed is asked again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "feed/feed.h"
#include "newsloom/env.h"
#include "store/feed_rows.h"

namespace newsloom {

/// Never more often than every five minutes, never more seldom than once a day.
inline constexpr std::int64_t kShortestWait = 300, kLongestWait = 86'400;

/// How seldom the publisher wants to be asked, by its feed (ttl, updatePeriod) and its answer
/// (Cache-Control); 0 to a day.
std::int64_t floor_of(const feed::Feed& feed, const Response& response);

/// The time between two new entries, smoothed: of what was known and of `fresh` new entries `elapsed` seconds
/// after the last ones. Without new ones it only grows.
std::int64_t smoothed_gap(std::int64_t known, std::int64_t elapsed, std::int64_t fresh);

/// The gap that a feed itself shows: the median time between the publications of its entries. Nothing when it
/// has fewer than three dates.
std::optional<std::int64_t> shown_gap(const feed::Feed& feed);

/// Seconds until the next try: half the gap between new entries, not below the publisher's floor; twice as
/// long after each error in a row; `retry_after` if the publisher said so. Spread by up to a tenth, by the
/// feed's id and the time of this try, so that feeds added together do not stay together.
std::int64_t next_wait(const store::FeedRow& feed, std::optional<std::int64_t> retry_after);

}  // namespace newsloom
