#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "recommend/invented_news.h"
#include "recommend/random_stream.h"
#include "recommend/recommender.h"

namespace newsloom::recommend {
namespace {

constexpr int kArticles = 300;

/// What the stream is known to hold, beside the recommender.
struct Known {
  StoryId story;
  std::string source;
  std::optional<std::int64_t> published_utc;
};

class RecommenderProperty : public testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    RandomStream stream(GetParam());
    for (int i = 1; i <= kArticles; ++i) {
      const Invented made = stream.next();
      const auto id = static_cast<ArticleId>(i);
      recommender_.add(id, made.features, made.placement);
      known_[id] = {made.placement.story, made.features.source, made.features.published_utc};
      if (stream.below(9) == 0) remove(static_cast<ArticleId>(1 + stream.below(i)));
      if (stream.below(9) == 0) {
        const auto moved = static_cast<ArticleId>(1 + stream.below(i));
        move(moved, 1 + stream.below(40));
      }
    }
  }
  void remove(ArticleId id) {
    recommender_.remove(id);
    known_.erase(id);
  }
  void move(ArticleId id, int story) {
    recommender_.move(id, article("").in(story).placement);
    if (known_.contains(id)) known_[id].story = static_cast<StoryId>(story);
  }

  Recommender recommender_;
  std::map<ArticleId, Known> known_;
};

TEST_P(RecommenderProperty, KeepsItsRulesUnderEveryArticle) {
  for (const auto& [query, about] : known_) {
    SCOPED_TRACE(testing::Message() << "seed " << GetParam() << ", under article " << number(query));
    const Recommendation lists = recommender_.recommend(query);
    std::set<StoryId> stories{about.story};
    std::map<StoryId, int> size;
    for (const auto& [id, other] : known_) ++size[other.story];
    std::set<ArticleId> shown{query};
    std::map<std::string, int> in_first_ten;
    double above = 1;
    EXPECT_LE(lists.recommended.size(), 20u);
    for (std::size_t i = 0; i < lists.recommended.size(); ++i) {
      const Recommended& entry = lists.recommended[i];
      ASSERT_TRUE(known_.contains(entry.article));
      EXPECT_EQ(known_[entry.article].story, entry.story);
      // Only a large story may hold several events.
      const bool first = stories.insert(entry.story).second;
      EXPECT_TRUE(first || size[entry.story] > 4) << "a story twice, or the article's own";
      EXPECT_TRUE(shown.insert(entry.article).second);
      EXPECT_LE(entry.score, above);
      EXPECT_GE(entry.score, 0);
      above = entry.score;
      EXPECT_FALSE(entry.why.empty());
      const std::string& source = known_[entry.article].source;
      if (i < 10 && !source.empty()) {
        EXPECT_LE(++in_first_ten[source], 2) << source;
      }
      for (const ArticleId other : entry.also) {
        EXPECT_EQ(known_[other].story, entry.story);
        EXPECT_TRUE(shown.insert(other).second);
      }
    }
    for (const ArticleId other : lists.coverage) {
      EXPECT_EQ(known_[other].story, about.story);
      EXPECT_TRUE(shown.insert(other).second);
    }
  }
}

TEST_P(RecommenderProperty, OffersNothingOlderThanTheOptionsAllow) {
  constexpr int kDays = 1;
  int younger = 0;
  for (const auto& [query, about] : known_) {
    for (const Recommended& entry : recommender_.recommend(query, {.stale_after_days = kDays}).recommended) {
      const Known& shown = known_.at(entry.article);
      if (!about.published_utc || !shown.published_utc) continue;
      const auto day = [](const Known& one) { return *one.published_utc / 86400; };
      EXPECT_LE(std::abs(day(about) - day(shown)), kDays + 1)
          << "seed " << GetParam() << ", " << number(query);
      ++younger;
    }
  }
  EXPECT_GT(younger, 100);
}

