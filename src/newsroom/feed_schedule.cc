#include "newsroom/feed_schedule.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "text/hash.h"

namespace newsloom {
namespace {

/// Of a feed that nothing is known of.
constexpr std::int64_t kFirstGap = 3'600;
/// A week: what brings less is asked once a day anyway.
constexpr std::int64_t kLongestGap = 7 * 86'400;

/// max-age of a Cache-Control header.
std::int64_t max_age(const Response& response) {
  const std::string header = response.header("cache-control").value_or("");
  const std::size_t at = header.find("max-age=");
  std::int64_t seconds = 0;
  if (at == std::string::npos) return 0;
  std::from_chars(header.data() + at + 8, header.data() + header.size(), seconds);
  return seconds;
}

}  // namespace

std::int64_t floor_of(const feed::Feed& feed, const Response& response) {
  const std::int64_t wish = std::max(
      {feed.rhythm.ttl_seconds.value_or(0), feed.rhythm.period_seconds.value_or(0), max_age(response)});
  return std::clamp<std::int64_t>(wish, 0, kLongestWait);
}

std::int64_t smoothed_gap(std::int64_t known, std::int64_t elapsed, std::int64_t fresh) {
  if (known == 0) known = kFirstGap;
  if (fresh == 0) return std::min(std::max(known, elapsed), kLongestGap);
  return std::clamp<std::int64_t>((2 * known + elapsed / fresh) / 3, 1, kLongestGap);
}

std::optional<std::int64_t> shown_gap(const feed::Feed& feed) {
  std::vector<std::int64_t> moments;
  for (const feed::Entry& entry : feed.entries)
    if (entry.hints.published) moments.push_back(entry.hints.published->utc_seconds);
  if (moments.size() < 3) return std::nullopt;
  std::ranges::sort(moments);
  std::vector<std::int64_t> gaps;
  for (std::size_t i = 1; i < moments.size(); ++i) gaps.push_back(moments[i] - moments[i - 1]);
  std::ranges::nth_element(gaps, gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2));
  return std::clamp<std::int64_t>(gaps[gaps.size() / 2], 1, kLongestGap);
}

std::int64_t next_wait(const store::FeedRow& feed, std::optional<std::int64_t> retry_after) {
  std::int64_t wait =
      std::max((feed.gap_seconds == 0 ? kFirstGap : feed.gap_seconds) / 2, feed.floor_seconds);
  wait = std::clamp(wait, kShortestWait, kLongestWait);
  for (std::int64_t i = 0; i < feed.errors && wait < kLongestWait; ++i) wait *= 2;
  wait = std::min(wait, kLongestWait);
  constexpr std::int64_t kSpread = 1'000;
  const std::uint64_t mix =
      text::hash64(std::to_string(number(feed.id)) + '/' + std::to_string(feed.tried_utc.value_or(0)));
  wait += wait * static_cast<std::int64_t>(mix % kSpread) / (10 * kSpread);
  return std::max(std::min(wait, kLongestWait), retry_after.value_or(0));
}

}  // namespace newsloom
