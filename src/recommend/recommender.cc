#include "recommend/recommender.h"

#include <algorithm>

#include "edition/edition.h"
#include "recommend/candidates.h"
#include "recommend/collection.h"
#include "recommend/reason.h"
#include "recommend/selection.h"

namespace newsloom::recommend {
namespace {

/// Closeness below which the news of the day is the better offer. Scores of the lane "also today" lie below.
constexpr double kTodayCeiling = 0.004;
/// Articles of one day looked at for "also today".
constexpr std::size_t kArticlesOfDay = 4096;
/// Days around the query's own that may be looked at, and stories for each place of the list that are enough
/// to stop.
constexpr int kDaysAround = 3;
constexpr std::size_t kStoriesPerPlace = 4;

std::vector<EntrySlot> visible(const Collection& collection, std::span<const EntrySlot> members,
                               const Entry& query, const RecommendOptions& options) {
  std::vector<EntrySlot> seen;
  for (const EntrySlot slot : members)
    if (in_sight(query, collection.at(slot), options)) seen.push_back(slot);
  return seen;
}

std::vector<ArticleId> newest_first(const Collection& collection, const std::vector<EntrySlot>& members,
                                    ArticleId without) {
  std::vector<ArticleId> ids;
  for (auto slot = members.rbegin(); slot != members.rend(); ++slot)
    if (collection.at(*slot).id != without) ids.push_back(collection.at(*slot).id);
  return ids;
}

edition::StoryFacts facts_of(const Collection& collection, StoryId id,
                             const std::vector<EntrySlot>& members) {
  edition::StoryFacts facts{.id = id, .articles = static_cast<int>(members.size())};
  std::vector<std::uint32_t> sources;
  for (const EntrySlot slot : members) {
    const Entry& entry = collection.at(slot);
    facts.copies += entry.copy_of != ArticleId::kNone;
    facts.teasers += entry.teaser;
    if (entry.source != 0) sources.push_back(entry.source);
    if (!entry.moment.known) continue;
    facts.first_utc = std::min(facts.first_utc.value_or(entry.moment.utc), entry.moment.utc);
    facts.last_utc = std::max(facts.last_utc.value_or(entry.moment.utc), entry.moment.utc);
  }
  std::ranges::sort(sources);
  facts.sources = static_cast<int>(std::ranges::unique(sources).begin() - sources.begin());
  return facts;
}

/// The stories with an article of the query's day or of the days next to it, as the edition of that day ranks
/// them.
std::vector<edition::RankedStory> edition_of_day(const Collection& collection, const Entry& query,
                                                 const RecommendOptions& options) {
  std::vector<StoryId> stories;
  const std::int64_t day = day_of(collection.standing(query));
  for (int ring = 0; ring <= kDaysAround && stories.size() < kStoriesPerPlace * options.limit; ++ring) {
    for (const std::int64_t near : {day - ring, day + ring}) {
      std::span<const EntrySlot> members = collection.day(near);
      if (members.size() > kArticlesOfDay) members = members.last(kArticlesOfDay);
      for (const EntrySlot slot : members) stories.push_back(collection.at(slot).story);
    }
    std::ranges::sort(stories);
    stories.erase(std::ranges::unique(stories).begin(), stories.end());
  }
  std::vector<edition::StoryFacts> facts;
  for (const StoryId story : stories) {
    if (story == StoryId::kNone || story == query.story) continue;
    facts.push_back(
        facts_of(collection, story, visible(collection, collection.story(story), query, options)));
  }
  return edition::rank(facts, (day + 1) * kSecondsPerDay);
}

/// The article by which a story of the edition is shown: no copy and no teaser if it can be helped, then the
/// newest.
std::optional<EntrySlot> face_of(const Collection& collection, const Entry& query, StoryId story,
                                 const RecommendOptions& options) {
  std::optional<EntrySlot> face;
  int best = -1;
  for (const EntrySlot slot : visible(collection, collection.story(story), query, options)) {
    const Entry& entry = collection.at(slot);
    if (query.lang != 0 && entry.lang != 0 && entry.lang != query.lang) continue;
    const int worth = 2 * (!entry.teaser) + (entry.copy_of == ArticleId::kNone);
    if (worth < best) continue;
    best = worth;
    face = slot;
  }
  return face;
}

void fill_from_edition(const Collection& collection, EntrySlot query_slot, const RecommendOptions& options,
                       Selection& selection) {
  const Entry& query = collection.at(query_slot);
  const auto edition = edition_of_day(collection, query, options);
  const double heaviest = edition.empty() ? 0 : edition.front().weight;
  for (const auto& [story, weight] : edition) {
    if (selection.full()) return;
    const auto face = face_of(collection, query, story, options);
    if (!face || !selection.may_take(*face)) continue;
    const double score = heaviest > 0 ? kTodayCeiling * weight / heaviest : 0;
    selection.take({.entry = *face,
                    .similarity = 0,
                    .score = score,
                    .days = days_between(query.moment, collection.at(*face).moment)});
  }
}

/// A copy gives way to its original, when that is in the same story and may be seen.
void prefer_originals(const Collection& collection, const Entry& query, const RecommendOptions& options,
                      std::vector<Candidate>& candidates) {
  for (Candidate& candidate : candidates) {
    const Entry& entry = collection.at(candidate.entry);
    const auto original = collection.find(entry.copy_of);
    if (!original || collection.at(*original).story != entry.story || collection.at(*original).teaser)
      continue;
    if (!in_sight(query, collection.at(*original), options)) continue;
    candidate.entry = *original;
  }
}

}  // namespace

struct Recommender::Impl {
  Collection collection;

