// What waits for one host: its requests in order, its manners, its robots.txt.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "fetch/robots.h"
#include "newsloom/env.h"

namespace newsloom::fetch {

/// A request on its way, with the steps it has taken.
struct Job {
  Request request;
  Network::Done done;
  std::string url;  ///< of the step under way
  int redirects = 0;
  bool moved_for_good = true;  ///< all redirects so far were permanent
};

using SteadyTime = std::chrono::steady_clock::time_point;

/// One host (scheme, name, port). Belongs to the loop's thread.
struct HostQueue {
  std::deque<std::unique_ptr<Job>> waiting;
  bool busy = false;
  SteadyTime not_before{};  ///< politeness: when the next request may start
  std::optional<Robots> robots;
  std::int64_t robots_until_utc = 0;  ///< when they are to be read again
  std::int64_t closed_until_utc = 0;  ///< Retry-After
};

}  // namespace newsloom::fetch
