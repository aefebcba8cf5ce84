#include "html/attribute_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace newsloom::html {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool equals(std::string_view name, std::string_view known) {
  return name.size() == known.size() && std::ranges::equal(name, known, {}, lower);
}

/// A name's length and its first and last letters tell nearly all apart.
constexpr std::size_t kSlots = 256;
constexpr std::size_t slot_of(std::string_view name) {
  const auto letter = [&](std::size_t at) { return static_cast<unsigned char>(lower(name[at])); };
  return (letter(0) * 7u + letter(name.size() - 1) * 31u + letter(name.size() / 2) * 3u + name.size() * 11u) %
         kSlots;
}

constexpr auto kTable = [] {
  std::array<std::uint8_t, kSlots> table{};  // one more than the place in kAttributeNames
  for (std::size_t i = 0; i < kAttributeNames.size(); ++i) {
    std::size_t slot = slot_of(kAttributeNames[i]);
    while (table[slot] != 0) slot = (slot + 1) % kSlots;
    table[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return table;
}();

bool contains(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, {}, lower).empty();
}

/// Every script that loads pictures late has its own name for their address, and many a trail of breadcrumbs
/// its own for itself.
bool is_of_a_kept_kind(std::string_view name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    // Letters that few names have.
    const char c = lower(name[i]);
    if (c == 'z' && i >= 2 && contains(name.substr(i - 2, 4), "lazy")) return true;
    if (c == 'b' && contains(name.substr(i, 10), "breadcrumb")) return true;
  }
  return false;
}

}  // namespace

class KeptNames {
 public:
  static std::optional<AttributeName> find(std::string_view name) {
    if (name.empty()) return std::nullopt;
    for (std::size_t slot = slot_of(name); kTable[slot] != 0; slot = (slot + 1) % kSlots) {
      const auto number = static_cast<std::uint8_t>(kTable[slot] - 1u);
      if (name == kAttributeNames[number] || equals(name, kAttributeNames[number]))
        return AttributeName(number);
    }
    return is_of_a_kept_kind(name) ? std::optional(AttributeName::other()) : std::nullopt;
  }
};

std::optional<AttributeName> kept_attribute(std::string_view name) { return KeptNames::find(name); }

bool may_hide(std::string_view css) {
  return contains(css, "none") || contains(css, "hidden") || css.find('&') != std::string_view::npos;
}

}  // namespace newsloom::html
