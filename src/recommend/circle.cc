#include "recommend/circle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "recommend/moment.h"

namespace newsloom::recommend {
namespace {

/// Neighbours of a member that are counted, and the one that stands for what is usual around it.
constexpr std::size_t kNeighbours = 20, kTenth = 10;
/// What is farther is nobody's neighbour.
constexpr float kFarthest = 0.05F;
/// Days taken where a time is unknown.
constexpr double kUnknownDays = 2;
/// Weights are whole numbers, 65535 of them a unit; the last bits of a product are dropped, so that no sum
/// passes 32 bits. Sums of whole numbers come out the same in any order.
constexpr int kDropped = 8;
constexpr double kUnit = 65535.0 * 65535.0 / (1 << kDropped);

double cosine(std::uint32_t sum) { return std::min(1.0, sum / kUnit); }

}  // namespace

/// The members' coordinates, term by term: who holds it stands in one stretch of memory, and a term that one
/// member alone holds is passed over.
class Circle::Holders {
 public:
  /// A table of this thread.
  static std::unique_ptr<Holders> take() {
    if (spare().empty()) return std::make_unique<Holders>();
    auto taken = std::move(spare().back());
    spare().pop_back();
    return taken;
  }
  static void give_back(std::unique_ptr<Holders> holders) {
    if (!holders || spare().size() == kSpare) return;
    holders->clear_spread();
    spare().push_back(std::move(holders));
  }

  void lay_out(std::span<const Entry* const> members) {
    members_ = members;
    begin();
    for (std::size_t member = 0; member < members.size(); ++member) number_terms(member);
    std::uint32_t end = 0;
    columns_ = 0;
    for (std::size_t term = 0; term < terms_; ++term) {
      first_[term] = end_[term] = end;
      if (count_[term] >= kMany) {
        first_[term] = kInColumn;
        end_[term] = columns_;
        column_[columns_++].fill(0);
      } else if (count_[term] > 1) {
        end += count_[term];
      }
    }
    for (std::size_t member = 0; member < members.size(); ++member) share(member);
  }

  /// Adds up what the member has in common with each.
  void add_up(std::size_t member, std::array<std::uint32_t, kLanes>& wholes) const {
    const Shared* const shared = shared_.data() + member * kTermsPerArticle;
    const Counts& counts = counts_[member];
    for (std::size_t i = 0; i < counts.columns; ++i) {
      const auto& column = column_[end_[shared[i].term]];
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        wholes[lane] += product(shared[i].weight, column[lane]);
    }
    for (std::size_t i = kTermsPerArticle - counts.stretches; i < kTermsPerArticle; ++i)
      for (std::uint32_t at = first_[shared[i].term]; at < end_[shared[i].term]; ++at)
        wholes[stretches_[at].member] += product(shared[i].weight, stretches_[at].weight);
  }

  /// Room for what is known of a member.
  Row& row(std::size_t member) { return rows_[member]; }

  struct Parts {
    std::uint32_t opening = 0, title = 0;
  };
  /// What openings and headlines of two have in common. Cheap while one of them is also in the pair before.
  Parts parts(std::size_t a, std::size_t b) {
    if (spread_ != a && spread_ != b) {
      clear_spread();
      spread(b, std::numeric_limits<std::uint16_t>::max());
      spread_ = b;
    }
    const std::size_t other = spread_ == a ? b : a;
    const ArticleVector& vector = members_[other]->vector;
    return {add_up(other, vector.opening(), openings_), add_up(other, vector.title(), titles_)};
  }

 private:
  using TermNumber = std::uint16_t;
  static constexpr std::size_t kMostTerms = kPlaces * kTermsPerArticle;
  /// For what nobody in the collection holds.
  static constexpr TermNumber kNoTerm = kMostTerms;
  static constexpr std::size_t kNobody = kPlaces;
  struct Holder {
    std::uint16_t member = 0, weight = 0;
  };
  /// A term that so many hold is a column with a weight for each member, most of which are none. There it
  /// takes a fifth of the steps.
  static constexpr std::uint8_t kMany = 16;
  static constexpr std::uint32_t kInColumn = ~std::uint32_t{0};
  /// Twice what a full circle has of terms, so that most look-ups end at once.
  static constexpr std::size_t kCells = 16384;
  static_assert(kCells >= kMostTerms * 3 / 2);
  struct Cell {
    TermSlot slot = kNoSlot;
    std::uint16_t list = 0;  // the list that wrote it; for any other it is empty
    TermNumber term = 0;
  };
  /// Terms whose cells are fetched before they are asked for: each lies somewhere else.
  static constexpr std::size_t kAhead = 8;
  /// Circles of one thread that live at once.
  static constexpr std::size_t kSpare = 2;

