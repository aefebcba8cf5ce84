// A client that sends exactly the bytes it is given, also wrong ones, and reads answers one by one.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace newsloom::server_test {

struct Answer {
  int status = 0;                              ///< 0: none came, the server closed instead
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;

  /// The value of a header; empty if it is absent.
  std::string header(const std::string& name) const;
};

/// One connection to 127.0.0.1. A server that stays silent for ten seconds fails the test, not hangs it.
class RawClient {
 public:
  explicit RawClient(int port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return socket_ >= 0; }
  void send(std::string_view bytes) const;
  /// The next answer. `to_head`: it has no body whatever its length says.
  Answer read_answer(bool to_head = false);
  /// Whether the server closes the connection without another byte.
  bool is_closed();

 private:
  bool read_more();

  int socket_ = -1;
  std::string unread_;
};

/// What a test asks: everything but what every request has.
struct Asked {
  std::string method = "GET", target = "/", headers = {}, body = {};
  std::string host = "localhost";
};
/// On a connection of its own.
Answer ask(int port, const Asked& asked);

/// "GET `target`" with a Host and nothing else, on a connection of its own.
Answer get(int port, const std::string& target, const std::string& more_headers = "");

}  // namespace newsloom::server_test
