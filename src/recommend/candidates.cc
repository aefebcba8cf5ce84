// First roughly, then exactly. The heaviest terms of the query are looked up, epoch by epoch around the
// query's day, only the heaviest postings of each; their products are added up, decayed by time, and the best
// few hundred articles (with those of the same storyline, whatever their words) are compared with the query
// field by field, term by term.
#include "recommend/candidates.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace newsloom::recommend {
namespace {

/// Terms of the query that are looked up. The lightest half of an article's terms finds hardly anything by
/// itself.
constexpr std::size_t kTermsLookedUp = 48;
/// Postings read of one term in the query's own epoch and its neighbours, and in one farther away.
constexpr std::size_t kPostingsNear = kPostingsRead, kPostingsFar = 96;
constexpr int kNearEpochs = 1;
/// Articles compared exactly.
constexpr std::size_t kComparedExactly = 256;
/// Articles of the storyline considered on each side of the query in time.
constexpr std::size_t kOfStoryline = 64;
/// A piece of the same storyline against one of the same closeness in words.
constexpr double kStorylineWorth = 1.25;
/// A teaser against a text that can be read.
constexpr double kTeaserWorth = 0.9;
/// An article in another language than the query's, for readers of the query.
constexpr double kOtherLanguageWorth = 0.25;

/// Sums per article in a table with open addressing; sized once for the most that can come.
class Sums {
 public:
  explicit Sums(std::size_t most) : cells_(std::bit_ceil(2 * most + 2)), mask_(cells_.size() - 1) {}
  void add(EntrySlot entry, std::uint32_t amount) {
    std::size_t at = (entry * std::size_t{0x9E3779B1}) & mask_;
    while (cells_[at].key != 0 && cells_[at].key != entry + 1) at = (at + 1) & mask_;
    cells_[at].key = entry + 1;
    cells_[at].sum += amount;
  }
  template <class Visitor>
  void each(Visitor visit) const {
    for (const Cell& cell : cells_)
      if (cell.key != 0) visit(cell.key - 1, cell.sum);
  }

 private:
  struct Cell {
    std::uint32_t key = 0;  // entry + 1; 0 is free
    std::uint32_t sum = 0;
  };
  std::vector<Cell> cells_;
  std::size_t mask_;
};

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

struct Window {
  Epoch center, first, last;
  std::size_t depth(Epoch epoch) const {
    const int distance = std::abs(int{epoch} - int{center});
    return epoch == kTimeless || distance <= kNearEpochs ? kPostingsNear : kPostingsFar;
  }
};

Window window_of(std::int64_t standing, const RecommendOptions& options) {
  const Epoch center = epoch_around(standing);
  const int reach = std::max(0, options.stale_after_days) / kDaysPerEpoch + 1;
  int last = std::min<int>(center + reach, std::numeric_limits<Epoch>::max());
  if (options.as_of_utc) last = std::min<int>(last, epoch_around(*options.as_of_utc));
  return {center, static_cast<Epoch>(std::max(kTimeless + 1, center - reach)), static_cast<Epoch>(last)};
}

/// Calls `visit` for the heaviest postings of the term, timeless ones first, then epoch by epoch.
template <class Visitor>
void walk(const PostingIndex& index, TermSlot term, const Window& window, Visitor visit) {
  for (Epoch start : {kTimeless, window.first}) {
    const Epoch end = start == kTimeless ? kTimeless : window.last;
    auto rest = index.from(term, start);
    while (!rest.empty() && rest.front().epoch <= end) {
      const Epoch epoch = rest.front().epoch;
      const std::size_t depth = window.depth(epoch);
      std::size_t read = 0;
      while (read < rest.size() && rest[read].epoch == epoch && read < depth) visit(rest[read++]);
      const bool more = read < rest.size() && rest[read].epoch == epoch;
      if (more && epoch == end) break;
      rest = more ? index.from(term, static_cast<Epoch>(epoch + 1)) : rest.subspan(read);
    }
  }
}

/// The entries worth an exact look, by the rough sums.
std::vector<EntrySlot> rough(const Collection& collection, const Entry& query,
                             const RecommendOptions& options) {
  const Window window = window_of(collection.standing(query), options);
  const auto terms = heaviest(query.vector.terms());
  std::size_t most = 0;
  for (const Lookup& term : terms)
    walk(collection.postings(), term.slot, window, [&](const Posting&) { ++most; });
  Sums sums(std::min(most, collection.size()));
  for (const Lookup& term : terms)
    walk(collection.postings(), term.slot, window, [&](const Posting& posting) {
      sums.add(posting.entry, (std::uint32_t{term.weight} * posting.impact) >> 8);
    });
  struct Rough {
    double score;
    EntrySlot entry;
  };
  std::vector<Rough> found;
  sums.each([&](EntrySlot slot, std::uint32_t sum) {
    const Entry& entry = collection.at(slot);
    if (entry.id == query.id || !in_sight(collection, query, entry, options)) return;
    found.push_back({sum * nearness(days_between(query.moment, entry.moment)), slot});
  });
  const std::size_t kept = std::min(found.size(), kComparedExactly);
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept),
                            [&](const Rough& a, const Rough& b) {
                              if (a.score != b.score) return a.score > b.score;
                              return number(collection.at(a.entry).id) < number(collection.at(b.entry).id);
                            });
  std::vector<EntrySlot> slots;
  for (std::size_t i = 0; i < kept; ++i) slots.push_back(found[i].entry);
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

bool in_sight(const Collection& collection, const Entry& query, const Entry& entry,
              const RecommendOptions& options) {
  if (!options.only_source.empty() && collection.source(entry) != options.only_source) return false;
  if (!entry.moment.known) return true;
  if (options.as_of_utc && day_of(entry.moment.utc) > day_of(*options.as_of_utc)) return false;
  const auto days = days_between(query.moment, entry.moment);
  return !days || *days <= options.stale_after_days;
}

std::vector<Candidate> find_candidates(const Collection& collection, const Entry& query,
                                       const RecommendOptions& options) {
  std::vector<EntrySlot> slots = rough(collection, query, options);
  add_storyline(collection, query, slots);
  std::ranges::sort(slots);
  slots.erase(std::ranges::unique(slots).begin(), slots.end());

  std::vector<Candidate> candidates;
  for (const EntrySlot slot : slots) {
    const Entry& entry = collection.at(slot);
    if (entry.id == query.id || !in_sight(collection, query, entry, options)) continue;
    Candidate candidate{.entry = slot};
    candidate.closeness = closeness(query.vector, entry.vector);
    candidate.days = days_between(query.moment, entry.moment);
    candidate.same_storyline = query.storyline != StorylineId::kNone && entry.storyline == query.storyline;
    double score = candidate.closeness * nearness(candidate.days);
    if (candidate.same_storyline && entry.story != query.story) score *= kStorylineWorth;
    if (entry.teaser) score *= kTeaserWorth;
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
