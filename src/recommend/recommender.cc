#include "recommend/recommender.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <span>

#include "recommend/also_today.h"
#include "recommend/candidates.h"
#include "recommend/circle.h"
#include "recommend/collection.h"
#include "recommend/event.h"
#include "recommend/reason.h"
#include "recommend/selection.h"

namespace newsloom::recommend {
namespace {

/// Articles that take part in the selection.
constexpr std::size_t kContenders = 64;
/// Members of a story that are compared with its face to be folded behind it, the newest.
constexpr std::size_t kFolded = 50;
/// Chance from which on a text is said to be about a story.
constexpr double kLikelyStory = 0.5;

}  // namespace

struct Recommender::Impl {
  Collection collection;

  Recommended finish(const Candidate& candidate, Lane lane, const Entry& query) const {
    const Entry& entry = collection.at(candidate.entry);
    Recommended out;
    out.article = entry.id;
    out.story = entry.story;
    out.lane = lane;
    out.score = candidate.score;
    out.why = reason(collection, query, candidate, lane);
    return out;
  }

  /// The closest articles, and their circle, which has only the query where they do not fill it: a few are no
  /// measure for one another. Each knows its place, and whether it is the query's own event.
  struct Surroundings {
    std::vector<Candidate> candidates;  ///< best first
    Circle circle;
  };
  Surroundings surroundings(const Entry& query, const RecommendOptions& options) const {
    std::vector<Candidate> candidates = find_candidates(collection, query, options);
    const bool full = candidates.size() >= Circle::kMost;
    Circle circle(collection, query, std::span(candidates).first(full ? Circle::kMost : 0));
    for (std::size_t place = 1; place < circle.size(); ++place)
      candidates[place - 1].place = static_cast<std::uint8_t>(place);
    for (Candidate& candidate : candidates) {
      const Entry& entry = collection.at(candidate.entry);
      candidate.coverage = candidate.place != 0 ? is_coverage(collection, circle, candidate.place)
                                                : is_coverage(collection, query, entry, candidate.alike);
    }
    return {std::move(candidates), std::move(circle)};
  }

  double chance_of_own_event(const Entry& query, const Circle& circle, const Candidate& candidate) const {
    return candidate.place != 0
               ? chance_of_one_event(collection, circle, 0, candidate.place)
               : chance_of_one_event(collection, query, collection.at(candidate.entry), candidate.alike);
  }

  /// What belongs together, by the chance that both tell of one event.
  std::vector<Recommended> with_coverage(const Entry& query, const RecommendOptions& options) const {
    auto [candidates, circle] = surroundings(query, options);
    for (Candidate& candidate : candidates) candidate.score = chance_of_own_event(query, circle, candidate);
    std::ranges::sort(candidates, [&](const Candidate& a, const Candidate& b) {
      if (a.score != b.score) return a.score > b.score;
      return number(collection.at(a.entry).id) < number(collection.at(b.entry).id);
    });
    std::vector<Recommended> list;
    for (const Candidate& candidate : candidates) {
      if (list.size() >= options.limit) break;
      const Lane lane = lane_of(collection, query, candidate).value_or(Lane::kAlsoToday);
      list.push_back(finish(candidate, lane, query));
    }
    return list;
  }

  /// What may stand in the list: other events, close enough for a true reason. Best first.
  std::vector<Candidate> contenders(const Entry& query, std::span<const Candidate> candidates) const {
    std::vector<Candidate> found;
    for (const Candidate& candidate : candidates) {
      if (found.size() == kContenders || candidate.score <= kTodayCeiling) break;
      if (!candidate.coverage && lane_of(collection, query, candidate)) found.push_back(candidate);
    }
    return found;
  }

