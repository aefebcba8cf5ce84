#include "server/listen_address.h"

#include <charconv>

#include "server/address.h"

namespace newsloom::server {
namespace {

constexpr std::string_view kShape = "expected ADDRESS:PORT, as in 127.0.0.1:8080 or [::1]:8080";

std::unexpected<Error> refuse(std::string_view text, std::string_view why) {
  return fail(ErrorCode::kInvalidArgument, std::string(why), std::string(text));
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
  const auto parsed = Address::parse(address.ip);
  if (!parsed) return refuse(text, kShape);
  address.loopback = parsed->is_loopback();
  return address;
}

}  // namespace newsloom::server
