// Where to listen, read at the door.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "newsloom/result.h"

namespace newsloom::server {

/// An address of this machine and a port; 0 takes a free one.
struct ListenAddress {
  std::string ip;
  std::uint16_t port = 0;
  bool loopback = true;  ///< nobody but this machine reaches it
};

/// Reads "127.0.0.1:8080", "[::1]:8080", "localhost:8080", "0.0.0.0:80". Errors: kInvalidArgument for
/// anything else.
Result<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace newsloom::server