TEST_P(RecommenderProperty, GivesTheSameListsForTheSameStream) {
  Recommender again;
  RandomStream stream(GetParam());
  for (int i = 1; i <= kArticles; ++i) {
    const Invented made = stream.next();
    const auto id = static_cast<ArticleId>(i);
    again.add(id, made.features, made.placement);
    if (stream.below(9) == 0) again.remove(static_cast<ArticleId>(1 + stream.below(i)));
    if (stream.below(9) == 0) {
      const auto moved = static_cast<ArticleId>(1 + stream.below(i));
      again.move(moved, article("").in(1 + stream.below(40)).placement);
    }
  }
  for (const auto& [query, about] : known_) {
    const Recommendation a = recommender_.recommend(query), b = again.recommend(query);
    ASSERT_EQ(ids(a.recommended), ids(b.recommended)) << "seed " << GetParam() << ", under " << number(query);
    ASSERT_EQ(ids(a.coverage), ids(b.coverage));
    for (std::size_t i = 0; i < a.recommended.size(); ++i) {
      ASSERT_EQ(a.recommended[i].score, b.recommended[i].score);
      ASSERT_EQ(a.recommended[i].why, b.recommended[i].why);
    }
  }
}

TEST_P(RecommenderProperty, GivesTheSameListsWhenItIsToldHowManyCome) {
  for (const int told : {1, 50, kArticles, 2 * kArticles}) {
    SCOPED_TRACE(testing::Message() << "seed " << GetParam() << ", told " << told);
    Recommender one_by_one, expecting;
    RandomStream stream(GetParam());
    expecting.expect(static_cast<std::size_t>(told));
    for (int i = 1; i <= kArticles; ++i) {
      const Invented made = stream.next();
      one_by_one.add(static_cast<ArticleId>(i), made.features, made.placement);
      expecting.add(static_cast<ArticleId>(i), made.features, made.placement);
    }
    expecting.expect(0);
    for (int i = 1; i <= kArticles; ++i) {
      const auto a = one_by_one.recommend(static_cast<ArticleId>(i)).recommended;
      const auto b = expecting.recommend(static_cast<ArticleId>(i)).recommended;
      if (told > kArticles) {  // weighed anew at the end: by other frequencies
        EXPECT_EQ(a.empty(), b.empty());
        continue;
      }
      ASSERT_EQ(ids(a), ids(b)) << "under article " << i;
      for (std::size_t k = 0; k < a.size(); ++k) ASSERT_EQ(a[k].score, b[k].score);
    }
  }
}

TEST_P(RecommenderProperty, GivesTheSameListsOnManyThreads) {
  std::map<ArticleId, std::vector<int>> alone;
  for (const auto& [query, about] : known_) alone[query] = ids(recommender_.recommend(query).recommended);
  std::vector<std::map<ArticleId, std::vector<int>>> together(3);
  {
    std::vector<std::jthread> threads;
    for (auto& found : together)
      threads.emplace_back([&found, this] {
        for (const auto& [query, about] : known_)
          found[query] = ids(recommender_.recommend(query).recommended);
      });
  }
  for (const auto& found : together) EXPECT_EQ(found, alone) << "seed " << GetParam();
}

TEST_P(RecommenderProperty, IsEmptyWhenAllIsRemoved) {
  const auto all = known_;
  for (const auto& [id, about] : all) recommender_.remove(id);
  EXPECT_EQ(recommender_.size(), 0u);
  const Invented made = article("harbour dam").on_day(1);
  recommender_.add(static_cast<ArticleId>(9999), made.features, made.placement);
  const Recommendation lists = recommender_.recommend(static_cast<ArticleId>(9999));
  EXPECT_TRUE(lists.recommended.empty());
  EXPECT_TRUE(lists.coverage.empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RecommenderProperty, testing::Values(1u, 7u, 1234u),
                         [](const auto& seed) { return "Seed" + std::to_string(seed.param); });

}  // namespace
}  // namespace newsloom::recommend
