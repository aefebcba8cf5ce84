// Greedy maximal marginal relevance (Carbonell and Goldstein, 1998) in its multiplying form: a candidate
// keeps the share 1 - kVariety * s of its score, s being its similarity to the closest article already in the
// list. The product falls as the list grows, so the list is in order of its printed scores.
#include "recommend/selection.h"

#include <algorithm>

namespace newsloom::recommend {
namespace {

/// How much of the score a candidate identical to a chosen one would lose.
constexpr double kVariety = 0.5;
/// Two articles this similar, a few days apart, tell one event, whatever story they were placed in.
constexpr double kSameEvent = 0.55;
constexpr double kSameEventDays = 3;
/// Articles that take part in the selection.
constexpr std::size_t kContenders = 96;

}  // namespace

Selection::Selection(const Collection& collection, EntrySlot query, const RecommendOptions& options)
    : collection_(collection),
      query_(collection.at(query)),
      options_(options),
      sources_count_(collection.known_sources() > 1) {}

bool Selection::tells_the_same(const Entry& a, const Entry& b) const {
  if (a.story == b.story && a.story != StoryId::kNone) return true;
  if (days_between(a.moment, b.moment).value_or(0) > kSameEventDays) return false;
  return similarity(a.vector.terms, b.vector.terms) >= kSameEvent;
}

bool Selection::may_take(EntrySlot slot) const {
  const Entry& entry = collection_.at(slot);
  if (tells_the_same(entry, query_)) return false;
  std::size_t of_source = 0;
  for (const Candidate& chosen : chosen_) {
    const Entry& other = collection_.at(chosen.entry);
    if (other.source == entry.source) ++of_source;
    if (tells_the_same(entry, other)) return false;
  }
  const bool counts = sources_count_ && entry.source != 0 && chosen_.size() < kSourceWindow;
  return !counts || of_source < kPerSource;
}

void Selection::take(const Candidate& candidate) {
  chosen_.push_back(candidate);
  if (chosen_.size() > 1) {
    const double above = chosen_[chosen_.size() - 2].score;
    chosen_.back().score = std::min(chosen_.back().score, above);
  }
}

void fill_varied(Selection& selection, std::vector<Candidate> candidates, const Collection& collection) {
  if (candidates.size() > kContenders) candidates.resize(kContenders);
  std::vector<double> closest(candidates.size(), 0);
  std::vector<char> open(candidates.size(), 1);
  while (!selection.full()) {
    std::size_t best = candidates.size();
    double best_score = -1;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (!open[i]) continue;
      const double score = candidates[i].score * (1 - kVariety * closest[i]);
      if (score <= best_score || !selection.may_take(candidates[i].entry)) continue;
      best = i;
      best_score = score;
    }
    if (best == candidates.size()) return;
    open[best] = 0;
    Candidate taken = candidates[best];
    taken.score = best_score;
    selection.take(taken);
    const auto& terms = collection.at(taken.entry).vector.terms;
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (open[i])
        closest[i] = std::max(closest[i], similarity(terms, collection.at(candidates[i].entry).vector.terms));
  }
}

}  // namespace newsloom::recommend
