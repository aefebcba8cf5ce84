#include "recommend/recommender.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>

#include "edition/edition.h"
#include "recommend/candidates.h"
#include "recommend/collection.h"
#include "recommend/event.h"
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
/// Members of a story that are compared with its face to be folded behind it, the newest.
constexpr std::size_t kFolded = 50;
/// Chance from which on a text is said to be about a story.
constexpr double kLikelyStory = 0.5;

std::vector<EntrySlot> visible(const Collection& collection, std::span<const EntrySlot> members,
                               const Entry& query, const RecommendOptions& options) {
  std::vector<EntrySlot> seen;
  for (const EntrySlot slot : members)
    if (in_sight(collection, query, collection.at(slot), options)) seen.push_back(slot);
  return seen;
}

/// Of the members of a story that are to be seen. `sources`: memory from story to story, of which there are
/// thousands.
edition::StoryFacts facts_of(const Collection& collection, StoryId id, const Entry& query,
                             const RecommendOptions& options, std::vector<std::uint32_t>& sources) {
  edition::StoryFacts facts{.id = id, .articles = 0};
  sources.clear();
  for (const EntrySlot slot : collection.story(id)) {
    const Entry& entry = collection.at(slot);
    if (!in_sight(collection, query, entry, options)) continue;
    ++facts.articles;
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
  std::vector<std::uint32_t> sources;
  for (const StoryId story : stories)
    if (story != StoryId::kNone && story != query.story)
      facts.push_back(facts_of(collection, story, query, options, sources));
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

void fill_from_edition(const Collection& collection, const Entry& query, const RecommendOptions& options,
                       Selection& selection) {
  if (selection.full()) return;
  const auto edition = edition_of_day(collection, query, options);
  const double heaviest = edition.empty() ? 0 : edition.front().weight;
  for (const auto& [story, weight] : edition) {
    if (selection.full()) return;
    const auto face = face_of(collection, query, story, options);
    if (!face || !selection.may_take(*face)) continue;
    const double score = heaviest > 0 ? kTodayCeiling * weight / heaviest : 0;
    selection.take({.entry = *face,
                    .closeness = 0,
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
    if (!in_sight(collection, query, collection.at(*original), options)) continue;
    candidate.entry = *original;
  }
}

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

  /// What belongs together: closeness times the chance that both tell of one event.
  std::vector<Recommended> with_coverage(const Entry& query, const RecommendOptions& options) const {
    std::vector<Candidate> candidates = find_candidates(collection, query, options);
    for (Candidate& candidate : candidates)
      candidate.score *= chance_of_one_event(collection, query, collection.at(candidate.entry));
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

  std::vector<Recommended> other_stories(const Entry& query, const RecommendOptions& options) const {
    std::vector<Candidate> candidates = find_candidates(collection, query, options);
    std::erase_if(candidates, [&](const Candidate& candidate) {
      return candidate.score <= kTodayCeiling || !lane_of(collection, query, candidate);
    });
    prefer_originals(collection, query, options, candidates);
    Selection selection(collection, query, options);
    fill_varied(selection, candidates);
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
      const auto members = visible(collection, collection.story(item.story), query, options);
      for (std::size_t i = 0; i < std::min(members.size(), kFolded); ++i) {
        const Entry& entry = collection.at(members[members.size() - 1 - i]);
        const double alike = similarity(face.vector.terms(), entry.vector.terms());
        if (shown.contains(entry.id) || !tell_one_event(collection, face, entry, alike)) continue;
        if (entry.story == query.story && is_coverage(collection, query, entry)) continue;
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
    for (const Candidate& candidate : find_candidates(collection, text, {})) {
      const Entry& entry = collection.at(candidate.entry);
      const double chance = chance_of_one_event(collection, text, entry);
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
