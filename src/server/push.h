// Articles handed in over HTTP. An answer of 2xx is a promise: the article survives kill -9.
//
//   PUT    /api/v1/articles[?url=…]     one article: text/html or text/plain (a page), application/json (a
//   record) POST   /api/v1/articles             many: application/x-ndjson, a record a line, in this order
//   DELETE /api/v1/articles/{id}        takes down, for good; or /api/v1/articles?url=…, ?source=…, ?record=…
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "newsloom/newsroom.h"
#include "server/parameters.h"
#include "server/reply.h"

namespace newsloom::server {

/// The largest page or run of records that is taken.
inline constexpr std::size_t kMaxPushBytes = std::size_t{16} << 20;
/// Records in one POST: what a commit takes anyway, and about a fifth of a second of one thread. More is 413.
inline constexpr std::size_t kMaxPushRecords = 256;

/// The routes above, as web/openapi.json describes them.
struct PushRoute {
  std::string_view method, path;
};
inline constexpr std::array kPushRoutes = {
    PushRoute{"PUT", "/articles"},
    PushRoute{"POST", "/articles"},
    PushRoute{"DELETE", "/articles"},
    PushRoute{"DELETE", "/articles/{id}"},
};

/// Any thread. Whoever calls asked the door first.
class Push {
 public:
  Push(Newsroom& newsroom, const Env& env) : newsroom_(&newsroom), env_(env) {}

  Reply put(const Request& request, const Parameters& parameters) const;
  Reply post(const Request& request) const;
  /// `id` is empty where the parameters name what is to go.
  Reply take_down(std::string_view id, const Parameters& parameters) const;

 private:
  Newsroom* newsroom_;
  Env env_;
};

/// The JSON of an error of the API: {"code","message"}; 503 and 429 say when to come again.
Reply api_error(const Error& error);
Reply api_status(int status);

}  // namespace newsloom::server
