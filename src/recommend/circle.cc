#include "recommend/circle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

#include "recommend/moment.h"

namespace newsloom::recommend {
namespace {

/// Neighbours of a member that are counted, and the one that stands for what is usual around it.
constexpr std::size_t kNeighbours = 20, kTenth = 10;
/// What is farther is nobody's neighbour.
constexpr float kFarthest = 0.05F;
/// Of a neighbour that is written as one number: its place.
constexpr std::uint64_t kPlaceBits = 0xFFFFFFFF;
/// Days taken where a time is unknown.
constexpr double kUnknownDays = 2;
/// Weights are whole numbers, 65535 of them a unit; the last bits of a product are dropped, so that no sum
/// passes 32 bits. Sums of whole numbers come out the same in any order.
constexpr int kDropped = 8;
constexpr double kUnit = 65535.0 * 65535.0 / (1 << kDropped);

double cosine(std::uint32_t sum) { return std::min(1.0, sum / kUnit); }

}  // namespace

/// For each term the members that hold it so far, one linked to the next.
class Circle::Products {
 public:
  explicit Products(std::vector<Sums>& sums) : sums_(sums), table_(table()) {
    table_.holders.clear();
    if (++table_.list == 0) {  // after 4 billion lists
      table_.cells.assign(kCells, {});
      table_.list = 1;
    }
  }

  /// Adds up what the member has in common with all before it.
  void add(std::size_t member, const ArticleVector& vector) {
    const Terms terms = vector.terms();
    std::array<Holder, kMostTerms> mine{};
    for (std::size_t i = 0; i < terms.size(); ++i) mine[i].whole = terms.weights[i];
    const Part opening = vector.opening(), title = vector.title();
    for (std::size_t i = 0; i < opening.places.size(); ++i)
      mine[opening.places[i]].opening = opening.weights[i];
    for (std::size_t i = 0; i < title.places.size(); ++i) mine[title.places[i]].title = title.weights[i];
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (i + kAhead < terms.size()) __builtin_prefetch(&table_.cells[cell_of(terms.slots[i + kAhead])]);
      if (terms.slots[i] != kNoSlot) add(member, terms.slots[i], mine[i]);
    }
  }

 private:
  struct Holder {
    std::uint16_t whole = 0, opening = 0, title = 0;
    std::uint16_t member = 0;
    std::uint32_t next = kNone;
  };
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  /// An article's places are numbers of 8 bits.
  static constexpr std::size_t kMostTerms = std::numeric_limits<std::uint8_t>::max() + 1;
  /// More than a full circle has terms.
  static constexpr std::size_t kCells = 32768;
  static_assert(kCells > (kMost + 1) * kMostTerms);
  struct Cell {
    TermSlot slot = kNoSlot;
    std::uint32_t list = 0;  // the list that wrote it; for any other it is empty
    std::uint32_t first = kNone;
  };
  /// 500 kB that a thread keeps: to clear them for each list would cost more than to fill them.
  struct Table {
    std::vector<Cell> cells = std::vector<Cell>(kCells);
    std::vector<Holder> holders;
    std::uint32_t list = 0;
  };
  static Table& table() {
    thread_local Table table;
    return table;
  }
  /// Terms whose cells are fetched before they are asked for: each lies somewhere else.
  static constexpr std::size_t kAhead = 8;
  /// Where the term's search begins: the upper bits of a product (Fibonacci hashing; Knuth, volume 3, 6.4),
  /// as slots are dense numbers.
  static std::size_t cell_of(TermSlot slot) {
    return (slot * std::uint32_t{0x9E3779B1}) >> (32 - std::bit_width(kCells - 1));
  }
  void add(std::size_t member, TermSlot slot, Holder mine) {
    std::size_t at = cell_of(slot);
    while (table_.cells[at].list == table_.list && table_.cells[at].slot != slot) at = (at + 1) % kCells;
    Cell& cell = table_.cells[at];
    if (cell.list != table_.list) cell = {slot, table_.list, kNone};
    const std::size_t row = member * (member - 1) / 2;  // nothing stands before member 0
    for (std::uint32_t i = cell.first; i != kNone; i = table_.holders[i].next) {
      const Holder& other = table_.holders[i];
      Sums& sums = sums_[row + other.member];
      sums.whole += (std::uint32_t{mine.whole} * other.whole) >> kDropped;
      sums.opening += (std::uint32_t{mine.opening} * other.opening) >> kDropped;
      sums.title += (std::uint32_t{mine.title} * other.title) >> kDropped;
    }
    mine.member = static_cast<std::uint16_t>(member);
    mine.next = cell.first;
    cell.first = static_cast<std::uint32_t>(table_.holders.size());
    table_.holders.push_back(mine);
  }

