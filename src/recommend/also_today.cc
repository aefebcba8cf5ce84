#include "recommend/also_today.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <utility>

#include "edition/edition.h"

namespace newsloom::recommend {
namespace {

/// Articles of one day looked at, the latest.
constexpr std::size_t kArticlesOfDay = 4096;
/// Days around the query's own that may be looked at, and stories for each place of the list that are enough
/// to stop.
constexpr int kDaysAround = 3;
constexpr std::size_t kStoriesPerPlace = 4;
/// Stories that the edition ranks for each place of the list: those with most articles of these days. Ranking
/// thousands, nearly all of one article, took longer than the rest of a list.
constexpr std::size_t kRankedPerPlace = 8;
/// Members of a story that count for its rank, the newest: its weight grows with their logarithm.
constexpr std::size_t kMembersCounted = 64;

/// Articles fetched before they are looked at.
constexpr std::size_t kAhead = 16;

/// The newest members.
std::span<const EntrySlot> newest(std::span<const EntrySlot> members) {
  return members.last(std::min(members.size(), kMembersCounted));
}

/// Of the newest members of a story that are to be seen.
edition::StoryFacts facts_of(const Collection& collection, StoryId id, const Entry& query,
                             const RecommendOptions& options) {
  edition::StoryFacts facts{.id = id, .articles = 0};
  std::vector<std::uint32_t> sources;
  for (const EntrySlot slot : newest(collection.story(id))) {
    const Glance& entry = collection.glance(slot);
    if (!in_sight(collection, query, entry, options)) continue;
    ++facts.articles;
    facts.copies += entry.copy;
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

/// Is it to be seen, and in the query's language?
bool may_be_face(const Collection& collection, const Entry& query, const Glance& entry,
                 const RecommendOptions& options) {
  const bool readable = query.lang == 0 || entry.lang == 0 || entry.lang == query.lang;
  return readable && in_sight(collection, query, entry, options);
}

/// Articles of each story.
using Told = boost::unordered_flat_map<StoryId, std::size_t>;

/// The stories with most articles, in no order that means anything; of equal ones the younger.
std::vector<StoryId> most_told(const Told& told, std::size_t most) {
  std::vector<std::pair<std::size_t, std::uint64_t>> stories;
  stories.reserve(told.size());
  for (const auto& [story, articles] : told) stories.emplace_back(articles, number(story));
  if (stories.size() > most) {
    std::ranges::nth_element(stories, stories.begin() + static_cast<std::ptrdiff_t>(most), std::greater{});
    stories.resize(most);
  }
  std::vector<StoryId> out;
  out.reserve(stories.size());
  for (const auto& [articles, story] : stories) out.push_back(static_cast<StoryId>(story));
  return out;
}

std::vector<edition::RankedStory> edition_of_day(const Collection& collection, const Entry& query,
                                                 const RecommendOptions& options) {
  thread_local Told told;  // which keeps its room for the next list
  told.clear();
  const std::int64_t day = day_of(collection.standing(query));
  for (int ring = 0; ring <= kDaysAround && told.size() < kStoriesPerPlace * options.limit; ++ring) {
    for (const std::int64_t near : {day - ring, day + ring}) {
      std::span<const EntrySlot> members = collection.day(near);
      if (members.size() > kArticlesOfDay) members = members.last(kArticlesOfDay);
      for (std::size_t i = 0; i < members.size(); ++i) {
        if (i + kAhead < members.size()) __builtin_prefetch(&collection.glance(members[i + kAhead]));
        const Glance& entry = collection.glance(members[i]);
        if (entry.story != StoryId::kNone && may_be_face(collection, query, entry, options))
          ++told[entry.story];
      }
      if (ring == 0) break;
    }
  }
  std::vector<edition::StoryFacts> facts;
  for (const StoryId story : most_told(told, kRankedPerPlace * options.limit))
    if (story != query.story) facts.push_back(facts_of(collection, story, query, options));
  return edition::rank(facts, (day + 1) * kSecondsPerDay);
}

/// The article by which a story of the edition is shown: no copy and no teaser if it can be helped, then the
/// newest.
std::optional<EntrySlot> face_of(const Collection& collection, const Entry& query, StoryId story,
                                 const RecommendOptions& options) {
  std::optional<EntrySlot> face;
  int best = -1;
  for (const EntrySlot slot : newest(collection.story(story))) {
    const Glance& entry = collection.glance(slot);
    if (!may_be_face(collection, query, entry, options)) continue;
    const int worth = 2 * (!entry.teaser) + (!entry.copy);
    if (worth < best) continue;
    best = worth;
    face = slot;
  }
  return face;
}

}  // namespace

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

}  // namespace newsloom::recommend
