// Which addresses Newsloom connects to: the public internet, and nothing inside the owner's network.
#pragma once

#include <sys/socket.h>

#include <string>

namespace newsloom::fetch {

/// Is this an address of the public internet? Not: loopback, private networks, link-local (where clouds keep
/// their metadata), shared address space, multicast, documentation, benchmarking, reserved, the unspecified
/// address; IPv6 likewise, and IPv4 addresses wrapped in IPv6 (mapped, compatible, NAT64, 6to4, Teredo) by
/// what they wrap. After the IANA special-purpose registries (RFC 6890).
bool is_public(const sockaddr& address);
bool is_loopback(const sockaddr& address);

/// For messages: "192.168.1.7".
std::string text_of(const sockaddr& address);

}  // namespace newsloom::fetch
