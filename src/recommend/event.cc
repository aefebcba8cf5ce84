// The story builder errs in both directions when a list is made. It leaves a second account of an event
// alone, and shown twice it spoils a list; and it gathers a hundred articles of a shareholders' meeting, the
// sale of the airlines and the quarterly loss into one story, of which a reader wants each once. So the
// story is one witness among several: the larger it is the less it says, and what both articles say, at
// their top and in all, and the days between them, say the rest. Of two alone a logistic function with round
// weights says it; of two in a circle of neighbours see circle_events.h.
#include "recommend/event.h"

#include <algorithm>
#include <cmath>

namespace newsloom::recommend {
namespace {

/// Up to so many articles a story is one event.
constexpr std::size_t kWholeStory = 4;
/// For two articles of one story, less for each doubling of the story's size.
constexpr double kSameStory = 4.4, kPerDoubling = 1.2;
/// For two copies of one text.
constexpr double kSameText = 1;
/// For equal texts, equal openings, equal headlines.
constexpr double kWhole = 4.5, kOpening = 2.8, kTitle = 0.9;
/// Against, for each day between them, and the days after which more say no more.
constexpr double kPerDay = 1.1, kMostDays = 7;
/// Days taken where a time is unknown.
constexpr double kUnknownDays = 2;
constexpr double kBias = -3.7;

/// Chances from which on two entries of a list are one event, and an article is coverage of the one just
/// read. Far below one half on purpose: an event shown twice annoys more than a good article left out.
constexpr double kOnceInAList = 0.12, kCoverage = 0.27;

double logistic(double sum) { return 1 / (1 + std::exp(-sum)); }

ArticleId original(const Entry& entry) {
  return entry.copy_of != ArticleId::kNone ? entry.copy_of : entry.id;
}

}  // namespace

EventEvidence evidence_of(const Collection& collection, const Entry& a, const Entry& b,
                          const Likeness& alike) {
  const bool same_story = a.story == b.story && a.story != StoryId::kNone;
  const std::size_t size = same_story ? collection.story(a.story).size() : 1;
  return {.same_story = same_story,
          .doublings = std::log2(static_cast<double>(std::max<std::size_t>(size, 1))),
          .same_text = original(a) == original(b) && a.id != ArticleId::kNone,
          .whole = alike.whole,
          .opening = alike.opening,
          .title = alike.title,
          .days = std::min(days_between(a.moment, b.moment).value_or(kUnknownDays), kMostDays)};
}

double chance_of_one_event(const Collection& collection, const Entry& a, const Entry& b,
                           const Likeness& alike) {
  return logistic(log_odds(evidence_of(collection, a, b, alike)));
}

double log_odds(const EventEvidence& evidence) {
  return kBias + kSameStory * evidence.same_story - kPerDoubling * evidence.doublings +
         kSameText * evidence.same_text + kWhole * evidence.whole + kOpening * evidence.opening +
         kTitle * evidence.title - kPerDay * evidence.days;
}

bool is_one_event(const Collection& collection, StoryId story) {
  return story != StoryId::kNone && collection.story(story).size() <= kWholeStory;
}

bool is_small_story(const Collection& collection, const Entry& a, const Entry& b) {
  return a.story == b.story && is_one_event(collection, a.story);
}

bool tell_one_event(const Collection& collection, const Entry& a, const Entry& b, const Likeness& alike) {
  return is_small_story(collection, a, b) || chance_of_one_event(collection, a, b, alike) >= kOnceInAList;
}

bool is_coverage(const Collection& collection, const Entry& read, const Entry& entry, const Likeness& alike) {
  return is_small_story(collection, read, entry) ||
         chance_of_one_event(collection, read, entry, alike) >= kCoverage;
}

}  // namespace newsloom::recommend
