// Greedy maximal marginal relevance (Carbonell and Goldstein, 1998) in its multiplying form: a candidate
// keeps the share 1 - kVariety * s of its score, s being its similarity to the closest article already in the
// list. The product falls as the list grows, so the list is in order of its printed scores.
#include "recommend/selection.h"

#include <algorithm>
#include <optional>

#include "recommend/event.h"

namespace newsloom::recommend {
namespace {

/// How much of the score a candidate identical to a chosen one would lose.
constexpr double kVariety = 0.3;

}  // namespace

Selection::Selection(const Collection& collection, const Entry& query, const RecommendOptions& options)
    : collection_(collection),
      query_(query),
      options_(options),
      sources_count_(options.only_source.empty() && collection.known_sources() > 1) {}

bool Selection::has_room_for(std::uint32_t source) const {
  if (!sources_count_ || source == 0 || chosen_.size() >= kSourceWindow) return true;
  const auto of_source = std::ranges::count_if(
      chosen_, [&](const Candidate& chosen) { return collection_.at(chosen.entry).source == source; });
  return static_cast<std::size_t>(of_source) < kPerSource;
}

bool Selection::may_take(EntrySlot slot) const {
  const Entry& entry = collection_.at(slot);
  if (!has_room_for(entry.source)) return false;
  const Spread spread(entry.vector);
  if (is_coverage(collection_, query_, entry, spread.with(query_.vector))) return false;
  return std::ranges::none_of(chosen_, [&](const Candidate& chosen) {
    const Entry& other = collection_.at(chosen.entry);
    return tell_one_event(collection_, entry, other, spread.with(other.vector));
  });
}

void Selection::take(const Candidate& candidate) {
  chosen_.push_back(candidate);
  if (chosen_.size() > 1) {
    const double above = chosen_[chosen_.size() - 2].score;
    chosen_.back().score = std::min(chosen_.back().score, above);
  }
}

void fill_varied(Selection& selection, const Circle& circle, std::span<const Candidate> contenders) {
  const Collection& collection = selection.collection();
  struct Contender {
    Candidate candidate;
    double closest = 0;  // to those chosen
  };
  std::vector<Contender> open;
  open.reserve(contenders.size());
  for (const Candidate& candidate : contenders) open.push_back({candidate});
  const auto score = [](const Contender& contender) {
    return contender.candidate.score * (1 - kVariety * contender.closest);
  };
  while (!selection.full()) {
    auto best = open.end();
    for (auto at = open.begin(); at != open.end(); ++at) {
      if (best != open.end() && score(*at) <= score(*best)) continue;
      if (selection.has_room_for(collection.at(at->candidate.entry).source)) best = at;
    }
    if (best == open.end()) return;
    Candidate taken = best->candidate;
    taken.score = score(*best);
    open.erase(best);
    selection.take(taken);
    const Entry& chosen = collection.at(taken.entry);
    std::optional<Spread> spread;  // for those that have no place in the circle
    std::erase_if(open, [&](Contender& contender) {
      const std::size_t place = contender.candidate.place;
      const bool in_circle = taken.place != 0 && place != 0;
      const Entry& entry = collection.at(contender.candidate.entry);
      if (!in_circle && !spread) spread.emplace(chosen.vector);
      const Likeness alike = in_circle ? circle.alike(taken.place, place) : spread->with(entry.vector);
      contender.closest = std::max(contender.closest, alike.whole);
      return in_circle ? tell_one_event(collection, circle, taken.place, place)
                       : tell_one_event(collection, chosen, entry, alike);
    });
  }
}

}  // namespace newsloom::recommend
