// The edition: which stories stand first at one moment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "newsloom/ids.h"

namespace newsloom::edition {

/// What the ranking looks at. The counts overlap: an article may be a wire copy and a teaser at once.
struct StoryFacts {
  StoryId id = StoryId::kNone;
  int articles = 0;  ///< all of them
  int copies = 0;    ///< wire copies among them
  int teasers = 0;   ///< known by headline and summary only
  int sources = 0;   ///< distinct known publishers
  std::optional<std::int64_t> first_utc{}, last_utc{};
};

/// How much a story weighs at `now` (the stream's clock, UTC seconds). Pure; never negative. Independent
/// publishers count most; copies, repeats of the same publisher and articles of unknown ones little; the
/// weight halves with every half day without news.
double weight(const StoryFacts& story, std::int64_t now);

struct RankedStory {
  StoryId id = StoryId::kNone;
  double weight = 0;
};

/// All stories, heaviest first. Equal weights: the one with the later news first, then the higher number.
/// Pure.
std::vector<RankedStory> rank(std::span<const StoryFacts> stories, std::int64_t now);

}  // namespace newsloom::edition
