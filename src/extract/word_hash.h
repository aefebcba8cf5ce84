// The hash of a word, eight bytes at a step: texts are asked word by word whether they stand in small tables.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace newsloom::extract {

/// Of text[begin, end), with ASCII letters in either case taken for equal. REQUIRES: nothing but ASCII
/// letters and digits, and bytes beyond ASCII. Bytes behind the word are read where the text goes on, and
/// left out.
constexpr std::uint64_t word_hash(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15u, kSmall = 0x2020202020202020u,
                          kBeyond = 0x8080808080808080u;
  std::uint64_t hash = end - begin;
  for (std::size_t at = begin; at < end; at += 8) {
    std::uint64_t bytes = 0;
    const std::size_t count = std::min<std::size_t>(end - at, 8);
    if (std::endian::native == std::endian::little && !std::is_constant_evaluated() &&
        at + 8 <= text.size()) {
      std::memcpy(&bytes, text.data() + at, 8);
      bytes &= ~std::uint64_t{0} >> (64 - 8 * count);
    } else {
      for (std::size_t i = 0; i < count; ++i)
        bytes |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[at + i])) << (8 * i);
    }
    // The bit of small letters, which digits have too, in all bytes of ASCII.
    bytes |= kSmall & ~((bytes & kBeyond) >> 2);
    hash = (hash ^ bytes) * kMix;
    hash ^= hash >> 29;
  }
  return hash;
}

/// Groups, one bit each, of the words of a language's or a trade's list. Built when the program is compiled.
template <class Groups>
class WordTable {
 public:
  template <class Rows>
  explicit constexpr WordTable(const Rows& rows) {
    for (const auto& row : rows) {
      std::string_view rest = row.words;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        add(word_hash(rest, 0, end), static_cast<Groups>(row.group));
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    }
  }

  /// Of the word with this hash; none where it stands in no list.
  constexpr Groups groups_of(std::uint64_t hash) const {
    // Most words stand in none: half a kilobyte says so, without the table, which would fill the first cache.
    if ((maybe_[hash >> 58] >> (hash >> 52 & 63) & 1) == 0) return 0;
    for (std::size_t slot = hash % kSlots; slots_[slot].groups != 0; slot = (slot + 1) % kSlots) {
      if (slots_[slot].hash == hash >> 32) return slots_[slot].groups;
    }
    return 0;
  }

 private:
  constexpr void add(std::uint64_t hash, Groups groups) {
    maybe_[hash >> 58] |= std::uint64_t{1} << (hash >> 52 & 63);
    std::size_t slot = hash % kSlots;
    while (slots_[slot].groups != 0 && slots_[slot].hash != hash >> 32) slot = (slot + 1) % kSlots;
    slots_[slot].hash = static_cast<std::uint32_t>(hash >> 32);
    slots_[slot].groups |= groups;
  }

  struct Slot {
    std::uint32_t hash = 0;
    Groups groups = 0;
  };
  /// Open addressing; a power of two at some four times the number of words.
  static constexpr std::size_t kSlots = 2048;
  std::array<Slot, kSlots> slots_{};
  std::array<std::uint64_t, 64> maybe_{};  ///< a bit for the topmost twelve of each hash
};

}  // namespace newsloom::extract
