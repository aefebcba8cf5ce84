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

/// The products of all pairs, term by term: who holds it stands in one stretch of memory, and a term that one
/// member alone holds is passed over.
class Circle::Products {
 public:
  /// Adds up in `sums` what each two of the members have in common.
  static void add_up(std::span<const Entry* const> members, std::vector<Sums>& sums) {
    thread_local Products products;  // 700 kB: to clear them for each list would cost more than to fill them
    products.count_holders(members);
    products.reserve_stretches();
    for (std::size_t member = 0; member < members.size(); ++member)
      products.add(member, members[member]->vector, sums.data() + (member * (member - 1)) / 2);
  }

 private:
  struct Holder {
    std::uint16_t member = 0, whole = 0, opening = 0, title = 0;
  };
  /// An article's places are numbers of 8 bits.
  static constexpr std::size_t kMostTerms = std::numeric_limits<std::uint8_t>::max() + 1;
  /// More than a full circle has terms.
  static constexpr std::size_t kCells = 32768;
  static_assert(kCells > (kMost + 1) * kMostTerms);
  struct Cell {
    TermSlot slot = kNoSlot;
    std::uint32_t list = 0;            // the list that wrote it; for any other it is empty
    std::uint32_t count = 0;           // of members that hold the term
    std::uint32_t first = 0, end = 0;  // those added so far, among the holders
  };
  using CellNumber = std::uint16_t;
  static constexpr CellNumber kNoCell = kCells;
  /// Terms whose cells are fetched before they are asked for: each lies somewhere else.
  static constexpr std::size_t kAhead = 8;

  /// Where the term's search begins: the upper bits of a product (Fibonacci hashing; Knuth, volume 3, 6.4),
  /// as slots are dense numbers.
  static std::size_t cell_of(TermSlot slot) {
    return (slot * std::uint32_t{0x9E3779B1}) >> (32 - std::bit_width(kCells - 1));
  }

  CellNumber count(TermSlot slot) {
    std::size_t at = cell_of(slot);
    while (cells_[at].list == list_ && cells_[at].slot != slot) at = (at + 1) % kCells;
    Cell& cell = cells_[at];
    if (cell.list != list_) cell = {.slot = slot, .list = list_};
    if (++cell.count == 2) shared_.push_back(static_cast<CellNumber>(at));
    return static_cast<CellNumber>(at);
  }
  void count_holders(std::span<const Entry* const> members) {
    if (++list_ == 0) {  // after 4 billion lists
      cells_.assign(kCells, {});
      list_ = 1;
    }
    shared_.clear();
    places_.clear();
    for (const Entry* member : members) {
      const auto slots = member->vector.terms().slots;
      for (std::size_t i = 0; i < slots.size(); ++i) {
        if (i + kAhead < slots.size()) __builtin_prefetch(&cells_[cell_of(slots[i + kAhead])]);
        places_.push_back(slots[i] == kNoSlot ? kNoCell : count(slots[i]));
      }
    }
    next_ = places_.data();
  }
  void reserve_stretches() {
    std::uint32_t end = 0;
    for (const CellNumber number : shared_) {
      Cell& cell = cells_[number];
      cell.first = cell.end = end;
      end += cell.count;
    }
    if (holders_.size() < end) holders_.resize(end);
  }

  /// Adds up in `row` what the member has in common with each before it.
  void add(std::size_t member, const ArticleVector& vector, Sums* row) {
    const Terms terms = vector.terms();
    std::array<Holder, kMostTerms> mine{};
    for (std::size_t i = 0; i < terms.size(); ++i)
      mine[i] = {.member = static_cast<std::uint16_t>(member), .whole = terms.weights[i]};
    const Part opening = vector.opening(), title = vector.title();
    for (std::size_t i = 0; i < opening.places.size(); ++i)
      mine[opening.places[i]].opening = opening.weights[i];
    for (std::size_t i = 0; i < title.places.size(); ++i) mine[title.places[i]].title = title.weights[i];
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const CellNumber number = *next_++;
      if (number == kNoCell || cells_[number].count < 2) continue;
      Cell& cell = cells_[number];
      add_products(mine[i], std::span(holders_).subspan(cell.first, cell.end - cell.first), row);
      holders_[cell.end++] = mine[i];
    }
  }
  static void add_products(const Holder& mine, std::span<const Holder> others, Sums* row) {
    for (const Holder& other : others)
      row[other.member].whole += (std::uint32_t{mine.whole} * other.whole) >> kDropped;
    if (mine.opening == 0 && mine.title == 0) return;
    for (const Holder& other : others) {
      row[other.member].opening += (std::uint32_t{mine.opening} * other.opening) >> kDropped;
      row[other.member].title += (std::uint32_t{mine.title} * other.title) >> kDropped;
    }
  }

  std::vector<Cell> cells_ = std::vector<Cell>(kCells);
  std::vector<CellNumber> shared_;  // cells of terms that more than one member holds
  std::vector<CellNumber> places_;  // the cell of each term of each member
  std::vector<Holder> holders_;
  const CellNumber* next_ = nullptr;
  std::uint32_t list_ = 0;
};

Circle::Circle(const Collection& collection, const Entry& query, std::span<const Candidate> nearest) {
  members_.reserve(1 + kMost);
  members_.push_back(&query);
  for (const Candidate& candidate : nearest.first(std::min(nearest.size(), kMost)))
    members_.push_back(&collection.at(candidate.entry));
  sums_.resize(size() * (size() - 1) / 2);
  nearness_.resize(sums_.size());
  standings_.resize(size());
  Products::add_up(members_, sums_);
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
