// Second thoughts: with later articles in sight, some of the last two days stand in the wrong story.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "newsloom/ids.h"
#include "story/active_stories.h"
#include "story/judge.h"
#include "story/links.h"
#include "story/told_facts.h"
#include "story/translations.h"

namespace newsloom::story {

/// A change of earlier decisions. Copies and later states go where their original goes; each has its own
/// kMove.
struct StoryChange {
  enum class Kind {
    kMove,   ///< `article` went from `story` to `other`
    kSplit,  ///< the same, and `other` is a new story
    kMerge,  ///< all articles of `story` went to `other`; `story` leads there for ever
  };
  Kind kind = Kind::kMove;
  /// For kMerge: the one whose names and numbers show it, if they do; `why` is said of it then.
  ArticleId article = ArticleId::kNone;
  StoryId story = StoryId::kNone, other = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;  ///< of `other`
  double score = 0;
  std::string why;  ///< one plain sentence
  friend bool operator==(const StoryChange&, const StoryChange&) = default;
};

/// An article that waits to be looked at again.
struct Look {
  ArticleId article = ArticleId::kNone;
  std::int64_t placed_at = 0;
  /// Empty at the second look. Stories in two languages are brought together at the first one, and these say
  /// why.
  ToldFacts facts;
};

class Repair {
 public:
  Repair(ActiveStories& stories, const Judge& judge, const Frequencies& frequencies, const Links& links,
         StoryId& next_story, std::int64_t now)
      : stories_(&stories),
        judge_(&judge),
        frequencies_(&frequencies),
        translations_(stories, frequencies),
        links_(&links),
        next_(&next_story),
        now_(now) {}

  /// Thinks again about these articles and their stories.
  std::vector<StoryChange> run(std::span<const Look> looks);
  /// The owner's words, carried out at once.
  std::vector<StoryChange> bring_together(ArticleId a, ArticleId b);
  std::vector<StoryChange> take_apart(ArticleId a, ArticleId b);

 private:
  using Slot = ActiveStories::Slot;
  bool is_recent(const Placed& article) const;
  void reconsider(const Look& look);
  bool may_leave(ArticleId id, Slot own) const;
  bool merges(Slot own, const std::vector<Verdict>& verdicts);
  void consider_translation(const Look& look, Slot own);
  std::string why_one_event(const Look& look, Slot other) const;
  double chance_of_merge(Slot a, Slot b) const;
  double mean_chance(Slot of, Slot with) const;
  bool are_kept_apart(Slot a, Slot b) const;
  void merge(Slot a, Slot b, double score, std::string why, ArticleId shown_by = ArticleId::kNone);
  void move(ArticleId id, Slot to, StoryChange::Kind kind, double score, const std::string& why);
  Slot open_beside(Slot story);

  ActiveStories* stories_;
  const Judge* judge_;
  const Frequencies* frequencies_;
  Translations translations_;
  const Links* links_;
  StoryId* next_;
  std::int64_t now_;
  std::vector<StoryChange> changes_;
};

}  // namespace newsloom::story
