// Placing articles into stories, online, one after another.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "copies/copy_index.h"
#include "features/features.h"
#include "newsloom/ids.h"
#include "story/judge.h"
#include "story/repair.h"

namespace newsloom::story {

/// Where an article stands and why.
struct Placement {
  StoryId story = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  ArticleId copy_of = ArticleId::kNone;  ///< the original of its copy group, unless it is that itself
  /// The original of its group until now, whose place it takes: it is the agency's own, or was published
  /// earlier. All copies of that are copies of this from now on, and that is one too.
  ArticleId replaces = ArticleId::kNone;
  ArticleId version_of = ArticleId::kNone;  ///< the earlier state of the same report, which this one updates
  double shared =
      0;  ///< share of the shorter text that a copy or a version has in common with the earlier one
  double score = 0;  ///< of the decision, 0..1; 1 for a copy or a version
  std::string why;   ///< one plain sentence for readers: shared names, numbers, time; never stems
};

struct StoryOptions {
  /// Called for every story considered, in the order of consideration; empty: nobody looks on.
  std::function<void(const Considered&)> trace = {};
  StoryId next_story = static_cast<StoryId>(1);  ///< the first free number
  MergeModel model = learned_model();
};

/// The active stories of a stream and the copy index over them. Places each article by its features alone: no
/// database, no wall clock (now = the latest arrival, or the latest believable publication). One thread at a
/// time; the same calls give the same placements, however often it was torn down and restored in between.
class StoryBuilder {
 public:
  explicit StoryBuilder(StoryOptions options = {});
  ~StoryBuilder();
  StoryBuilder(StoryBuilder&&) noexcept;
  StoryBuilder& operator=(StoryBuilder&&) noexcept;

  /// Only counts the document's terms (a background collection).
  void warm(const features::Features& features);
  /// Decides and adds. REQUIRES: `id` larger than all before. First looks again at a few earlier articles, an
  /// hour and a day after they were placed.
  Placement place(ArticleId id, const features::Features& features);
  /// Adds an article placed in an earlier life, in the order of ids, where it stands now.
  void restore(ArticleId id, const features::Features& features, const Placement& placement);
  /// Forgets an article that was taken down.
  void remove(ArticleId id);
  /// Looks again at all articles that wait for it: at the end of a stream.
  void repair();
  /// The owner's words. Carried out at once, as far as the articles are active, and respected from then on.
  void say_same(ArticleId a, ArticleId b);
  void say_not_same(ArticleId a, ArticleId b);
  /// A word of an earlier life, before the articles are restored.
  void restore_word(ArticleId a, ArticleId b, bool same);
  /// What repairs and the owner changed since the last call, in order.
  std::vector<StoryChange> take_changes();
  /// The number the next new story will get.
  StoryId next_story() const;
  /// What is kept in memory.
  struct Load {
    std::size_t articles = 0, stories = 0;
  };
  Load load() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// How alike two articles are as accounts of one event.
struct Likeness {
  double score = 0;   ///< 0..1; does not depend on other pairs
  bool same = false;  ///< one event, by the fixed threshold
  std::string why;
};
/// `meaning`: how alike a sentence model finds what both say (meaning::likeness), where it was asked. It sees
/// that other words say the same; without it words, names and numbers decide alone.
Likeness compare(const features::Features& a, const features::Features& b,
                 std::optional<double> meaning = std::nullopt);

}  // namespace newsloom::story