  Recommended finish(const Candidate& candidate, Lane lane, const Entry& query,
                     const RecommendOptions& options) const {
    const Entry& entry = collection.at(candidate.entry);
    Recommended out;
    out.article = entry.id;
    out.story = entry.story;
    out.lane = lane;
    out.score = candidate.score;
    out.why = reason(collection, query, candidate, lane);
    if (!options.with_coverage)
      out.also = newest_first(collection, visible(collection, collection.story(entry.story), query, options),
                              entry.id);
    return out;
  }

  std::vector<Recommended> with_coverage(EntrySlot slot, const RecommendOptions& options) const {
    std::vector<Recommended> list;
    for (const Candidate& candidate : find_candidates(collection, slot, options)) {
      if (list.size() >= options.limit) break;
      const Entry& query = collection.at(slot);
      const Lane lane = lane_of(collection, query, candidate).value_or(Lane::kAlsoToday);
      list.push_back(finish(candidate, lane, query, options));
    }
    return list;
  }

  std::vector<Recommended> other_stories(EntrySlot slot, const RecommendOptions& options) const {
    const Entry& query = collection.at(slot);
    std::vector<Candidate> candidates = find_candidates(collection, slot, options);
    std::erase_if(candidates, [&](const Candidate& candidate) {
      return candidate.score <= kTodayCeiling || !lane_of(collection, query, candidate);
    });
    prefer_originals(collection, query, options, candidates);
    Selection selection(collection, slot, options);
    fill_varied(selection, std::move(candidates), collection);
    const std::size_t close = selection.chosen().size();
    fill_from_edition(collection, slot, options, selection);
    std::vector<Recommended> list;
    for (std::size_t i = 0; i < selection.chosen().size(); ++i) {
      const Candidate& candidate = selection.chosen()[i];
      const Lane lane =
          i < close ? lane_of(collection, query, candidate).value_or(Lane::kAlsoToday) : Lane::kAlsoToday;
      list.push_back(finish(candidate, lane, query, options));
    }
    return list;
  }
};

Recommender::Recommender() : impl_(std::make_unique<Impl>()) {}
Recommender::~Recommender() = default;
Recommender::Recommender(Recommender&&) noexcept = default;
Recommender& Recommender::operator=(Recommender&&) noexcept = default;

void Recommender::add(ArticleId id, const features::Features& features, const story::Placement& placement) {
  impl_->collection.add(id, features, placement);
}

void Recommender::move(ArticleId id, const story::Placement& placement) {
  impl_->collection.move(id, placement);
}

void Recommender::remove(ArticleId id) { impl_->collection.remove(id); }

std::size_t Recommender::size() const { return impl_->collection.size(); }

Recommendation Recommender::recommend(ArticleId query_id, const RecommendOptions& options) const {
  const auto slot = impl_->collection.find(query_id);
  if (!slot) return {};
  const Entry& query = impl_->collection.at(*slot);
  Recommendation out;
  out.recommended =
      options.with_coverage ? impl_->with_coverage(*slot, options) : impl_->other_stories(*slot, options);
  const auto members = visible(impl_->collection, impl_->collection.story(query.story), query, options);
  out.coverage = newest_first(impl_->collection, members, query_id);
  return out;
}

}  // namespace newsloom::recommend
