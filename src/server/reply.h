// A request and its reply as the site sees them: no sockets, no HTTP library.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::server {

/// What of a request decides its answer.
struct Request {
  std::string_view method;               ///< "GET", as sent
  std::string_view target;               ///< "/article/7?x=y", or the absolute form
  std::optional<std::string_view> host;  ///< the Host header, if there is one
  std::string_view if_none_match;        ///< the header of that name; empty if there is none
  std::string_view if_modified_since;    ///< likewise
};

/// What goes back. The headers that every reply carries are added by the connection.
struct Reply {
  int status = 200;
  std::string content_type;
  std::string body;
  std::optional<std::string> location;  ///< of a redirect
  std::optional<std::string> etag;      ///< with its quotes
  std::optional<std::int64_t> last_modified_utc;
  std::string allow;  ///< the allowed methods, of a 405: "GET, HEAD"
};

}  // namespace newsloom::server
