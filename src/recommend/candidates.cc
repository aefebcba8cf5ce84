// First roughly, then exactly. The heaviest terms of the query are looked up, epoch by epoch around the
// query's day, only the heaviest postings of each; their products, decayed by time, are added up, and the
// best few hundred articles (with those of the same storyline, whatever their words) are compared with the
// query field by field, term by term.
#include "recommend/candidates.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>

namespace newsloom::recommend {
namespace {

/// Terms of the query that are looked up. The lightest half of an article's terms finds hardly anything by
/// itself.
constexpr std::size_t kTermsLookedUp = 48;
/// Postings read of one term in the query's own epoch and its neighbours, and in one farther away.
constexpr std::size_t kPostingsNear = kPostingsRead, kPostingsFar = 96;
constexpr int kNearEpochs = 1;
/// Of a cosine: what a posting must add to an article's sum. All that follow it in its epoch add less.
constexpr float kWorthAdding = 0.0005F;
/// Articles looked at by the rough sum, and compared exactly.
constexpr std::size_t kLookedAt = 512, kComparedExactly = 192;
/// Articles fetched before they are looked at: each lies somewhere else in memory.
constexpr std::ptrdiff_t kAhead = 8;
/// Of those compared exactly, entries and their longer vectors; of postings read, the sums they add to.
constexpr std::size_t kEntriesAhead = 8, kFetchedAhead = 3, kPostingsAhead = 12;
/// Articles of the storyline considered on each side of the query in time.
constexpr std::size_t kOfStoryline = 64;
/// A piece of the same storyline against one of the same closeness in words.
constexpr double kStorylineWorth = 1.25;
/// A teaser against a text that can be read.
constexpr double kTeaserWorth = 0.9;
/// An article in another language than the query's, for readers of the query.
constexpr double kOtherLanguageWorth = 0.25;

struct Rough {
  float sum;
  EntrySlot entry;
  bool operator<(const Rough& other) const {
    return sum != other.sum ? sum > other.sum : entry < other.entry;
  }
};

/// A sum for each article. The tables are kept by the thread: a list touches some ten thousands of a hundred
/// thousand sums, and clears those alone.
class Sums {
 public:
  explicit Sums(std::size_t slots) : tables_(tables()) {
    if (tables_.sums.size() < slots) {
      tables_.sums.resize(slots);
      tables_.touched.resize(slots + 1);
    }
  }
  Sums(const Sums&) = delete;
  Sums& operator=(const Sums&) = delete;
  ~Sums() { clear(); }

  /// `amount`: above 0.
  void add(EntrySlot slot, float amount) {
    float& sum = tables_.sums[slot];
    // Whether it is the first cannot be foretold: it is written down in any case, and kept if it is.
    tables_.touched[touched_] = slot;
    touched_ += sum == 0 ? 1 : 0;
    sum += amount;
  }
  void fetch(EntrySlot slot) const { __builtin_prefetch(&tables_.sums[slot]); }

  /// All but `left_out`, the `first` best of them before all others, else in no order that means anything.
  /// Lives as long as this, which has no sums any more.
  std::span<Rough> take(std::optional<EntrySlot> left_out, std::size_t first) {
    if (left_out) tables_.sums[*left_out] = 0;
    auto& found = tables_.found;
    found.resize(touched_);
    std::array<std::uint32_t, kSteps> of_step{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < touched_; ++i) {
      const EntrySlot slot = tables_.touched[i];
      const float sum = std::exchange(tables_.sums[slot], 0.0F);
      if (sum == 0) continue;
      found[count++] = {sum, slot};
      ++of_step[step_of(sum)];
    }
    touched_ = 0;
    found.resize(count);
    if (count <= first) return found;
    // All above a step that has the last of the best are among them: only in it is there to choose.
    std::size_t step = kSteps, above = 0;
    while (above < first) above += of_step[--step];
    auto end = found.begin();
    for (Rough& rough : found)
      if (step_of(rough.sum) >= step) std::swap(rough, *end++);
    std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(first), end);
    return found;
  }

 private:
  /// Of what is worth adding up to four units, 128 to each doubling; what is less or more stands with these.
  static constexpr std::size_t kSteps = 13 * 128;
  static std::size_t step_of(float sum) {
    constexpr int kDropped = 23 - 7;  // of the bits behind the point
    constexpr std::int32_t kLowest = std::bit_cast<std::int32_t>(0x1p-11F) >> kDropped;
    const std::int32_t step = (std::bit_cast<std::int32_t>(sum) >> kDropped) - kLowest;
    return static_cast<std::size_t>(std::clamp<std::int32_t>(step, 0, kSteps - 1));
  }
  void clear() {
    for (; touched_ > 0; --touched_) tables_.sums[tables_.touched[touched_ - 1]] = 0;
  }

