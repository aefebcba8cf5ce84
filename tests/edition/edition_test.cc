#include "edition/edition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

namespace newsloom::edition {
namespace {

constexpr std::int64_t kNow = 1'700'000'000;
constexpr std::int64_t kHour = 3600;

StoryFacts story(int id, int articles, int sources, std::int64_t hours_ago, int copies = 0, int teasers = 0) {
  return {.id = static_cast<StoryId>(id),
          .articles = articles,
          .copies = copies,
          .teasers = teasers,
          .sources = sources,
          .first_utc = kNow - (hours_ago + 2) * kHour,
          .last_utc = kNow - hours_ago * kHour};
}

struct Preference {
  const char* claim;
  StoryFacts heavier, lighter;
};

class EditionWeight : public testing::TestWithParam<Preference> {};

TEST_P(EditionWeight, Prefers) {
  const auto& [claim, heavier, lighter] = GetParam();
  EXPECT_GT(weight(heavier, kNow), weight(lighter, kNow)) << claim;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, EditionWeight,
    testing::Values(Preference{"four publishers outweigh one", story(1, 4, 4, 1), story(2, 1, 1, 1)},
                    Preference{"three publishers outweigh one that writes ten times", story(1, 3, 3, 1),
                               story(2, 10, 1, 1)},
                    Preference{"three own accounts outweigh one text printed twelve times", story(1, 3, 3, 1),
                               story(2, 12, 12, 1, 11)},
                    Preference{"among equals, a text printed often outweighs one printed once",
                               story(1, 6, 6, 1, 5), story(2, 1, 1, 1)},
                    Preference{"fresh outweighs old of the same size", story(1, 3, 3, 1), story(2, 3, 3, 30)},
                    Preference{"yesterday's giant gives way to this morning's middle", story(1, 4, 4, 1),
                               story(2, 12, 12, 36)},
                    Preference{"a text to read outweighs a teaser", story(1, 1, 1, 1),
                               story(2, 1, 1, 1, 0, 1)},
                    Preference{"a time ahead of the clock is worth no more than now", story(1, 2, 2, 0),
                               story(2, 1, 1, -9000)}),
    [](const auto& row) { return "Row" + std::to_string(row.index); });

TEST(Edition, AStoryWithoutArticlesWeighsNothing) { EXPECT_EQ(weight(story(1, 0, 0, 0), kNow), 0); }

TEST(Edition, AStoryWithoutTimesStandsBetweenFreshAndOld) {
  StoryFacts undated = story(1, 2, 2, 0);
  undated.first_utc = undated.last_utc = std::nullopt;
  EXPECT_LT(weight(undated, kNow), weight(story(2, 2, 2, 1), kNow));
  EXPECT_GT(weight(undated, kNow), weight(story(2, 2, 2, 72), kNow));
}

TEST(Edition, OddNumbersStillGiveAFiniteWeight) {
  StoryFacts odd = story(1, 1, 50, 0, 90, 7);
  odd.last_utc = std::numeric_limits<std::int64_t>::min();
  EXPECT_GE(weight(odd, std::numeric_limits<std::int64_t>::max()), 0);
  odd.last_utc = std::numeric_limits<std::int64_t>::max();
  EXPECT_TRUE(std::isfinite(weight(odd, std::numeric_limits<std::int64_t>::min())));
}

TEST(Edition, TiesGoToTheLaterNewsThenToTheHigherNumber) {
  StoryFacts undated = story(9, 1, 1, 24);
  undated.first_utc = undated.last_utc = std::nullopt;
  const auto ranked = rank(std::vector{undated, story(3, 1, 1, 24), story(5, 1, 1, 24)}, kNow);
  ASSERT_EQ(ranked.size(), 3u);
  EXPECT_EQ(number(ranked[0].id), 5);
  EXPECT_EQ(number(ranked[1].id), 3);
  EXPECT_EQ(number(ranked[2].id), 9);
}

TEST(Edition, TheOrderOfTheInputDoesNotMatter) {
  constexpr unsigned kSeed = 20231114;
  SCOPED_TRACE(testing::Message() << "seed " << kSeed);
  std::mt19937 random(kSeed);
  std::vector<StoryFacts> stories;
  for (int id = 1; id <= 200; ++id)
    stories.push_back(story(id, 1 + static_cast<int>(random() % 4), 1 + static_cast<int>(random() % 3),
                            static_cast<std::int64_t>(random() % 5)));
  const auto expected = rank(stories, kNow);
  EXPECT_TRUE(std::ranges::is_sorted(expected, std::greater{}, &RankedStory::weight));
  for (int round = 0; round < 5; ++round) {
    std::ranges::shuffle(stories, random);
    const auto again = rank(stories, kNow);
    for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_EQ(again[i].id, expected[i].id) << "place " << i;
  }
}

}  // namespace
}  // namespace newsloom::edition
