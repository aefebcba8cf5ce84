// Which story tells of the same event in another language?
#pragma once

#include <cstdint>
#include <vector>

#include "story/active_stories.h"
#include "story/told.h"
#include "story/vectors.h"

namespace newsloom::story {

/// Between languages words say nothing; names, numbers and time do. But a company or a club is named by many
/// stories of a day, so it counts as much that no other story is as near: neither of the other language to
/// this one, nor of this language to that one. (Conneau et al., "Word translation without parallel data",
/// 2018, correct cosines by those of the neighbours for the same reason.)
///
/// Reads what its owner keeps; decides nothing that is not a function of it.
class Translations {
 public:
  using Slot = ActiveStories::Slot;
  Translations(const ActiveStories& stories, const Frequencies& frequencies)
      : stories_(&stories), frequencies_(&frequencies) {}

  struct Link {
    Slot slot = ActiveStories::kNone;
    double chance = 0;  ///< that both stories tell of one event, 0..1
  };
  /// The likeliest of the stories that have no language in common with the article's story.
  /// None below the chance `least`. `rate`: Judge::density().
  Link likeliest(const Placed& article, std::int64_t now, double rate, double least) const;
  /// The chance that what its story says in the article's language and the rest tell of one event.
  double chance_of_own(const Placed& article, std::int64_t now, double rate) const;

 private:
  /// What is compared: a story's articles in one language, or in all others.
  struct Part {
    Slot slot = ActiveStories::kNone;
    Named named;
  };
  Part part(Slot slot, Language language, Told::Whose whose) const;
  std::vector<Slot> near(const Placed& article, Language told_in, std::int64_t now) const;
  double best_rival(const Part& other, Slot own, Language language, std::int64_t now) const;
  double chance(const Part& own, const Part& other, double rivals, double rate) const;

  const ActiveStories* stories_;
  const Frequencies* frequencies_;
};

}  // namespace newsloom::story
