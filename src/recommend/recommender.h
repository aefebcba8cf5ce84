// Which other stories to offer under an article.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "features/features.h"
#include "newsloom/ids.h"
#include "newsloom/story.h"
#include "story/story_builder.h"

namespace newsloom::recommend {

struct RecommendOptions {
  std::size_t limit = 20;
  /// The query's own story competes too, by what belongs together rather than by what to read next, and the
  /// rules of one per event and two per source are off.
  bool with_coverage = false;
  /// Nothing later than the end of this day (UTC seconds) is seen. Empty: the stream's clock.
  std::optional<std::int64_t> as_of_utc{};
  /// Articles farther than this from the query's own day, before or after, are stale and not offered.
  int stale_after_days = 60;
  /// Only articles of this source; the rule of two a source is off then. Empty: of all.
  std::string only_source = {};
};

struct Recommended {
  ArticleId article = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  Lane lane = Lane::kAlsoToday;
  double score = 0;             ///< 0..1, never rising down the list
  std::string why;              ///< one plain sentence
  std::vector<ArticleId> also;  ///< more on that event from its story, newest first, at most 20
};

/// Each article stands once in all of it. A large story may hold several events; then one of them can be
/// recommended under an article on another.
struct Recommendation {
  std::vector<Recommended> recommended;  ///< best first
  std::vector<ArticleId> coverage;  ///< the rest of the query's own story without the query, newest first
};

/// The story that a text is about.
struct StoryGuess {
  StoryId story = StoryId::kNone;
  ArticleId article = ArticleId::kNone;  ///< the member that shows it best
  double chance = 0;                     ///< 0..1
  std::string why;                       ///< one plain sentence
};

/// An in-memory, impact-ordered index over the articles of a collection. The changing methods need exclusive
/// access; recommend() is const and may run on many threads between them. Deterministic: the same changes in
/// the same order give the same lists. An article without any believable time stands at the stream's clock of
/// the moment it was added.
class Recommender {
 public:
  Recommender();
  ~Recommender();
  Recommender(Recommender&&) noexcept;
  Recommender& operator=(Recommender&&) noexcept;

  /// The next so many calls of add() bring articles of an earlier life: what would be done again and again on
  /// the way is done once. Nothing may be recommended until the last of them, or expect(0).
  void expect(std::size_t articles);
  /// What the scores of articles of a source are multiplied by, 1 for those that are not named. Before the
  /// first article.
  void weigh(std::map<std::string, double, std::less<>> by_source);
  /// An id that is already there is replaced.
  void add(ArticleId id, const features::Features& features, const story::Placement& placement);
  /// The article stands in another story now (a repair). Nothing happens for an unknown id.
  void move(ArticleId id, const story::Placement& placement);
  /// Forgets an article (a takedown, or an earlier version replaced).
  void remove(ArticleId id);
  /// Lists for an article of the collection. Empty lists for an unknown id.
  Recommendation recommend(ArticleId query, const RecommendOptions& options = {}) const;
  /// Lists for an article that was placed, but is not in the collection or not any more.
  Recommendation recommend(ArticleId query, const features::Features& text, const story::Placement& placement,
                           const RecommendOptions& options = {}) const;
  /// Lists for a text that need not be in the collection. A text without a time stands at the stream's clock.
  Recommendation recommend(const features::Features& text, const RecommendOptions& options = {}) const;
  /// The story of the collection that the text is about; nothing where none is likely.
  std::optional<StoryGuess> story_of(const features::Features& text) const;
  std::size_t size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom::recommend
