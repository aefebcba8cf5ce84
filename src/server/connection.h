// One client: reads its requests one after the other and sends the replies in that order.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <memory>

#include "server/reply.h"
#include "server/site.h"

namespace newsloom::server {

/// How long and how much a client may take. See ServerOptions.
struct Patience {
  std::chrono::milliseconds request{};
  std::chrono::milliseconds idle{};
  std::chrono::milliseconds answer{};
};

/// The largest header and body of a request. Browsers send about 1 kB of header; no page takes a body yet.
inline constexpr std::uint32_t kMaxHeaderBytes = 16 * 1024;
inline constexpr std::uint64_t kMaxBodyBytes = std::uint64_t{1} << 20;

/// Lives as long as its coroutine. The site outlives it. All but leave() runs on the socket's own executor.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, const Site& site, const Patience& patience);

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
  boost::asio::awaitable<bool> say(Reply reply, unsigned version, bool head, bool keep_alive);
  void close();

  boost::beast::tcp_stream stream_;
  boost::beast::flat_buffer buffer_;
  const Site* site_;
  Patience patience_;
  bool waiting_ = false;  ///< for a client's bytes; nothing has been promised to it
  std::atomic<bool> leaving_ = false;
};

}  // namespace newsloom::server