  static std::vector<std::unique_ptr<Holders>>& spare() {
    thread_local std::vector<std::unique_ptr<Holders>> spare;
    return spare;
  }
  static std::uint32_t product(std::uint32_t a, std::uint32_t b) { return (a * b) >> kDropped; }
  /// Where the term's search begins: the upper bits of a product (Fibonacci hashing; Knuth, volume 3, 6.4),
  /// as slots are dense numbers.
  static std::size_t cell_of(TermSlot slot) {
    return (slot * std::uint32_t{0x9E3779B1}) >> (32 - std::bit_width(kCells - 1));
  }
  TermNumber* numbers_of(std::size_t member) { return numbers_.data() + member * kTermsPerArticle; }
  const TermNumber* numbers_of(std::size_t member) const {
    return numbers_.data() + member * kTermsPerArticle;
  }

  void begin() {
    if (++list_ == 0) {  // after 65,535 lists
      cells_.assign(kCells, {});
      list_ = 1;
    }
    terms_ = 0;
  }
  void number_terms(std::size_t member) {
    const auto slots = members_[member]->vector.terms().slots;
    TermNumber* const numbers = numbers_of(member);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (i + kAhead < slots.size()) __builtin_prefetch(&cells_[cell_of(slots[i + kAhead])]);
      numbers[i] = slots[i] == kNoSlot ? kNoTerm : number_of(slots[i]);
      ++count_[numbers[i]];
    }
    count_[kNoTerm] = 0;
  }
  TermNumber number_of(TermSlot slot) {
    std::size_t at = cell_of(slot);
    while (cells_[at].list == list_ && cells_[at].slot != slot) at = (at + 1) % kCells;
    Cell& cell = cells_[at];
    if (cell.list != list_) {
      cell = {.slot = slot, .list = list_, .term = static_cast<TermNumber>(terms_)};
      count_[terms_++] = 0;
    }
    return cell.term;
  }

  /// Files what the member has in common with any: terms in columns from the front, in stretches from the
  /// back.
  void share(std::size_t member) {
    const auto weights = members_[member]->vector.terms().weights;
    const TermNumber* const numbers = numbers_of(member);
    Shared* const shared = shared_.data() + member * kTermsPerArticle;
    std::size_t columns = 0, stretches = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const TermNumber term = numbers[i];
      if (first_[term] == kInColumn) {
        shared[columns++] = {term, weights[i]};
        column_[end_[term]][member] = weights[i];
      } else if (count_[term] > 1) {
        shared[kTermsPerArticle - ++stretches] = {term, weights[i]};
        stretches_[end_[term]++] = {static_cast<std::uint16_t>(member), weights[i]};
      }
    }
    counts_[member] = {static_cast<std::uint8_t>(columns), static_cast<std::uint8_t>(stretches)};
  }

  void clear_spread() {
    if (spread_ != kNobody) spread(spread_, 0);
    spread_ = kNobody;
  }
  /// Lays the member's openings and titles out by term, or clears them with a mask of 0.
  void spread(std::size_t member, std::uint16_t mask) {
    const ArticleVector& vector = members_[member]->vector;
    const auto put = [&](const Part& part, auto& weights) {
      for (std::size_t i = 0; i < part.places.size(); ++i)
        weights[numbers_of(member)[part.places[i]]] = part.weights[i] & mask;
    };
    put(vector.opening(), openings_);
    put(vector.title(), titles_);
    openings_[kNoTerm] = titles_[kNoTerm] = 0;
  }
  template <class Weights>
  std::uint32_t add_up(std::size_t member, const Part& part, const Weights& weights) const {
    const TermNumber* const numbers = numbers_of(member);
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < part.places.size(); ++i)
      sum += product(part.weights[i], weights[numbers[part.places[i]]]);
    return sum;
  }

  std::span<const Entry* const> members_;
  std::vector<Cell> cells_ = std::vector<Cell>(kCells);
  std::size_t terms_ = 0;
  // By term: members that hold it, and where those of them begin and end in `stretches_`, which is nowhere
  // for a term of one member; or kInColumn and its column.
  std::array<std::uint8_t, kMostTerms + 1> count_{};
  std::array<std::uint32_t, kMostTerms + 1> first_{}, end_{};
  std::array<Holder, kMostTerms> stretches_{};
  std::array<std::array<std::uint16_t, kLanes>, kMostTerms / kMany> column_{};
  std::uint32_t columns_ = 0;
  std::array<TermNumber, kMostTerms> numbers_{};  // of the coordinates of each member
  struct Shared {
    TermNumber term = 0;
    std::uint16_t weight = 0;
  };
  struct Counts {
    std::uint8_t columns = 0, stretches = 0;
  };
  std::array<Shared, kMostTerms> shared_{};  // of each member, and how many
  std::array<Counts, kPlaces> counts_{};
  std::size_t spread_ = kNobody;  // the member that is laid out by term in the following
  std::array<std::uint16_t, kMostTerms + 1> openings_{}, titles_{};
  std::uint16_t list_ = 0;
  std::array<Row, kPlaces> rows_{};
};

