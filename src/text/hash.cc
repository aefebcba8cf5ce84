#include "text/hash.h"

#include <fmt/format.h>

#define XXH_INLINE_ALL  // words are short: a call into the library would cost as much as the hash
#include <xxhash.h>

namespace newsloom::text {

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::string hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

}  // namespace newsloom::text
