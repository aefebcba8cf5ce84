#include "copies/packed_halves.h"

#include <bit>
#include <cstring>

namespace newsloom::copies {
namespace {

constexpr std::size_t kValues = 65536;

/// Low bits written as they are: about the binary logarithm of the mean difference.
int low_bits(std::size_t count) {
  const std::size_t mean = kValues / (count + 1);
  return mean < 2 ? 0 : std::bit_width(mean) - 2;
}

}  // namespace

void pack(std::span<const Half> rising, std::vector<std::uint8_t>& out) {
  const int low = low_bits(rising.size());
  // Of a damaged database they may not rise: then a difference goes round.
  const auto gap_of = [](Half value, Half next) { return std::uint32_t{static_cast<Half>(value - next)}; };
  std::size_t bits_needed = rising.size() * static_cast<std::size_t>(low + 1);
  Half next = 0;  // the least value that may come
  for (const Half value : rising) {
    bits_needed += gap_of(value, next) >> low;
    next = static_cast<Half>(value + 1U);
  }
  const std::size_t begin = out.size();
  out.resize(begin + (bits_needed + 7) / 8);
  std::uint8_t* to = out.data() + begin;
  std::uint64_t bits = 0;  // the lowest `filled` are not written yet
  int filled = 0;
  const auto put = [&](std::uint64_t value, int width) {
    bits |= value << filled;
    filled += width;
    for (; filled >= 8; filled -= 8, bits >>= 8) *to++ = static_cast<std::uint8_t>(bits);
  };
  next = 0;
  for (const Half value : rising) {
    const std::uint32_t gap = gap_of(value, next);
    next = static_cast<Half>(value + 1U);
    std::uint32_t high = gap >> low;
    constexpr std::uint32_t kAtOnce = 32;  // with what is left and the low bits they fit into 64
    for (; high >= kAtOnce; high -= kAtOnce) put(0, kAtOnce);
    put((std::uint64_t{gap & ((1U << low) - 1)} << 1 | 1) << high, static_cast<int>(high) + 1 + low);
  }
  if (filled > 0) *to = static_cast<std::uint8_t>(bits);
}

const std::uint8_t* unpack(const std::uint8_t* from, std::size_t count, std::vector<Half>& out) {
  const int low = low_bits(count);
  out.resize(count);
  // Every number takes one bit more than its low ones at least: up to there eight bytes can be read at once.
  const std::uint8_t* const least_end = from + (count * static_cast<std::size_t>(low + 1) + 7) / 8;
  std::uint64_t bits = 0;  // read, but not used
  int left = 0;
  const auto read_on = [&] {
    if constexpr (std::endian::native == std::endian::little) {
      if (least_end - from >= 8) {
        std::uint64_t more = 0;
        std::memcpy(&more, from, sizeof more);
        bits |= more << left;
        const int bytes = (63 - left) / 8;
        from += bytes;
        left += 8 * bytes;
        bits &= (std::uint64_t{1} << left) - 1;
        return;
      }
    }
    bits |= std::uint64_t{*from++} << left;
    left += 8;
  };
  std::uint32_t next = 0;
  for (Half& value : out) {
    std::uint32_t high = 0;
    while (bits == 0) {  // all that is left says: higher
      high += static_cast<std::uint32_t>(left);
      left = 0;
      read_on();
    }
    const int zeros = std::countr_zero(bits);
    high += static_cast<std::uint32_t>(zeros);
    bits >>= zeros + 1;
    left -= zeros + 1;
    while (left < low) read_on();
    value = static_cast<Half>(next + (high << low | static_cast<std::uint32_t>(bits & ((1U << low) - 1))));
    bits >>= low;
    left -= low;
    next = value + 1U;
  }
  return from - left / 8;  // whole bytes that were read too many
}

}  // namespace newsloom::copies
