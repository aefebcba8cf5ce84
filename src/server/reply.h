// A request and its reply as the site sees them: no sockets, no HTTP library.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::server {

/// What of a request decides its answer. A header that is absent is empty; of one that came twice the first
/// counts.
struct Request {
  std::string_view method;               ///< "GET", as sent
  std::string_view target;               ///< "/article/7?x=y", or the absolute form
  std::optional<std::string_view> host;  ///< the Host header, if there is one
  std::string_view if_none_match, if_modified_since;
  std::string_view content_type, body;
  std::string_view cookie, authorization;
  std::string_view origin,
      fetch_site;               ///< Origin, Sec-Fetch-Site: what a browser tells of the page that asks
  std::string_view form_token;  ///< X-Form-Token: for scripts, in place of the form's own field
  std::string_view forwarded_for, forwarded_proto;  ///< X-Forwarded-…
  bool through_proxy = false;                       ///< any header that proxies add is there
  std::string_view peer;                            ///< the IP address at the other end of the connection
};

struct Later;

/// What goes back. The headers that every reply carries are added by the connection.
struct Reply {
  int status = 200;
  std::string content_type;
  std::string body;
  std::optional<std::string> location;  ///< of a redirect
  std::optional<std::string> etag;      ///< with its quotes
  std::optional<std::int64_t> last_modified_utc;
  std::string allow;                                         ///< the allowed methods (405)
  std::vector<std::pair<std::string, std::string>> headers;  ///< further ones
  bool shared = false;                                       ///< pages of other origins may load it
  std::shared_ptr<Later> later;                              ///< where the answer is not known yet
};

inline Reply html_reply(std::string body, int status = 200) {
  Reply reply;
  reply.status = status;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = std::move(body);
  return reply;
}

/// Tells a reply, from any thread, exactly once. The reply may be one that comes later again.
using Tell = std::move_only_function<void(Reply)>;

/// A reply that comes later: `ask` is called once and tells the real one. What the request views lives until
/// then.
struct Later {
  std::move_only_function<void(Tell)> ask;
};

/// A reply that `make` gives when its connection comes to it, on that connection's thread. For whoever tells
/// from a foreign thread, where a server that stopped waiting may be gone already.
inline Reply made_later(std::move_only_function<Reply()> make) {
  Reply reply;
  reply.later = std::make_shared<Later>([make = std::move(make)](Tell tell) mutable { tell(make()); });
  return reply;
}

}  // namespace newsloom::server