  std::vector<Recommended> other_stories(const Entry& query, const RecommendOptions& options) const {
    Selection selection(collection, query, options);
    const auto [candidates, circle] = surroundings(query, options);
    fill_varied(selection, circle, contenders(query, candidates));
    const std::size_t close = selection.chosen().size();
    fill_from_edition(collection, query, options, selection);
    std::vector<Recommended> list;
    for (std::size_t i = 0; i < selection.chosen().size(); ++i) {
      const Candidate& candidate = selection.chosen()[i];
      const Lane lane =
          i < close ? lane_of(collection, query, candidate).value_or(Lane::kAlsoToday) : Lane::kAlsoToday;
      list.push_back(finish(candidate, lane, query));
    }
    return list;
  }

  /// Folds behind each entry what its story has on the same event; no article stands twice.
  void fold(const Entry& query, const RecommendOptions& options, std::vector<Recommended>& list,
            boost::unordered_flat_set<ArticleId>& shown) const {
    for (Recommended& item : list) {
      const Entry& face = collection.at(*collection.find(item.article));
      const Spread spread(face.vector);
      const auto members = visible(collection, collection.story(item.story), query, options);
      for (std::size_t i = 0; i < std::min(members.size(), kFolded); ++i) {
        const Entry& entry = collection.at(members[members.size() - 1 - i]);
        if (shown.contains(entry.id) || !tell_one_event(collection, face, entry, spread.with(entry.vector)))
          continue;
        if (entry.story == query.story &&
            is_coverage(collection, query, entry, likeness(query.vector, entry.vector)))
          continue;
        shown.insert(entry.id);
        item.also.push_back(entry.id);
      }
    }
  }

  Recommendation recommend(const Entry& query, const RecommendOptions& options) const {
    Recommendation out;
    out.recommended = options.with_coverage ? with_coverage(query, options) : other_stories(query, options);
    boost::unordered_flat_set<ArticleId> shown{query.id};
    if (!options.with_coverage) {
      for (const Recommended& item : out.recommended) shown.insert(item.article);
      fold(query, options, out.recommended, shown);
    }
    const auto members = visible(collection, collection.story(query.story), query, options);
    for (auto slot = members.rbegin(); slot != members.rend(); ++slot)
      if (!shown.contains(collection.at(*slot).id)) out.coverage.push_back(collection.at(*slot).id);
    return out;
  }

  std::optional<StoryGuess> story_of(const Entry& text) const {
    std::optional<StoryGuess> best;
    const auto [candidates, circle] = surroundings(text, {});
    for (const Candidate& candidate : candidates) {
      const Entry& entry = collection.at(candidate.entry);
      const double chance = chance_of_own_event(text, circle, candidate);
      if (entry.story == StoryId::kNone || chance < kLikelyStory || (best && chance <= best->chance))
        continue;
      best = {.story = entry.story,
              .article = entry.id,
              .chance = chance,
              .why = reason(collection, text, candidate, Lane::kMoreOnThis)};
    }
    return best;
  }
};

Recommender::Recommender() : impl_(std::make_unique<Impl>()) {}
Recommender::~Recommender() = default;
Recommender::Recommender(Recommender&&) noexcept = default;
Recommender& Recommender::operator=(Recommender&&) noexcept = default;

void Recommender::expect(std::size_t articles) { impl_->collection.expect(articles); }

void Recommender::add(ArticleId id, const features::Features& features, const story::Placement& placement) {
  impl_->collection.add(id, features, placement);
}

void Recommender::move(ArticleId id, const story::Placement& placement) {
  impl_->collection.move(id, placement);
}

void Recommender::remove(ArticleId id) { impl_->collection.remove(id); }

std::size_t Recommender::size() const { return impl_->collection.size(); }

Recommendation Recommender::recommend(ArticleId query, const RecommendOptions& options) const {
  const auto slot = impl_->collection.find(query);
  if (!slot) return {};
  return impl_->recommend(impl_->collection.at(*slot), options);
}

Recommendation Recommender::recommend(const features::Features& text, const RecommendOptions& options) const {
  Entry query = impl_->collection.stranger(text);
  if (const auto guess = impl_->story_of(query)) query.story = guess->story;
  return impl_->recommend(query, options);
}

std::optional<StoryGuess> Recommender::story_of(const features::Features& text) const {
  return impl_->story_of(impl_->collection.stranger(text));
}

}  // namespace newsloom::recommend
