// One client: reads its requests one after the other and sends the replies in that order.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "server/reply.h"
#include "server/site.h"

namespace newsloom::server {

/// How long and how much a client may take. See ServerOptions.
struct Patience {
  std::chrono::milliseconds request{};
  std::chrono::milliseconds idle{};
  std::chrono::milliseconds answer{};
};

/// The largest header of a request. Browsers send about 1 kB. How large a body may be, the site says.
inline constexpr std::uint32_t kMaxHeaderBytes = 16 * 1024;

/// Lives as long as its coroutine; while it waits for a reply that comes later it keeps `io` alive. The site
/// outlives run(). All but leave() runs on the socket's own executor.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, const std::shared_ptr<boost::asio::io_context>& io,
             Site& site, const Patience& patience);

  /// Serves until the client or an error ends it, or leave() is called. Does not throw for what a client
  /// does.
  boost::asio::awaitable<void> serve();
  /// Says 503 and closes: for clients beyond the limit.
  boost::asio::awaitable<void> refuse();
  /// Answers what has been read, then closes; a client that is only being waited for is closed at once. Any
  /// thread.
  void leave();

  boost::asio::any_io_executor executor() { return stream_.get_executor(); }

 private:
  enum class Heard { kRequest, kNothing, kUnreadable };
  struct Incoming;

  boost::asio::awaitable<Heard> hear(Incoming& incoming);
  /// Reads the rest of a request whose header is there, as far as the site takes it.
  boost::asio::awaitable<Heard> hear_body(Incoming& incoming);
  /// The reply that comes later.
  boost::asio::awaitable<Reply> settled(std::shared_ptr<Later> later);
  boost::asio::awaitable<bool> say(Reply reply, unsigned version, bool head, bool keep_alive);
  static Heard heard(const boost::beast::error_code& error);
  void close();

  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  std::weak_ptr<boost::asio::io_context> io_;
  Site* site_;
  std::string peer_;  ///< the client's IP address
  Patience patience_;
  bool waiting_ = false;  ///< for a client's bytes; nothing has been promised to it
  std::atomic<bool> leaving_ = false;
};

}  // namespace newsloom::server
