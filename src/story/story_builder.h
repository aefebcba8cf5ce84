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
#include "story/likeness.h"

namespace newsloom::story {

/// Where an article stands and why.
struct Placement {
  StoryId story = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  ArticleId copy_of = ArticleId::kNone;
  double score = 0;  ///< of the decision, 0..1; 1 for a copy
  std::string why;   ///< one plain sentence for readers: shared names, numbers, time; never stems
};

/// A story that was considered for an article: what a decision is learned from (tools/train-merge).
struct Considered {
  ArticleId article = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  Signals signals;
  double chance = 0;
};

struct StoryOptions {
  /// Called for every story considered, in the order of consideration; empty: nobody looks on.
  std::function<void(const Considered&)> trace = {};
  StoryId next_story = static_cast<StoryId>(1);  ///< the first free number
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
  /// Decides and adds. REQUIRES: `id` larger than all before.
  Placement place(ArticleId id, const features::Features& features);
  /// Adds an article placed in an earlier life, in the order of ids.
  void restore(ArticleId id, const features::Features& features, const Placement& placement);
  /// The number the next new story will get.
  StoryId next_story() const;

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
Likeness compare(const features::Features& a, const features::Features& b);

}  // namespace newsloom::story
