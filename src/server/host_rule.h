// Which names this server answers to. A page of a foreign site can rebind its own name to 127.0.0.1 and then
// read whatever answers there as its own; its requests still carry its name in Host.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace newsloom::server {

/// Whether a Host value ("localhost:8080", "127.0.0.1", "[::1]:80") may be answered: an IP address, which
/// nobody can rebind, localhost and names below it, which never leave the machine (RFC 6761), or one of
/// `names` (lower case). Any port.
bool is_own_host(std::string_view host, std::span<const std::string> names = {});

}  // namespace newsloom::server
