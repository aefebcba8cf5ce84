// The examinations of `newsloom doctor`: each looks at one thing and says what to do about it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace newsloom::cli {

enum class Health { kGood, kDoubtful, kBad };

struct Finding {
  Health health = Health::kGood;
  std::string what;    ///< "disk", "clock", …
  std::string words;   ///< what was seen
  std::string advice;  ///< what to do; empty where all is well
};

/// Examines the database at `path` and what it needs: whole, owned by whom, disk, clock, port, rights.
/// Changes nothing. `now_utc`: the machine's clock.
std::vector<Finding> examine(const std::string& path, std::int64_t now_utc);

}  // namespace newsloom::cli
