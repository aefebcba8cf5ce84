#include "server/connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/version.hpp>
#include <tuple>
#include <utility>

#include "server/http_date.h"
#include "server/status.h"

namespace newsloom::server {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr auto kNoThrow = net::as_tuple(net::use_awaitable);

// Nothing but our own style sheet and icon is ever loaded: no script, no foreign picture, no frame. So no
// publisher learns who reads what, and a hole in the escaping would still run nothing.
constexpr const char* kContentSecurityPolicy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

/// What one read of a body may bring.
constexpr std::size_t kBodyChunkBytes = std::size_t{64} * 1024;

using Response = http::response<http::string_body>;

/// A value that would end its line would begin a header of somebody else's making.
bool is_one_line(std::string_view value) {
  return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

Response response_of(Reply reply, unsigned version, bool keep_alive) {
  Response response{http::int_to_status(static_cast<unsigned>(reply.status)), version};
  response.reason(words_of(reply.status).reason);
  response.set(http::field::server, "newsloom");
  response.set("Content-Security-Policy", kContentSecurityPolicy);
  response.set("X-Content-Type-Options", "nosniff");
  // Not "no-referrer": under that browsers call the origin of our own forms "null".
  response.set("Referrer-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", reply.shared ? "cross-origin" : "same-origin");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  // Everything may change with the next article or release; the entity tag makes asking again cheap.
  response.set(http::field::cache_control, "private, no-cache");
  if (reply.etag) response.set(http::field::etag, *reply.etag);
  if (reply.location && is_one_line(*reply.location)) response.set(http::field::location, *reply.location);
  for (const auto& [name, value] : reply.headers)
    if (is_one_line(value)) response.insert(name, value);
  if (reply.last_modified_utc) response.set(http::field::last_modified, http_date(*reply.last_modified_utc));
  if (!reply.allow.empty()) response.set(http::field::allow, reply.allow);
  if (reply.status != 304) response.set(http::field::content_type, reply.content_type);
  response.keep_alive(keep_alive);
  response.body() = std::move(reply.body);
  if (reply.status != 304) response.prepare_payload();
  return response;
}

using Message = http::request<http::string_body>;

/// Since HTTP/1.1 a request names exactly one host (RFC 9112, 3.2).
bool has_one_host(const Message& message) {
  const std::size_t hosts = message.count(http::field::host);
  return hosts == 1 || (hosts == 0 && message.version() < 11);
}

/// Views the message and `peer`.
Request request_of(const Message& message, std::string_view peer) {
  const auto view = [](auto text) { return std::string_view(text.data(), text.size()); };
  const auto header = [&](const char* name) { return view(message[name]); };
  Request request;
  request.method = view(message.method_string());
  request.target = view(message.target());
  if (message.count(http::field::host) != 0) request.host = view(message[http::field::host]);
  request.if_none_match = view(message[http::field::if_none_match]);
  request.if_modified_since = view(message[http::field::if_modified_since]);
  request.content_type = view(message[http::field::content_type]);
  request.body = message.body();
  request.cookie = view(message[http::field::cookie]);
  request.authorization = view(message[http::field::authorization]);
  request.origin = view(message[http::field::origin]);
  request.fetch_site = header("Sec-Fetch-Site");
  request.form_token = header("X-Form-Token");
  // Some proxies add a line of their own behind what the client sent.
  const auto lines = message.equal_range("X-Forwarded-For");
  for (auto line = lines.first; line != lines.second; ++line) request.forwarded_for = view(line->value());
  request.forwarded_proto = header("X-Forwarded-Proto");
  for (const char* name : {"X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"})
    request.through_proxy |= message.count(name) != 0;
  request.peer = peer;
  return request;
}

int status_of(const beast::error_code& error) {
  if (error == http::error::header_limit) return 431;
  if (error == http::error::body_limit) return 413;
  return 400;
}

/// Whether nobody is there any more to be told of an error. A stream that ran out of time is closed already.
bool is_gone(const beast::error_code& error) {
  return error == http::error::end_of_stream || error == http::error::partial_message ||
         error.category() != http::make_error_code(http::error::end_of_stream).category();
}

}  // namespace

/// A request as far as it was read, and why no further.
struct Connection::Incoming {
  http::request_parser<http::string_body> parser;
  beast::error_code error;
};

Connection::Connection(net::ip::tcp::socket socket, const std::shared_ptr<net::io_context>& io, Site& site,
                       const Patience& patience)
    : stream_(std::move(socket)),
      buffer_(kMaxHeaderBytes + kBodyChunkBytes),
      io_(io),
      site_(&site),
      patience_(patience) {
  beast::error_code error;
  const auto peer = stream_.socket().remote_endpoint(error);
  if (!error) peer_ = peer.address().to_string();
}

void Connection::leave() {
  leaving_ = true;
  net::dispatch(stream_.get_executor(), [self = shared_from_this()] {
    if (self->waiting_) self->stream_.cancel();
  });
}

void Connection::close() {
  beast::error_code error;
  std::ignore =
      stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, error);  // the client may be gone
  stream_.close();
}

