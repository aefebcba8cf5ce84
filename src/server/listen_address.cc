#include "server/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <charconv>

namespace newsloom::server {
namespace {

constexpr std::uint32_t kLoopbackNet = 127;  // 127.0.0.0/8, RFC 1122

constexpr std::string_view kShape = "expected ADDRESS:PORT, as in 127.0.0.1:8080 or [::1]:8080";

std::unexpected<Error> refuse(std::string_view text, std::string_view why) {
  return fail(ErrorCode::kInvalidArgument, std::string(why), std::string(text));
}

enum class Reach { kNone, kLoopback, kBeyond };

Reach reach_of(const std::string& ip) {
  in_addr four{};
  if (inet_pton(AF_INET, ip.c_str(), &four) == 1) {
    return ntohl(four.s_addr) >> 24 == kLoopbackNet ? Reach::kLoopback : Reach::kBeyond;
  }
  in6_addr six{};
  if (inet_pton(AF_INET6, ip.c_str(), &six) != 1) return Reach::kNone;
  return IN6_IS_ADDR_LOOPBACK(&six) ? Reach::kLoopback : Reach::kBeyond;
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return refuse(text, kShape);
  ListenAddress address;
  address.ip = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc{} || end != port.data() + port.size())
    return refuse(text, "the port is no number up to 65535");
  if (address.ip.starts_with('[') && address.ip.ends_with(']')) {
    address.ip = address.ip.substr(1, address.ip.size() - 2);
  } else if (address.ip == "localhost") {
    address.ip = "127.0.0.1";
  } else if (address.ip.find(':') != std::string::npos) {
    return refuse(text, kShape);
  }
  switch (reach_of(address.ip)) {
    case Reach::kLoopback:
      return address;
    case Reach::kBeyond:
      return refuse(text, "listening beyond this machine needs a password, which cannot be set yet");
    case Reach::kNone:
      break;
  }
  return refuse(text, kShape);
}

}  // namespace newsloom::server