  struct Tables {
    std::vector<float> sums;         // by slot
    std::vector<EntrySlot> touched;  // those that have one, and room for one more
    std::vector<Rough> found;
  };
  static Tables& tables() {
    thread_local Tables tables;
    return tables;
  }
  Tables& tables_;
  std::size_t touched_ = 0;
};

/// The postings behind those of `epoch`.
std::span<const Posting> behind(std::span<const Posting> all, Epoch epoch) {
  return {std::ranges::upper_bound(all, epoch, {}, &Posting::epoch), all.end()};
}

struct Lookup {
  TermSlot slot = 0;
  std::uint16_t weight = 0;
};

std::vector<Lookup> heaviest(const Terms& terms) {
  std::vector<Lookup> top;
  top.reserve(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) top.push_back({terms.slots[i], terms.weights[i]});
  const std::size_t kept = std::min(top.size(), kTermsLookedUp);
  std::ranges::partial_sort(top, top.begin() + static_cast<std::ptrdiff_t>(kept),
                            [](const Lookup& a, const Lookup& b) {
                              return a.weight != b.weight ? a.weight > b.weight : a.slot < b.slot;
                            });
  top.resize(kept);
  return top;
}

/// The epochs that are looked at, and how near each is: what is filed there, before each article's own time
/// is looked at.
class Window {
 public:
  Window(std::int64_t standing, const RecommendOptions& options) : center_(epoch_around(standing)) {
    const int reach = std::max(0, options.stale_after_days) / kDaysPerEpoch + 1;
    int last = std::min<int>(center_ + reach, std::numeric_limits<Epoch>::max());
    if (options.as_of_utc) last = std::min<int>(last, epoch_around(*options.as_of_utc));
    first_ = static_cast<Epoch>(std::max(kTimeless + 1, center_ - reach));
    last_ = static_cast<Epoch>(last);
    for (int epoch = first_; epoch <= last; ++epoch)
      nearness_.push_back(static_cast<float>(nearness(std::abs(epoch - center_) * double{kDaysPerEpoch})));
  }
  Epoch first() const { return first_; }
  Epoch last() const { return last_; }
  /// Postings of one term that are read there.
  std::size_t depth(Epoch epoch) const {
    return epoch == kTimeless || std::abs(epoch - center_) <= kNearEpochs ? kPostingsNear : kPostingsFar;
  }
  /// REQUIRES: kTimeless, or an epoch from first() to last().
  float nearness_of(Epoch epoch) const {
    return epoch == kTimeless ? timeless_ : nearness_[static_cast<std::size_t>(epoch - first_)];
  }

 private:
  int center_;
  Epoch first_ = 0, last_ = 0;
  std::vector<float> nearness_;
  float timeless_ = static_cast<float>(nearness(std::nullopt));
};

/// The least weight of a term in an article whose product with `factor` is worth adding.
std::uint32_t least_impact(float factor) {
  if (factor * 65535 < kWorthAdding) return 65536;
  auto least = static_cast<std::uint32_t>(kWorthAdding / factor);
  while (least > 0 && factor * static_cast<float>(least - 1) >= kWorthAdding) --least;
  while (factor * static_cast<float>(least) < kWorthAdding) ++least;
  return least;
}

/// Adds the heaviest postings of `epoch`, with which `rest` begins, and takes all of them away.
void add_epoch(const Lookup& term, const Window& window, std::span<const Posting>& rest, Sums& sums) {
  const Epoch epoch = rest.front().epoch;
  const std::size_t depth = std::min(window.depth(epoch), rest.size());
  const float factor = term.weight / (65535.0F * 65535.0F) * window.nearness_of(epoch);
  const std::uint32_t least = least_impact(factor);
  std::size_t i = 0;
  for (; i < depth && rest[i].epoch == epoch && rest[i].impact >= least; ++i) {
    if (i + kPostingsAhead < depth) sums.fetch(rest[i + kPostingsAhead].entry);
    sums.add(rest[i].entry, factor * rest[i].impact);
  }
  rest = rest.subspan(i);
  if (!rest.empty() && rest.front().epoch == epoch) rest = behind(rest, epoch);
}

/// Adds the heaviest postings of the term, timeless ones first, then epoch by epoch.
void add_postings(const PostingIndex& index, const Lookup& term, const Window& window, Sums& sums) {
  auto all = index.from(term.slot, kTimeless);
  if (!all.empty() && all.front().epoch == kTimeless) add_epoch(term, window, all, sums);
  if (window.first() > kTimeless + 1) all = behind(all, static_cast<Epoch>(window.first() - 1));
  while (!all.empty() && all.front().epoch <= window.last()) add_epoch(term, window, all, sums);
}

/// Leaves the `kept` best, in no order.
void keep_best(std::vector<Rough>& all, std::size_t kept) {
  if (all.size() <= kept) return;
  std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(kept), std::less{});
  all.resize(kept);
}