  std::vector<Sums>& sums_;
  Table& table_;
};

Circle::Circle(const Collection& collection, const Entry& query, std::span<const Candidate> nearest) {
  members_.reserve(1 + kMost);
  members_.push_back(&query);
  for (const Candidate& candidate : nearest.first(std::min(nearest.size(), kMost)))
    members_.push_back(&collection.at(candidate.entry));
  sums_.resize(size() * (size() - 1) / 2);
  nearness_.resize(sums_.size());
  standings_.resize(size());
  Products products(sums_);
  for (std::size_t place = 0; place < size(); ++place) products.add(place, member(place).vector);
  for (std::size_t a = 1; a < size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const double days = days_between(member(a).moment, member(b).moment).value_or(kUnknownDays);
      nearness_[pair(a, b)] = static_cast<float>(cosine(sums_[pair(a, b)].whole) / std::sqrt(1 + days));
    }
  }
  for (std::size_t place = 0; place < size(); ++place) rank_neighbours(place);
}

/// A member counts among its own neighbours: two that are each other's nearest have both in common.
void Circle::rank_neighbours(std::size_t member) {
  // Nearness in the upper half, whose bits are in the order of the numbers as none is below 0; of equals the
  // one before.
  std::array<std::uint64_t, kMost> others;
  std::size_t count = 0;
  for (std::size_t other = 0; other < size(); ++other) {
    if (other == member) continue;
    const auto bits = std::bit_cast<std::uint32_t>(nearness_[pair(member, other)]);
    others[count++] = (std::uint64_t{bits} << 32) | (kMost - other);
  }
  if (count == 0) return;
  const auto near = [](std::uint64_t neighbour) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(neighbour >> 32));
  };
  const auto first = others.begin(), last = first + static_cast<std::ptrdiff_t>(count);
  const auto counted = first + static_cast<std::ptrdiff_t>(std::min(count, kNeighbours));
  if (counted != last) std::nth_element(first, counted, last, std::greater{});
  Standing& standing = standings_[member];
  standing.neighbours.set(member);
  for (auto neighbour = first; neighbour != counted; ++neighbour)
    if (near(*neighbour) > kFarthest) standing.neighbours.set(kMost - (*neighbour & kPlaceBits));
  const auto tenth = first + static_cast<std::ptrdiff_t>(std::min(count, kTenth) - 1);
  std::nth_element(first, tenth, counted, std::greater{});
  standing.tenth = near(*tenth);
  standing.nearest = near(*std::max_element(first, tenth + 1));
}

Likeness Circle::alike(std::size_t a, std::size_t b) const {
  const Sums& sums = sums_[pair(a, b)];
  return {cosine(sums.whole), cosine(sums.opening), cosine(sums.title)};
}

Company Circle::company(std::size_t a, std::size_t b) const {
  const Standing &one = standings_[a], &two = standings_[b];
  const double near = nearness_[pair(a, b)];
  const auto against = [near](float measure) { return measure > 0 ? near / measure : 0.0; };
  const auto [nearest_less, nearest_more] = std::minmax(one.nearest, two.nearest);
  const auto [tenth_less, tenth_more] = std::minmax(one.tenth, two.tenth);
  const auto fewer = std::min(one.neighbours.count(), two.neighbours.count());
  return {
      .common = static_cast<double>((one.neighbours & two.neighbours).count()) / static_cast<double>(fewer),
      .of_nearest_less = against(nearest_more),
      .of_nearest_more = against(nearest_less),
      .of_tenth_less = against(tenth_more),
      .of_tenth_more = against(tenth_less),
      .nearest_less = nearest_less,
      .nearest_more = nearest_more};
}

}  // namespace newsloom::recommend
