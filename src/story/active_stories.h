// The stories that may still grow, the articles in them, and the way from an article to the stories it may
// belong to.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "features/features.h"
#include "newsloom/ids.h"
#include "story/likeness.h"
#include "story/vectors.h"

namespace newsloom::story {

/// What is remembered of an article while its story is active.
struct Placed {
  ArticleId id = ArticleId::kNone;
  ArticleId copy_of = ArticleId::kNone;
  std::optional<std::int64_t> time;  ///< when it was published, if that is believed
  std::int64_t placed_at = 0;        ///< the stream's clock
  bool day_only = false;
  bool silent = false;  ///< adds no words to its story, and leads nobody to it
  bool opinion = false, round_up = false;
  TermId series = 0;  ///< hash of publisher and headline without numbers and days; 0: unknown
  ArticleVectors vectors;
};

/// When a story's articles appeared.
struct Times {
  std::int64_t touched = 0;  ///< the stream's clock when the last one was placed
  std::int64_t newest = 0, oldest = 0, sum = 0, timed = 0;  ///< of the articles whose time is known
  bool day_only = false;
};

/// A member whose headline may come back every day.
struct Instalment {
  TermId series = 0;
  ArticleId id = ArticleId::kNone;
  std::int64_t time = 0;
};

struct ActiveStory {
  StoryId id = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  VectorSum sum;                   ///< of the members that are not silent
  std::vector<ArticleId> members;  ///< rising
  Times times;
  std::vector<Instalment> series;  ///< by series
};

class ActiveStories {
 public:
  /// The story's number in here. Reused after the story is forgotten.
  using Slot = std::uint32_t;
  static constexpr Slot kNone = 0xffffffff;

  /// The story of this id, or kNone.
  Slot find(StoryId id) const;
  Slot open(StoryId id, StorylineId storyline);
  const ActiveStory& story(Slot slot) const { return stories_[slot]; }
  const Placed* article(ArticleId id) const;
  Slot slot_of(ArticleId id) const;

  /// REQUIRES: the id is larger than all before.
  void add(Placed article, Slot slot, std::span<const Weighted> lookup_terms);
  void leave(ArticleId id);
  /// Leaves and is forgotten.
  void remove(ArticleId id);
  void join(ArticleId id, Slot slot);
  /// Active stories that share most of the article's heaviest terms, best first.
  std::vector<Slot> candidates(std::span<const Weighted> lookup_terms, const Frequencies& frequencies,
                               std::size_t limit) const;
  /// What is known of an article and a story; one of the story's own members meets the others.
  Signals signals(const Placed& article, Slot slot) const;
  /// Forgets what was last touched before `moment`.
  void forget_before(std::int64_t moment);
  std::size_t size() const { return by_id_.size(); }
  /// Articles placed after `moment`.
  std::size_t placed_after(std::int64_t moment) const;
  std::size_t articles() const { return articles_.size(); }

 private:
  static void count(Times& times, const Placed& article);
  Times times_without(const ActiveStory& story, ArticleId left_out) const;

  std::vector<ActiveStory> stories_;
  std::vector<Slot> free_;
  std::vector<std::int64_t> placed_at_;  ///< of the articles, rising
  boost::unordered_flat_map<StoryId, Slot> by_id_;
  std::unordered_map<ArticleId, Placed> articles_;
  std::vector<Slot> slots_;  ///< of the articles from `first_` on
  std::int32_t first_ = 1;
  boost::unordered_flat_map<TermId, std::vector<std::int32_t>> postings_;  ///< articles, rising
  mutable std::vector<float> votes_;                                       ///< by slot; zero between calls
  mutable std::vector<TermId> voted_;                                      ///< the last term that voted
};

/// The terms an article is found by: the heaviest of title, body and names, by term.
std::vector<Weighted> lookup_terms(const ArticleVectors& vectors);

}  // namespace newsloom::story