/// The entries worth an exact look, by the rough sums.
std::vector<EntrySlot> rough(const Collection& collection, const Entry& query,
                             const RecommendOptions& options) {
  const Window window(collection.standing(query), options);
  Sums sums(collection.slots());
  const std::vector<Lookup> terms = heaviest(query.vector.terms());
  for (const Lookup& term : terms) collection.postings().fetch(term.slot);
  for (const Lookup& term : terms) add_postings(collection.postings(), term, window, sums);
  const std::span<Rough> found = sums.take(collection.find(query.id), kLookedAt);
  // Each entry lies somewhere else in memory: of thousands only the best are looked at, and more where few of
  // them are in sight.
  std::vector<Rough> seen;
  const bool by_source = !options.only_source.empty();
  for (auto from = found.begin(); from != found.end() && seen.size() < kComparedExactly;) {
    const auto to = from + std::min(found.end() - from, static_cast<std::ptrdiff_t>(kLookedAt));
    if (from != found.begin() && to != found.end()) std::nth_element(from, to, found.end());
    for (; from != to; ++from) {
      if (to - from > kAhead) __builtin_prefetch(&collection.glance(from[kAhead].entry));
      const Moment& moment = collection.glance(from->entry).moment;
      if (!in_sight(query.moment, moment, options)) continue;
      if (by_source && !in_sight(collection, query, collection.glance(from->entry), options)) continue;
      const double precise =
          nearness(days_between(query.moment, moment)) / window.nearness_of(epoch_of(moment));
      seen.push_back({static_cast<float>(from->sum * precise), from->entry});
    }
  }
  keep_best(seen, kComparedExactly);
  std::vector<EntrySlot> slots;
  slots.reserve(seen.size());
  for (const Rough& rough : seen) slots.push_back(rough.entry);
  return slots;
}

/// Adds the members of the query's storyline nearest in time.
void add_storyline(const Collection& collection, const Entry& query, std::vector<EntrySlot>& slots) {
  const auto members = collection.storyline(query.storyline);
  const auto here = std::ranges::lower_bound(members, query.moment.utc, {},
                                             [&](EntrySlot slot) { return collection.at(slot).moment.utc; });
  const auto middle = static_cast<std::size_t>(here - members.begin());
  const std::size_t first = middle > kOfStoryline ? middle - kOfStoryline : 0;
  const std::size_t last = std::min(members.size(), middle + kOfStoryline);
  slots.insert(slots.end(), members.begin() + static_cast<std::ptrdiff_t>(first),
               members.begin() + static_cast<std::ptrdiff_t>(last));
}

}  // namespace

bool in_sight(const Collection& collection, const Entry& query, const Glance& entry,
              const RecommendOptions& options) {
  if (!options.only_source.empty() && collection.source(entry.source) != options.only_source) return false;
  return in_sight(query.moment, entry.moment, options);
}

std::vector<EntrySlot> visible(const Collection& collection, std::span<const EntrySlot> members,
                               const Entry& query, const RecommendOptions& options) {
  std::vector<EntrySlot> seen;
  for (const EntrySlot slot : members)
    if (in_sight(collection, query, collection.glance(slot), options)) seen.push_back(slot);
  return seen;
}

std::vector<Candidate> find_candidates(const Collection& collection, const Entry& query,
                                       const RecommendOptions& options) {
  std::vector<EntrySlot> slots = rough(collection, query, options);
  add_storyline(collection, query, slots);
  std::ranges::sort(slots);
  slots.erase(std::ranges::unique(slots).begin(), slots.end());

  const Spread spread(query.vector);
  std::vector<Candidate> candidates;
  candidates.reserve(slots.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (i + kEntriesAhead < slots.size()) __builtin_prefetch(&collection.at(slots[i + kEntriesAhead]));
    if (i + kFetchedAhead < slots.size()) collection.at(slots[i + kFetchedAhead]).vector.fetch();
    const EntrySlot slot = slots[i];
    const Entry& entry = collection.at(slot);
    if (entry.id == query.id || !in_sight(collection, query, collection.glance(slot), options)) continue;
    Candidate candidate{.entry = slot, .alike = spread.with(entry.vector)};
    candidate.closeness = closeness(candidate.alike);
    candidate.days = days_between(query.moment, entry.moment);
    candidate.same_storyline = query.storyline != StorylineId::kNone && entry.storyline == query.storyline;
    double score = candidate.closeness * nearness(candidate.days);
    if (candidate.same_storyline && entry.story != query.story) score *= kStorylineWorth;
    if (entry.teaser) score *= kTeaserWorth;
    score *= collection.weight(entry);
    if (query.lang != 0 && entry.lang != 0 && query.lang != entry.lang) score *= kOtherLanguageWorth;
    candidate.score = std::min(1.0, score);
    candidates.push_back(candidate);
  }
  std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
    if (a.score != b.score) return a.score > b.score;
    return number(collection.at(a.entry).id) < number(collection.at(b.entry).id);
  });
  return candidates;
}

}  // namespace newsloom::recommend
