#include "fetch/address_rule.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace newsloom::fetch {
namespace {

using Bytes6 = std::array<std::uint8_t, 16>;

struct Range4 {
  std::uint32_t network;
  int bits;
};
constexpr std::uint32_t ip4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array kNotPublic4 = {
    Range4{ip4(0, 0, 0, 0), 8},        // "this" network
    Range4{ip4(10, 0, 0, 0), 8},       // private
    Range4{ip4(100, 64, 0, 0), 10},    // shared by carriers
    Range4{ip4(127, 0, 0, 0), 8},      // loopback
    Range4{ip4(169, 254, 0, 0), 16},   // link-local, metadata of clouds
    Range4{ip4(172, 16, 0, 0), 12},    // private
    Range4{ip4(192, 0, 0, 0), 24},     // protocol assignments
    Range4{ip4(192, 0, 2, 0), 24},     // documentation
    Range4{ip4(192, 88, 99, 0), 24},   // 6to4 relays
    Range4{ip4(192, 168, 0, 0), 16},   // private
    Range4{ip4(198, 18, 0, 0), 15},    // benchmarking
    Range4{ip4(198, 51, 100, 0), 24},  // documentation
    Range4{ip4(203, 0, 113, 0), 24},   // documentation
    Range4{ip4(224, 0, 0, 0), 4},      // multicast
    Range4{ip4(240, 0, 0, 0), 4},      // reserved, broadcast
};

struct Range6 {
  std::array<std::uint8_t, 8> network;  ///< no range here is finer than 64 bits
  int bits;
};
constexpr std::array kNotPublic6 = {
    Range6{{0x01, 0x00}, 64},              // discard only
    Range6{{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments, Teredo among them
    Range6{{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    Range6{{0x3f, 0xff, 0x00}, 20},        // documentation
    Range6{{0x5f, 0x00}, 16},              // segment routing
    Range6{{0xfc}, 7},                     // private (unique local)
    Range6{{0xfe, 0x80}, 10},              // link-local
    Range6{{0xfe, 0xc0}, 10},              // site-local
    Range6{{0xff}, 8},                     // multicast
};

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(
      kNotPublic4, [&](const Range4& range) { return (address ^ range.network) >> (32 - range.bits) == 0; });
}

bool is_in(const Bytes6& address, const Range6& range) {
  for (int bit = 0; bit < range.bits; bit += 8) {
    const int left = std::min(8, range.bits - bit);
    const auto mask = static_cast<std::uint8_t>(0xFF << (8 - left));
    if ((address[bit / 8] ^ range.network[bit / 8]) & mask) return false;
  }
  return true;
}

std::uint32_t ip4_at(const Bytes6& address, std::size_t at) {
  return ip4(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool starts_with(const Bytes6& address, std::initializer_list<std::uint8_t> bytes) {
  return std::equal(bytes.begin(), bytes.end(), address.begin());
}

bool is_public6(const Bytes6& address) {
  // ::, ::1, and the deprecated ::a.b.c.d: nothing of the internet lives there.
  if (starts_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})) return false;
  if (starts_with(address, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}))
    return is_public4(ip4_at(address, 12));
  if (starts_with(address, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0}))
    return is_public4(ip4_at(address, 12));
  if (starts_with(address, {0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01})) return false;   // NAT64 inside a network
  if (starts_with(address, {0x20, 0x02})) return is_public4(ip4_at(address, 2));  // 6to4
  return std::ranges::none_of(kNotPublic6, [&](const Range6& range) { return is_in(address, range); });
}

std::uint32_t bytes4(const sockaddr& address) {
  sockaddr_in in{};
  std::memcpy(&in, &address, sizeof in);
  return ntohl(in.sin_addr.s_addr);
}

Bytes6 bytes6(const sockaddr& address) {
  sockaddr_in6 in{};
  std::memcpy(&in, &address, sizeof in);
  Bytes6 out{};
  std::memcpy(out.data(), in.sin6_addr.s6_addr, out.size());
  return out;
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) return is_public4(bytes4(address));
  return address.sa_family == AF_INET6 && is_public6(bytes6(address));
}

bool is_loopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) return bytes4(address) >> 24 == 127;
  if (address.sa_family != AF_INET6) return false;
  const Bytes6 bytes = bytes6(address);
  if (starts_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return bytes[12] == 127;
  Bytes6 one{};
  one[15] = 1;
  return bytes == one;
}

std::string text_of(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (address.sa_family == AF_INET) {
    const in_addr in{htonl(bytes4(address))};
    inet_ntop(AF_INET, &in, out.data(), out.size());
  } else if (address.sa_family == AF_INET6) {
    const Bytes6 bytes = bytes6(address);
    inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  }
  return out.data();
}

}  // namespace newsloom::fetch
