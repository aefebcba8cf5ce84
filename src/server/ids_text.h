// Numbers in addresses.
#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

namespace newsloom::server {

/// An id as this site writes it into its addresses: no sign, no leading zero, 1 to 2^31-1. Others are no ids,
/// so that every page has one address.
template <class Id>
Id parse_id(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0 || text[0] == '0')
    return Id::kNone;
  return Id{value};
}

}  // namespace newsloom::server
