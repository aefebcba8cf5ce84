#include "copies/packed_halves.h"

#include <bit>

namespace newsloom::copies {
namespace {

/// Low bits written as they are: about the binary logarithm of the mean difference.
int low_bits(std::size_t count) {
  const std::size_t mean = 65536 / (count + 1);
  return mean < 2 ? 0 : std::bit_width(mean) - 2;
}

}  // namespace

void pack(std::span<const Half> rising, std::vector<std::uint8_t>& out) {
  const int low = low_bits(rising.size());
  std::uint64_t bits = 0;  // the lowest `filled` are not written yet
  int filled = 0;
  const auto put = [&](std::uint64_t value, int width) {
    bits |= value << filled;
    filled += width;
    for (; filled >= 8; filled -= 8, bits >>= 8) out.push_back(static_cast<std::uint8_t>(bits));
  };
  std::uint32_t next = 0;  // the least value that may come
  for (const Half value : rising) {
    const std::uint32_t gap = value - next;
    next = value + 1U;
    for (std::uint32_t high = gap >> low; high > 0; --high) put(0, 1);
    put(1, 1);
    put(gap & ((1U << low) - 1), low);
  }
  if (filled > 0) out.push_back(static_cast<std::uint8_t>(bits));
}

const std::uint8_t* unpack(const std::uint8_t* from, std::size_t count, std::vector<Half>& out) {
  const int low = low_bits(count);
  out.resize(count);
  std::uint32_t bits = 0;  // read, but not used
  int left = 0;
  std::uint32_t next = 0;
  for (Half& value : out) {
    std::uint32_t high = 0;
    while (bits == 0) {  // all that is left says: higher
      high += static_cast<std::uint32_t>(left);
      bits = *from++;
      left = 8;
    }
    const int zeros = std::countr_zero(bits);
    high += static_cast<std::uint32_t>(zeros);
    bits >>= zeros + 1;
    left -= zeros + 1;
    for (; left < low; left += 8) bits |= static_cast<std::uint32_t>(*from++) << left;
    value = static_cast<Half>(next + (high << low | (bits & ((1U << low) - 1))));
    bits >>= low;
    left -= low;
    next = value + 1U;
  }
  return from;
}

}  // namespace newsloom::copies
