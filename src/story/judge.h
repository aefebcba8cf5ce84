// Which active stories may an article belong to, and how likely is each?
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "newsloom/ids.h"
#include "story/active_stories.h"
#include "story/likeness.h"
#include "story/links.h"
#include "story/vectors.h"

namespace newsloom::story {

/// A story without news for so long is over; what comes then is another story of the same storyline.
inline constexpr std::int64_t kActiveSeconds = 14 * 86400;

/// Another instalment of a column bears the same headline in the same paper about a day later; sooner, it is
/// an update.
inline constexpr std::int64_t kInstalmentSeconds = 16 * 3600;

/// A story that was considered for an article: what a decision is learned from (bench/train_merge.cc).
struct Considered {
  ArticleId article = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  SignalValues values{};
  double chance = 0;
};

struct Verdict {
  ActiveStories::Slot slot = ActiveStories::kNone;
  double chance = 0;
};

/// Reads what its owner keeps; decides nothing that is not a function of it.
class Judge {
 public:
  Judge(const ActiveStories& stories, const Frequencies& frequencies, const Links& links, MergeModel model)
      : stories_(&stories), frequencies_(&frequencies), links_(&links), model_(model) {}

  /// All stories in question at the moment `now`, the likeliest first; of equals, the older story. The
  /// article's own story, where it has one, is always among them, as if the article were not in it (unless it
  /// is alone).
  /// `newer_than`: of the other stories only those that articles after this one speak for; kNone: all.
  std::vector<Verdict> judge(const Placed& article, std::int64_t now, ArticleId newer_than = ArticleId::kNone,
                             const std::function<void(const Considered&)>& trace = {}) const;
  /// The same for one whose vectors are at hand, and its lookup_terms().
  std::vector<Verdict> judge(const Placed& article, const ArticleVectors& vectors,
                             std::span<const Weighted> terms, std::int64_t now, ArticleId newer_than,
                             const std::function<void(const Considered&)>& trace) const;
  /// The chance of one story by its words and times alone, whatever else is like the article: for merges.
  double chance(const Placed& article, ActiveStories::Slot slot, std::int64_t now) const;
  /// ln of how much denser the stream is than the one that the weights were learned from; 0 where it is not.
  double density(std::int64_t now) const;
  /// From which chance on the article belongs to a story.
  double threshold(const Placed& article) const;
  /// Did the owner say that the article does not belong there?
  bool is_kept_out(ArticleId article, ActiveStories::Slot slot) const;
  /// Does the story hold an earlier instalment of the article's form?
  bool has_instalment(const Placed& article, ActiveStories::Slot slot) const;

 private:
  /// A story in question, before it is seen among the others.
  struct InQuestion {
    ActiveStories::Slot slot = ActiveStories::kNone;
    SignalValues values{};
  };
  /// The signals but for the crowd.
  SignalValues values(const Placed& article, const AskedVectors& asked, ActiveStories::Slot slot) const;
  std::vector<InQuestion> in_question(const Placed& article, const AskedVectors& asked,
                                      std::span<const Weighted> terms, std::int64_t now,
                                      ArticleId newer_than) const;
  bool may_hold(const Placed& article, ActiveStories::Slot slot, std::int64_t now) const;

  const ActiveStories* stories_;
  const Frequencies* frequencies_;
  const Links* links_;
  MergeModel model_;
};

}  // namespace newsloom::story
