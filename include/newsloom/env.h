// The outer world, handed in: time, network, log. Tests own all three.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "newsloom/page.h"
#include "newsloom/result.h"

namespace newsloom {

/// The wall clock. Only the doors (server, ingest, fetch) look at it; stages run by the stream's own clock.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Seconds since 1970-01-01T00:00:00Z.
  virtual std::int64_t now() const = 0;
};

/// The one way out. Implementations are safe to call from several threads.
class Network {
 public:
  virtual ~Network() = default;
  /// Gets one page, following redirects. Errors: kInvalidArgument (not http or https), kTooLarge, kTimeout,
  /// kUnavailable (no answer, or a status of 400 and more, which the message names).
  virtual Result<Page> get(const std::string& url) = 0;
};

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// Where the library reports to. It never prints by itself.
using Log = std::function<void(LogLevel, std::string_view)>;

/// The machine's own clock. Thread-safe, lives for ever.
Clock& system_clock();

/// What a Newsroom or Server is given at birth. The pointed-to objects outlive it.
struct Env {
  Clock* clock = &system_clock();
  Log log = [](LogLevel, std::string_view) {};
};

}  // namespace newsloom
