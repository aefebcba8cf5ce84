#include "access/rate_limit.h"

#include <algorithm>
#include <iterator>

namespace newsloom::access {
namespace {

/// The bucket of everybody who finds no place of their own.
constexpr const char* kNewcomers = "newcomers";
/// Looking through all buckets takes about a millisecond.
constexpr std::chrono::seconds kBetweenSweeps{1};
constexpr std::chrono::seconds kClockWasSet{60};

}  // namespace

void RateLimit::fill(Bucket& bucket, Moment now) const {
  const double seconds = std::chrono::duration<double>(now - bucket.filled).count();
  bucket.tokens = std::min(allowance_.burst, bucket.tokens + std::max(0.0, seconds) * allowance_.per_second);
  // A little back: another thread looked at the clock later and came first. Far back: the clock was set.
  if (now > bucket.filled || bucket.filled - now > kClockWasSet) bucket.filled = now;
}

void RateLimit::forget_quiet(Moment now) {
  if (now >= swept_ && now - swept_ < kBetweenSweeps) return;
  swept_ = now;
  for (auto entry = buckets_.begin(); entry != buckets_.end();) {
    fill(entry->second, now);
    entry = entry->second.tokens >= allowance_.burst ? buckets_.erase(entry) : std::next(entry);
  }
}

bool RateLimit::take(const std::string& who, Moment now) {
  const MutexLock lock(mutex_);
  auto found = buckets_.find(who);
  if (found == buckets_.end()) {
    if (buckets_.size() >= most_addresses_) forget_quiet(now);
    const bool room = buckets_.size() < most_addresses_;
    found = buckets_.try_emplace(room ? who : kNewcomers, allowance_.burst, now).first;
  }
  Bucket& bucket = found->second;
  fill(bucket, now);
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

}  // namespace newsloom::access
