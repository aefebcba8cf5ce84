#include <chrono>

#include "newsloom/env.h"

namespace newsloom {
namespace {

class SystemClock final : public Clock {
 public:
  std::int64_t now() const override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::floor<std::chrono::seconds>(since_epoch).count();
  }
};

}  // namespace

Clock& system_clock() {
  static SystemClock clock;
  return clock;
}

}  // namespace newsloom
