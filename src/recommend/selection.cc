// Greedy maximal marginal relevance (Carbonell and Goldstein, 1998) in its multiplying form: a candidate
// keeps the share 1 - kVariety * s of its score, s being its similarity to the closest article already in the
// list. The product falls as the list grows, so the list is in order of its printed scores, and what a
// candidate had against a shorter list is an upper bound: only the one on top is compared with the rest.
#include "recommend/selection.h"

#include <algorithm>
#include <optional>

#include "recommend/also_today.h"
#include "recommend/circle_events.h"
#include "recommend/event.h"
#include "recommend/reason.h"

namespace newsloom::recommend {
namespace {

/// How much of the score a candidate identical to a chosen one would lose.
constexpr double kVariety = 0.3;
/// Articles that take part in the selection.
constexpr std::size_t kContenders = 64;

class Field {
 public:
  Field(Selection& selection, const Circle& circle, std::span<const Candidate> candidates)
      : selection_(selection),
        circle_(circle),
        collection_(selection.collection()),
        events_(collection_, circle) {
    open_.reserve(candidates.size());
    for (const Candidate& candidate : candidates) {
      if (candidate.score <= kTodayCeiling) break;
      open_.push_back({candidate});
    }
  }

  void fill() {
    while (!selection_.full()) {
      Contender* const top = find_top();
      if (top == nullptr) return;
      const std::size_t compared = top->compared;
      if (!takes_part(*top) || !stands_for_itself(*top)) {
        top->out = true;
      } else if (compared == top->compared) {  // else it may be on top no longer
        top->out = true;
        Candidate taken = top->candidate;
        taken.score = score(*top);
        selection_.take(taken);
      }
    }
  }

 private:
  struct Contender {
    Candidate candidate;
    double closest = 0;                // to those of the list that it was compared with
    std::size_t compared = 0;          // with so many, from the first on
    std::optional<bool> other_news{};  // where that was found out: another event, and close
    bool out = false;                  // taken or refused
  };

  /// Or more than it would be against the whole list.
  static double score(const Contender& contender) {
    return contender.candidate.score * (1 - kVariety * contender.closest);
  }

  /// Of equals the first; null where none is left.
  Contender* find_top() {
    Contender* top = nullptr;
    for (Contender& contender : open_) {
      if (top != nullptr && contender.candidate.score <= score(*top)) break;  // nor do any behind it
      if (contender.out || (top != nullptr && score(contender) <= score(*top))) continue;
      if (selection_.has_room_for(collection_.at(contender.candidate.entry).source)) top = &contender;
    }
    return top;
  }

  bool is_other_news(Contender& contender) {
    if (!contender.other_news)
      contender.other_news = !events_.is_coverage(contender.candidate) &&
                             lane_of(collection_, selection_.query(), contender.candidate);
    return *contender.other_news;
  }
  bool takes_part(Contender& contender) {
    const auto before = static_cast<std::size_t>(&contender - open_.data());
    if (before >= kContenders) {
      std::size_t others = 0;
      for (std::size_t i = 0; i < before; ++i) others += is_other_news(open_[i]) ? 1 : 0;
      if (others >= kContenders) return false;
    }
    return is_other_news(contender);
  }

  /// Is it another event than each of the list?
  bool stands_for_itself(Contender& contender) {
    const auto& chosen = selection_.chosen();
    const Entry& entry = collection_.at(contender.candidate.entry);
    const std::size_t place = contender.candidate.place;
    std::optional<Spread> spread;  // for pairs that are not both in the circle
    for (; contender.compared < chosen.size(); ++contender.compared) {
      const Candidate& above = chosen[contender.compared];
      const bool in_circle = above.place != 0 && place != 0;
      const Entry& other = collection_.at(above.entry);
      if (!in_circle && !spread) spread.emplace(entry.vector);
      const Likeness alike = in_circle ? circle_.alike(above.place, place) : spread->with(other.vector);
      contender.closest = std::max(contender.closest, alike.whole);
      if (in_circle ? events_.tell_one_event(above.place, place)
                    : tell_one_event(collection_, other, entry, alike))
        return false;
    }
    return true;
  }

  Selection& selection_;
  const Circle& circle_;
  const Collection& collection_;
  CircleEvents events_;
  std::vector<Contender> open_;
};

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

void fill_varied(Selection& selection, const Circle& circle, std::span<const Candidate> candidates) {
  Field(selection, circle, candidates).fill();
}

}  // namespace newsloom::recommend
