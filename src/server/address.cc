#include "server/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <system_error>

namespace newsloom::server {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kMappedBits = 96;
constexpr std::uint8_t kLoopbackNet = 127;  // 127.0.0.0/8, RFC 1122
constexpr std::size_t kHouseholdBytes = 8;  // a /64

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string plain(text);
  Address address;
  if (inet_pton(AF_INET6, plain.c_str(), address.bytes_.data()) == 1) return address;
  std::ranges::copy(kMapped, address.bytes_.begin());
  if (inet_pton(AF_INET, plain.c_str(), address.bytes_.data() + kMapped.size()) == 1) return address;
  return std::nullopt;
}

bool Address::is_v4() const { return std::equal(kMapped.begin(), kMapped.end(), bytes_.begin()); }

bool Address::is_loopback() const {
  if (is_v4()) return bytes_[kMapped.size()] == kLoopbackNet;
  return bytes_.back() == 1 &&
         std::ranges::all_of(bytes_.begin(), bytes_.end() - 1, [](auto b) { return b == 0; });
}

std::string Address::group() const {
  const std::size_t size = is_v4() ? bytes_.size() : kHouseholdBytes;
  return {reinterpret_cast<const char*>(bytes_.data()), size};
}

std::optional<Network> Network::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = Address::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network;
  network.address_ = *address;
  if (slash == std::string_view::npos) return network;
  const std::string_view digits = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  const unsigned shift = address->is_v4() ? kMappedBits : 0;
  if (error != std::errc{} || end != digits.data() + digits.size() || bits > 128 - shift) return std::nullopt;
  network.bits_ = bits + shift;
  return network;
}

bool Network::holds(const Address& address) const {
  const std::size_t whole = bits_ / 8;
  if (!std::equal(address.bytes_.begin(), address.bytes_.begin() + static_cast<std::ptrdiff_t>(whole),
                  address_.bytes_.begin()))
    return false;
  const unsigned rest = bits_ % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
  return (address.bytes_[whole] & mask) == (address_.bytes_[whole] & mask);
}

}  // namespace newsloom::server
