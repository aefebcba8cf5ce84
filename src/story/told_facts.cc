#include "story/told_facts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <string_view>

namespace newsloom::story {
namespace {

using features::TermId;
using Length = std::uint16_t;

template <class Item>
void append(const std::vector<Item>& items, std::string& out) {
  for (const Item& item : items) {
    // Longer ones are no names; cut they would be no text.
    if (item.surface.size() > std::numeric_limits<Length>::max()) continue;
    const auto length = static_cast<Length>(item.surface.size());
    out.append(reinterpret_cast<const char*>(&item.term), sizeof item.term);
    out.append(reinterpret_cast<const char*>(&length), sizeof length);
    out += item.surface;
  }
}

/// From the front. REQUIRES: it is there.
template <class Value>
Value take(std::string_view& packed) {
  std::array<char, sizeof(Value)> bytes;
  std::ranges::copy(packed.substr(0, bytes.size()), bytes.begin());
  packed.remove_prefix(bytes.size());
  return std::bit_cast<Value>(bytes);
}

template <class Item>
std::vector<Item> read(std::string_view packed) {
  std::vector<Item> out;
  while (!packed.empty()) {
    Item item;
    item.term = take<TermId>(packed);
    const auto length = take<Length>(packed);
    item.surface = packed.substr(0, length);
    packed.remove_prefix(length);
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace

ToldFacts::ToldFacts(const features::Features& features) : has_names_(!features.names.empty()) {
  constexpr std::size_t kAbout = 16;
  packed_.reserve(kAbout * (features.names.size() + features.numbers.size()));
  append(features.names, packed_);
  numbers_at_ = packed_.size();
  append(features.numbers, packed_);
  packed_.shrink_to_fit();
}

std::vector<features::Name> ToldFacts::names() const {
  return read<features::Name>(std::string_view(packed_).substr(0, numbers_at_));
}

std::vector<features::Number> ToldFacts::numbers() const {
  return read<features::Number>(std::string_view(packed_).substr(numbers_at_));
}

}  // namespace newsloom::story
