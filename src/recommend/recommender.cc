#include "recommend/recommender.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <ranges>
#include <span>

#include "recommend/also_today.h"
#include "recommend/candidates.h"
#include "recommend/circle.h"
#include "recommend/circle_events.h"
#include "recommend/collection.h"
#include "recommend/event.h"
#include "recommend/reason.h"
#include "recommend/selection.h"

namespace newsloom::recommend {
namespace {

/// Members of a story that are compared with its face to be folded behind it, the newest.
constexpr std::size_t kFolded = 20;
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
  /// measure for one another. Each knows its place.
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
    return {std::move(candidates), std::move(circle)};
  }

  /// What belongs together, the circle before all others. What is printed is the chance that both tell of one
  /// event, or that of an entry above where it is less.
  std::vector<Recommended> with_coverage(const Entry& query, const RecommendOptions& options) const {
    auto [candidates, circle] = surroundings(query, options);
    struct Belonging {
      double order;  ///< higher first
      Candidate candidate;
    };
    std::vector<Belonging> all;
    all.reserve(candidates.size());
    for (Candidate& candidate : candidates) {
      candidate.score = chance_of_own_event(collection, circle, candidate);
      const bool inside = candidate.place != 0;
      all.push_back({inside ? belonging(collection, circle, candidate.place) : candidate.score, candidate});
    }
    std::ranges::sort(all, [&](const Belonging& a, const Belonging& b) {
      const bool inside = a.candidate.place != 0;
      if (inside != (b.candidate.place != 0)) return inside;
      if (a.order != b.order) return a.order > b.order;
      return number(collection.at(a.candidate.entry).id) < number(collection.at(b.candidate.entry).id);
    });
    CircleEvents events(collection, circle);
    std::vector<Recommended> list;
    for (auto& [order, candidate] : all) {
      if (list.size() >= options.limit) break;
      if (!list.empty()) candidate.score = std::min(candidate.score, list.back().score);
      candidate.coverage = events.is_coverage(candidate);
      const Lane lane = lane_of(collection, query, candidate).value_or(Lane::kAlsoToday);
      list.push_back(finish(candidate, lane, query));
    }
    return list;
  }

  std::vector<Recommended> other_stories(const Entry& query, const RecommendOptions& options) const {
    Selection selection(collection, query, options);
    const auto [candidates, circle] = surroundings(query, options);
    fill_varied(selection, circle, candidates);
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
      const bool whole = is_one_event(collection, face.story);
      std::optional<Spread> spread;
      std::size_t looked_at = 0;
      for (const EntrySlot slot : std::views::reverse(collection.story(item.story))) {
        if (!in_sight(collection, query, collection.glance(slot), options)) continue;
        const Entry& entry = collection.at(slot);
        if (++looked_at > kFolded) break;
        if (shown.contains(entry.id)) continue;
        if (!whole && !spread) spread.emplace(face.vector);
        if (!whole && !tell_one_event(collection, face, entry, spread->with(entry.vector))) continue;
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
    auto [candidates, circle] = surroundings(text, {});
    CircleEvents events(collection, circle);
    for (Candidate& candidate : candidates) {
      const Entry& entry = collection.at(candidate.entry);
      const double chance = chance_of_own_event(collection, circle, candidate);
      if (entry.story == StoryId::kNone || chance < kLikelyStory || (best && chance <= best->chance))
        continue;
      candidate.coverage = events.is_coverage(candidate);
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

void Recommender::weigh(std::map<std::string, double, std::less<>> by_source) {
  impl_->collection.weigh(std::move(by_source));
}

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

Recommendation Recommender::recommend(ArticleId query_id, const features::Features& text,
                                      const story::Placement& placement,
                                      const RecommendOptions& options) const {
  Entry query = impl_->collection.stranger(text);
  query.id = query_id;
  query.story = placement.story;
  query.storyline = placement.storyline;
  query.copy_of = placement.copy_of;
  return impl_->recommend(query, options);
}

std::optional<StoryGuess> Recommender::story_of(const features::Features& text) const {
  return impl_->story_of(impl_->collection.stranger(text));
}

}  // namespace newsloom::recommend