net::awaitable<Connection::Heard> Connection::hear(Incoming& incoming) {
  auto& error = incoming.error;
  incoming.parser.header_limit(kMaxHeaderBytes);
  incoming.parser.body_limit(kMaxPushBytes);
  if (buffer_.size() == 0) {
    stream_.expires_after(patience_.idle);
    std::size_t got = 0;
    std::tie(error, got) = co_await stream_.async_read_some(buffer_.prepare(kMaxHeaderBytes), kNoThrow);
    if (error) co_return Heard::kNothing;
    buffer_.commit(got);
  }
  stream_.expires_after(patience_.request);
  std::tie(error, std::ignore) =
      co_await http::async_read_header(stream_, buffer_, incoming.parser, kNoThrow);
  if (!error && !incoming.parser.is_done()) co_return co_await hear_body(incoming);
  co_return heard(error);
}

net::awaitable<Connection::Heard> Connection::hear_body(Incoming& incoming) {
  auto& error = incoming.error;
  auto& parser = incoming.parser;
  // Who may not write sends no more than a form: nobody fills the memory of a server that does not know them.
  const std::size_t limit = site_->body_limit(request_of(parser.get(), peer_));
  parser.body_limit(limit);
  if (parser.content_length().value_or(0) > limit) {
    error = http::error::body_limit;
    co_return Heard::kUnreadable;
  }
  if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
    http::response<http::empty_body> go_on{http::status::continue_, parser.get().version()};
    std::tie(error, std::ignore) = co_await http::async_write(stream_, go_on, kNoThrow);
    if (error) co_return Heard::kNothing;
  }
  std::tie(error, std::ignore) = co_await http::async_read(stream_, buffer_, parser, kNoThrow);
  co_return heard(error);
}

Connection::Heard Connection::heard(const beast::error_code& error) {
  if (!error) return Heard::kRequest;
  return error != beast::error::timeout && is_gone(error) ? Heard::kNothing : Heard::kUnreadable;
}

net::awaitable<Reply> Connection::settled(std::shared_ptr<Later> later) {
  const auto ask = [this, later](auto done) {
    // The one who tells may do so on its own thread, and after this server has stopped waiting for it.
    later->ask([shared = std::make_shared<decltype(done)>(std::move(done)), io = io_.lock(),
                executor = stream_.get_executor()](Reply told) mutable {
      net::post(executor, [shared = std::move(shared), told = std::move(told)]() mutable {
        (*shared)(std::move(told));
      });
    });
  };
  co_return co_await net::async_initiate<const net::use_awaitable_t<>, void(Reply)>(ask, net::use_awaitable);
}

net::awaitable<bool> Connection::say(Reply reply, unsigned version, bool head, bool keep_alive) {
  Response response = response_of(std::move(reply), version, keep_alive);
  http::response_serializer<http::string_body> serializer{response};
  stream_.expires_after(patience_.answer);
  beast::error_code error;
  if (head) {  // the length of the body, without it
    std::tie(error, std::ignore) = co_await http::async_write_header(stream_, serializer, kNoThrow);
  } else {
    std::tie(error, std::ignore) = co_await http::async_write(stream_, serializer, kNoThrow);
  }
  co_return !error && keep_alive;
}

net::awaitable<void> Connection::serve() {
  for (bool open = true; open && !leaving_;) {
    Incoming incoming;
    waiting_ = true;
    const Heard heard = co_await hear(incoming);
    waiting_ = false;
    if (heard == Heard::kNothing) break;
    if (heard == Heard::kUnreadable) {
      co_await say(site_->status(status_of(incoming.error)), 11, false, false);
      break;
    }
    const auto& message = incoming.parser.get();
    const bool keep_alive = message.keep_alive() && !leaving_;
    Reply reply = has_one_host(message) ? site_->answer(request_of(message, peer_)) : site_->status(400);
    while (reply.later) reply = co_await settled(reply.later);
    site_->put_on_base(reply);
    const bool head = message.method() == http::verb::head;
    open = co_await say(std::move(reply), message.version(), head, keep_alive);
  }
  close();
}

net::awaitable<void> Connection::refuse() {
  co_await say(site_->status(503), 11, false, false);
  close();
}

}  // namespace newsloom::server
