// The outer world, handed in: time, network, log. Tests own all three.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
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

/// What is asked of the network.
struct Request {
  std::string url;
  std::string accept = "*/*";  ///< which types are welcome, as in HTTP's Accept
  /// What an earlier answer was marked with: one that has not changed since is answered with 304.
  std::optional<std::string> etag, last_modified;
  std::size_t max_bytes = std::size_t{16} << 20;  ///< of the body, after decompression
};

/// The question for a page that people read.
Request request_for_page(std::string url);

/// What came back, after redirects. A status of 400 and more is an answer too.
struct Response {
  int status = 0;
  Page page;                            ///< its URL is where it was found in the end
  std::optional<std::string> moved_to;  ///< where it lives from now on, if all redirects said so
  std::optional<std::int64_t> retry_after_seconds;

  /// The first header of this name (in lower case).
  std::optional<std::string> header(std::string_view name) const;
};

/// The one way out. Implementations are safe to call from several threads.
class Network {
 public:
  virtual ~Network() = default;
  /// Called once, on any thread, also before fetch() has returned. Quick, and throws nothing.
  using Done = std::function<void(Result<Response>)>;
  /// Gets one page. Errors: kInvalidArgument (not http or https), kDenied (an address inside the owner's
  /// network, or what the site's robots.txt keeps programs from), kTooLarge, kTimeout, kUnavailable (no
  /// answer).
  virtual void fetch(Request request, Done done) = 0;
  /// The same for one who waits. Not from within a Done.
  Result<Response> get(Request request);
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
  Network* network = nullptr;  ///< the way out; without one nothing is ever fetched
};

}  // namespace newsloom
