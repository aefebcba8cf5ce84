// A list of words that lines are compared with one by one: only those with the line's first byte need a look.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace newsloom::extract {

/// A constant. The words keep their order among those that begin alike. REQUIRES: no word is empty.
template <std::size_t kSize>
class WordList {
 public:
  explicit constexpr WordList(const std::array<std::string_view, kSize>& words) {
    std::size_t at = 0;
    for (std::size_t first = 0; first < 256; ++first) {
      begins_[first] = static_cast<std::uint16_t>(at);
      for (const std::string_view word : words) {
        if (static_cast<unsigned char>(word.front()) == first) words_[at++] = word;
      }
    }
    begins_[256] = static_cast<std::uint16_t>(at);
  }

  /// The words that begin with this byte.
  constexpr std::span<const std::string_view> beginning(char first) const {
    const auto byte = static_cast<unsigned char>(first);
    return std::span(words_).subspan(begins_[byte], begins_[byte + 1u] - begins_[byte]);
  }
  /// The words that `text` may begin with.
  constexpr std::span<const std::string_view> like(std::string_view text) const {
    return text.empty() ? std::span<const std::string_view>() : beginning(text.front());
  }

 private:
  std::array<std::string_view, kSize> words_{};
  std::array<std::uint16_t, 257> begins_{};
};

}  // namespace newsloom::extract
