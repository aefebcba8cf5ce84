// Addresses of clients.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::server {

/// An IP address. IPv4 is kept as IPv6 has it (::ffff:a.b.c.d), so both compare alike.
class Address {
 public:
  /// "192.0.2.7", "2001:db8::1", "::ffff:192.0.2.7", with or without brackets; without a port.
  static std::optional<Address> parse(std::string_view text);

  bool is_loopback() const;
  /// Who is counted as one: an IPv4 address, or the /64 that one household or host gets of IPv6.
  std::string group() const;

 private:
  friend class Network;
  bool is_v4() const;

  std::array<std::uint8_t, 16> bytes_{};
};

/// "10.0.0.0/8", "2001:db8::/32", or a single address.
class Network {
 public:
  static std::optional<Network> parse(std::string_view text);
  bool holds(const Address& address) const;

 private:
  Address address_;
  unsigned bits_ = 128;
};

}  // namespace newsloom::server
