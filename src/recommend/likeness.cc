#include "recommend/likeness.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace newsloom::recommend {
namespace {

/// Shares in closeness(). The opening by itself is a weaker judge than the whole text, and a better one
/// together with it; the headline alone is weaker still (docs/ranking.md).
constexpr double kWholeShare = 0.60, kOpeningShare = 0.36, kTitleShare = 0.04;

/// Weights are whole numbers, 65535 of them a unit: the sum is exact, in whatever order.
double cosine(std::uint64_t sum) { return std::min(1.0, static_cast<double>(sum) / (65535.0 * 65535.0)); }

/// The upper bits of a product (Fibonacci hashing; Knuth, volume 3, 6.4): slots are dense numbers.
template <std::size_t Size>
std::size_t hash(TermSlot slot) {
  return (slot * std::uint32_t{0x9E3779B1}) >> (32 - std::bit_width(Size - 1));
}

}  // namespace

Spread::Spread(const ArticleVector& of) {
  const Terms terms = of.terms();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (terms.slots[i] == kNoSlot) continue;  // nobody holds it
    Number& first = first_[hash<kBytes>(terms.slots[i])];
    cells_[i + 1] = {.slot = terms.slots[i], .whole = terms.weights[i], .next = first};
    first = static_cast<Number>(i + 1);
  }
  const auto put = [&](const Part& part, std::uint16_t Cell::* weight) {
    for (std::size_t i = 0; i < part.places.size(); ++i) cells_[part.places[i] + 1].*weight = part.weights[i];
  };
  put(of.opening(), &Cell::opening);
  put(of.title(), &Cell::title);
}

Likeness Spread::with(const ArticleVector& other) const {
  const Terms terms = other.terms();
  std::array<Number, kTermsPerArticle> shared, meets, cells{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Number first = first_[hash<kBytes>(terms.slots[i])];
    shared[count] = static_cast<Number>(i);
    meets[count] = first;
    count += first != 0 ? 1 : 0;
  }
  std::uint64_t whole = 0, opening = 0, title = 0;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t i = shared[k];
    Number at = meets[k];
    while (at != 0 && cells_[at].slot != terms.slots[i]) at = cells_[at].next;
    cells[i] = at;
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
