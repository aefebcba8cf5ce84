#include "recommend/likeness.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

namespace newsloom::recommend {
namespace {

/// Shares in closeness(). The opening by itself is a weaker judge than the whole text, and a better one
/// together with it; the headline alone is weaker still (docs/ranking.md).
constexpr double kWholeShare = 0.55, kOpeningShare = 0.33, kTitleShare = 0.12;

/// Weights are whole numbers, 65535 of them a unit: the sum is exact, in whatever order.
double cosine(std::uint64_t sum) { return std::min(1.0, static_cast<double>(sum) / (65535.0 * 65535.0)); }

/// The upper bits of a product (Fibonacci hashing; Knuth, volume 3, 6.4): slots are dense numbers.
template <std::size_t Size>
std::size_t hash(TermSlot slot) {
  return (slot * std::uint32_t{0x9E3779B1}) >> (32 - std::bit_width(Size - 1));
}

/// For each coordinate of an article a cell.
using Cells = std::array<std::uint16_t, std::numeric_limits<std::uint8_t>::max() + 1>;

}  // namespace

std::size_t Spread::cell_of(TermSlot slot) const {
  std::size_t at = hash<kCells>(slot);
  while (cells_[at].slot != slot && cells_[at].slot != kNoSlot) at = (at + 1) % kCells;
  return at;
}

Spread::Spread(const ArticleVector& of) {
  const Terms terms = of.terms();
  Cells cells{};
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const TermSlot slot = terms.slots[i];
    cells[i] = static_cast<std::uint16_t>(slot == kNoSlot ? kCells : cell_of(slot));
    if (slot == kNoSlot) continue;  // nobody holds it
    cells_[cells[i]].slot = slot;
    cells_[cells[i]].whole = terms.weights[i];
    bits_[hash<kBits>(slot) / 64] |= std::uint64_t{1} << (hash<kBits>(slot) % 64);
  }
  const auto put = [&](const Part& part, std::uint16_t Cell::* weight) {
    for (std::size_t i = 0; i < part.places.size(); ++i)
      if (cells[part.places[i]] != kCells) cells_[cells[part.places[i]]].*weight = part.weights[i];
  };
  put(of.opening(), &Cell::opening);
  put(of.title(), &Cell::title);
}

Likeness Spread::with(const ArticleVector& other) const {
  const Terms terms = other.terms();
  std::array<std::uint8_t, Cells{}.size()> shared;
  Cells cells;
  std::size_t count = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::size_t bit = hash<kBits>(terms.slots[i]);
    cells[i] = kCells;
    shared[count] = static_cast<std::uint8_t>(i);
    count += (bits_[bit / 64] >> (bit % 64)) & 1;
  }
  std::uint64_t whole = 0, opening = 0, title = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = shared[k], at = cell_of(terms.slots[i]);  // an empty cell weighs nothing
    cells[i] = static_cast<std::uint16_t>(at);
    whole += std::uint64_t{terms.weights[i]} * cells_[at].whole;
  }
  const Part openings = other.opening(), titles = other.title();
  for (std::size_t i = 0; i < openings.places.size(); ++i)
    opening += std::uint64_t{openings.weights[i]} * cells_[cells[openings.places[i]]].opening;
  for (std::size_t i = 0; i < titles.places.size(); ++i)
    title += std::uint64_t{titles.weights[i]} * cells_[cells[titles.places[i]]].title;
  return {cosine(whole), cosine(opening), cosine(title)};
}

Likeness likeness(const ArticleVector& a, const ArticleVector& b) { return Spread(a).with(b); }

double closeness(const Likeness& likeness) {
  return kWholeShare * likeness.whole + kOpeningShare * likeness.opening + kTitleShare * likeness.title;
}

}  // namespace newsloom::recommend
