// The weight of a story is its size in independent voices, on a scale where each doubling counts the same,
// times its freshness. A wire text printed by forty papers is one voice told forty times; a publisher's tenth
// article on one event is no tenth opinion. Both still say that editors find the event important, so they
// count, but by their logarithm.
#include "edition/edition.h"

#include <algorithm>
#include <cmath>

namespace newsloom::edition {
namespace {

/// Hours without news after which a story weighs half. Doubtful: chosen so that a story of yesterday evening
/// with four voices stands level with one of this morning with two.
constexpr double kHalfLifeHours = 12;
/// A doubling of the copies and repeats against one more independent publisher.
constexpr double kRepeatShare = 0.25;
/// A story of which nobody has a full text leads to nothing to read.
constexpr double kOnlyTeasers = 0.5;
/// A story without any time is taken for this old: neither news nor forgotten.
constexpr double kHoursWhenUndated = 24;

double hours_since(const StoryFacts& story, std::int64_t now) {
  const auto last = story.last_utc ? story.last_utc : story.first_utc;
  if (!last) return kHoursWhenUndated;
  // A time ahead of the stream's clock is a publisher's mistake, not extra freshness.
  return std::max<double>(0, static_cast<double>(now) - static_cast<double>(*last)) / 3600.0;
}

double voices(const StoryFacts& story) {
  const int first_hand = std::max(1, story.articles - story.copies);
  const int independent = std::clamp(story.sources, 1, first_hand);
  return independent + kRepeatShare * std::log2(1.0 + std::max(0, story.articles - independent));
}

}  // namespace

double weight(const StoryFacts& story, std::int64_t now) {
  if (story.articles <= 0) return 0;
  const double readable = story.teasers >= story.articles ? kOnlyTeasers : 1.0;
  return readable * std::log2(1.0 + voices(story)) * std::exp2(-hours_since(story, now) / kHalfLifeHours);
}

std::vector<RankedStory> rank(std::span<const StoryFacts> stories, std::int64_t now) {
  struct Row {
    RankedStory story;
    std::int64_t last;
  };
  std::vector<Row> rows;
  rows.reserve(stories.size());
  for (const StoryFacts& story : stories)
    rows.push_back({{story.id, weight(story, now)}, story.last_utc.value_or(story.first_utc.value_or(0))});
  std::ranges::sort(rows, [](const Row& a, const Row& b) {
    if (a.story.weight != b.story.weight) return a.story.weight > b.story.weight;
    if (a.last != b.last) return a.last > b.last;
    return number(a.story.id) > number(b.story.id);
  });
  std::vector<RankedStory> ranked;
  ranked.reserve(rows.size());
  for (const Row& row : rows) ranked.push_back(row.story);
  return ranked;
}

}  // namespace newsloom::edition
