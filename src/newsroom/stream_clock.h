// The stream's own time: what an archive of old pages and a live stream have in common.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "newsloom/article.h"

namespace newsloom {

/// Now = the latest arrival, or, where records have none, the latest believable publication so far. When a
/// page was stored says nothing about it: an archive of 2015 may be stored today.
class StreamClock {
 public:
  explicit StreamClock(std::optional<std::int64_t> now_utc = {}) : now_utc_(now_utc) {}

  /// Where `article` stands in the stream: its believable publication, else its arrival, else now. Moves the
  /// clock on.
  std::optional<std::int64_t> stand(const Article& article, std::int64_t stored_utc) {
    const auto arrival = article.arrival ? std::optional(article.arrival->utc_seconds) : std::nullopt;
    auto published = article.published ? std::optional(article.published->utc_seconds) : std::nullopt;
    if (published && *published > arrival.value_or(stored_utc) + kBelievableAhead) published.reset();
    if (const auto seen = arrival ? arrival : published) now_utc_ = std::max(now_utc_.value_or(*seen), *seen);
    return published ? published : arrival ? arrival : now_utc_;
  }
  std::optional<std::int64_t> now_utc() const { return now_utc_; }

 private:
  /// A publication further ahead of its arrival is a publisher's mistake. A day, not an hour: a moment
  /// without an offset is read as UTC and may be 14 hours off.
  static constexpr std::int64_t kBelievableAhead = 86'400;

  std::optional<std::int64_t> now_utc_;
};

}  // namespace newsloom
