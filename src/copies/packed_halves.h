// Sorted 16-bit numbers in little more than a byte each: a million texts' worth of them are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsloom::copies {

/// Half a hash of a shingle or a stem.
using Half = std::uint16_t;

/// Appends the differences of `rising` (no repeats) in Rice's code (1971); the parameter follows from their
/// number, as if they were spread evenly.
void pack(std::span<const Half> rising, std::vector<std::uint8_t>& out);

/// Reads `count` numbers back into `out`, which is cleared. REQUIRES: pack() wrote them at `from`. Returns
/// where they end.
const std::uint8_t* unpack(const std::uint8_t* from, std::size_t count, std::vector<Half>& out);

}  // namespace newsloom::copies
