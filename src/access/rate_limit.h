// How often one address may ask: token buckets.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "store/mutex.h"

namespace newsloom::access {

/// A bucket for each address; asking takes a token out of it, time puts tokens back. Any thread.
class RateLimit {
 public:
  /// By the clock of the door, which may be set back: time then goes on from there.
  using Moment = std::chrono::sys_seconds;
  struct Allowance {
    double burst = 1;       ///< tokens in a full bucket
    double per_second = 1;  ///< tokens put back
  };

  explicit RateLimit(Allowance allowance, std::size_t most_addresses = kMostAddresses)
      : allowance_(allowance), most_addresses_(most_addresses) {}

  /// Takes a token of `who`; false when none is left.
  bool take(const std::string& who, Moment now);

 private:
  /// Addresses remembered at a time, some 6 MB. Of more, those that have been quiet are forgotten; if there
  /// are none, all newcomers share one bucket.
  static constexpr std::size_t kMostAddresses = std::size_t{1} << 16;
  struct Bucket {
    double tokens;
    Moment filled;
  };

  void fill(Bucket& bucket, Moment now) const;
  void forget_quiet(Moment now) REQUIRES(mutex_);

  const Allowance allowance_;
  const std::size_t most_addresses_;
  Mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_ GUARDED_BY(mutex_);
  Moment swept_ GUARDED_BY(mutex_){};
};

}  // namespace newsloom::access