Circle::Circle(const Collection& collection, const Entry& query, std::span<const Candidate> nearest)
    : holders_(Holders::take()) {
  members_.reserve(kPlaces);
  members_.push_back(&query);
  for (const Candidate& candidate : nearest.first(std::min(nearest.size(), kMost)))
    members_.push_back(&collection.at(candidate.entry));
  holders_->lay_out(members_);
}

Circle::~Circle() { Holders::give_back(std::move(holders_)); }
Circle::Circle(Circle&&) noexcept = default;

const Circle::Row& Circle::row(std::size_t member) const {
  Row& row = holders_->row(member);
  if (!compared_.test(member)) {
    compared_.set(member);
    row = {};
    holders_->add_up(member, row.wholes);
    weigh_nearness(member, row);
    rank_neighbours(member, row);
    find_closest(member, row);
  }
  return row;
}

void Circle::weigh_nearness(std::size_t member, Row& row) const {
  const Moment& moment = members_[member]->moment;
  for (std::size_t other = 0; other < size(); ++other) {
    const double days = days_between(moment, members_[other]->moment).value_or(kUnknownDays);
    row.nearness[other] = static_cast<float>(cosine(row.wholes[other]) / std::sqrt(1 + days));
  }
}

/// A member counts among its own neighbours: two that are each other's nearest have both in common. Of equals
/// the one before is nearer.
void Circle::rank_neighbours(std::size_t member, Row& row) const {
  const std::size_t count = size() - 1;
  if (count == 0) return;
  // How many are nearer than each: each pair is compared once, several at a time, without a guess.
  std::array<std::int32_t, kPlaces> nearer{};
  const float own = std::exchange(row.nearness[member], -1.0F);  // behind all others
  for (std::size_t other = 1; other < size(); ++other) {
    std::int32_t behind = 0;
    for (std::size_t before = 0; before < other; ++before) {
      const std::int32_t is_nearer = row.nearness[other] > row.nearness[before] ? 1 : 0;
      nearer[before] += is_nearer;
      behind += is_nearer;
    }
    nearer[other] += static_cast<std::int32_t>(other) - behind;
  }
  row.neighbours.set(member);
  const auto tenth = static_cast<std::int32_t>(std::min(count, kTenth) - 1);
  for (std::size_t other = 0; other < size(); ++other) {
    const float near = row.nearness[other];
    if (nearer[other] == 0) row.nearest = near;
    if (nearer[other] == tenth) row.tenth = near;
    if (nearer[other] < static_cast<std::int32_t>(kNeighbours) && near > kFarthest) row.neighbours.set(other);
  }
  row.nearness[member] = own;
}

/// Of equals the one before.
void Circle::find_closest(std::size_t member, Row& row) const {
  for (std::size_t other = 0; other < size(); ++other) {
    if (other == member) continue;
    std::size_t at = row.close;
    while (at > 0 && row.wholes[row.closest[at - 1]] < row.wholes[other]) --at;
    if (at == kClosest) continue;
    row.close = static_cast<std::uint8_t>(std::min<std::size_t>(row.close + 1, kClosest));
    for (std::size_t i = row.close - 1U; i > at; --i) row.closest[i] = row.closest[i - 1];
    row.closest[at] = static_cast<std::uint8_t>(other);
  }
}

std::span<const std::uint8_t> Circle::closest(std::size_t member) const {
  const Row& of = row(member);
  return {of.closest.data(), of.close};
}

Likeness Circle::alike(std::size_t a, std::size_t b) const {
  const std::uint32_t whole = compared_.test(b) ? row(b).wholes[a] : row(a).wholes[b];
  const auto parts = holders_->parts(a, b);
  return {cosine(whole), cosine(parts.opening), cosine(parts.title)};
}

Company Circle::company(std::size_t a, std::size_t b) const {
  const Row &one = row(a), &two = row(b);
  const double near = one.nearness[b];
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
