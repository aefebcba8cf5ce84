// The other end of a benchmark over HTTP.
#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>

namespace newsloom::bench {

/// One kept connection. Throws when the server breaks it: what did not come must not be timed.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// The whole answer; lives until the next.
  std::string_view get(const std::string& target) {
    const std::string request = fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", target);
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
      throw std::runtime_error("cannot send");
    answer_.clear();
    std::size_t end = std::string::npos, whole = 0;
    while (end == std::string::npos || answer_.size() < whole) {
      const ssize_t got = ::recv(socket_, chunk_.data(), chunk_.size(), 0);
      if (got <= 0) throw std::runtime_error("the server closed");
      answer_.append(chunk_.data(), static_cast<std::size_t>(got));
      end = answer_.find("\r\n\r\n");
      if (end != std::string::npos) whole = end + 4 + body_length();
    }
    return answer_;
  }

 private:
  std::size_t body_length() const {
    constexpr std::string_view kName = "Content-Length: ";
    std::size_t length = 0;
    const std::size_t at = answer_.find(kName) + kName.size();
    std::from_chars(answer_.data() + at, answer_.data() + answer_.size(), length);
    return length;
  }

  int socket_;
  std::string answer_;
  std::array<char, 65536> chunk_;
};

}  // namespace newsloom::bench
