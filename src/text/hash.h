// Fast non-cryptographic hashes (XXH3). Values are stored: do not change the algorithm or the seed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom::text {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

/// 16 lower-case hex digits.
std::string hex(std::uint64_t value);

}  // namespace newsloom::text
