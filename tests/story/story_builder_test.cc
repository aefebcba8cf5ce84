#include "story/story_builder.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "story/invented_articles.h"

namespace newsloom::story {
namespace {

constexpr const char* kFerryText =
    "The ferry Morning Star ran aground off Port Alba in thick fog on Monday and 42 passengers were injured, "
    "harbour "
    "master Ada Quill said. Lifeboats took everyone ashore. Ada Quill said the ferry had left Port Alba an "
    "hour late.";
constexpr const char* kFerryRetold =
    "Forty-two people were hurt, at least 42 passengers by the count of harbour master Ada Quill, when the "
    "Morning Star "
    "ferry hit rocks near Port Alba in fog. Lifeboats brought the passengers ashore, Ada Quill said on "
    "Monday.";
constexpr const char* kBudgetText =
    "Parliament in Velmark passed the budget on Monday by three votes. Finance minister Oren Tally promised "
    "lower taxes "
    "on bread and higher ones on fuel. Unions in Velmark called for a strike against Oren Tally's plans.";

/// A stream that is told article by article; ids count from 1.
class Stream {
 public:
  Placement tell(const std::string& title, const std::string& text, std::int64_t after_monday = 0) {
    return tell(features_of(title, text, after_monday));
  }
  Placement tell(const features::Features& features) {
    return builder.place(static_cast<ArticleId>(++last), features);
  }
  StoryBuilder builder;
  int last = 0;
};

TEST(Stories, JoinTwoReportsOfOneEvent) {
  Stream stream;
  const Placement first = stream.tell("Ferry runs aground off Port Alba", kFerryText);
  stream.tell("Velmark passes budget", kBudgetText, kHour);
  const Placement retold =
      stream.tell("Dozens hurt as Morning Star ferry hits rocks", kFerryRetold, 2 * kHour);
  EXPECT_EQ(retold.story, first.story);
  EXPECT_EQ(retold.copy_of, ArticleId::kNone);
}

TEST(Stories, SayWhyByNamesNumbersAndTime) {
  Stream stream;
  stream.tell("Ferry runs aground off Port Alba", kFerryText);
  const Placement retold =
      stream.tell("Dozens hurt as Morning Star ferry hits rocks", kFerryRetold, 2 * kHour);
  for (const char* part : {"Ada Quill", "Morning Star", "42 passengers", "within 2 hours"})
    EXPECT_NE(retold.why.find(part), std::string::npos) << part << " in: " << retold.why;
}

TEST(Stories, KeepDifferentEventsApart) {
  Stream stream;
  EXPECT_NE(stream.tell("Ferry runs aground off Port Alba", kFerryText).story,
            stream.tell("Velmark passes budget", kBudgetText).story);
}

TEST(Stories, KeepTheSameWordsMonthsLaterApart) {
  Stream stream;
  const Placement first = stream.tell("Ferry runs aground off Port Alba", kFerryText);
  const Placement later = stream.tell("Ferry runs aground off Port Alba again", kFerryRetold, 90 * kDay);
  EXPECT_NE(first.story, later.story);
}

TEST(Stories, PutACopyWhereItsOriginalIs) {
  Stream stream;
  const Placement first = stream.tell("Ferry runs aground off Port Alba", kFerryText);
  const Placement copy = stream.tell("Fog blamed", std::string("LONDON (XYZ) - ") + kFerryText, kHour);
  EXPECT_EQ(copy.copy_of, ArticleId{1});
  EXPECT_EQ(copy.story, first.story);
  EXPECT_NE(copy.why.find("100 % of its text"), std::string::npos) << copy.why;
}

TEST(Stories, JoinHeadlinesWithoutText) {
  Stream stream;
  const Placement first = stream.tell("Ferry Morning Star runs aground off Port Alba", "");
  EXPECT_EQ(stream.tell("Morning Star ferry runs aground near Port Alba", "", kHour).story, first.story);
}

TEST(Stories, JoinUndatedArticles) {
  auto first = features_of("Ferry runs aground off Port Alba", kFerryText);
  auto second = features_of("Morning Star ferry runs aground off Port Alba", kFerryRetold);
  first.published_utc = second.published_utc = std::nullopt;
  Stream stream;
  EXPECT_EQ(stream.tell(first).story, stream.tell(second).story);
}

TEST(Stories, AFutureDateDoesNotEndTheStoriesOfToday) {
  Stream stream;
  const Placement first = stream.tell("Ferry runs aground off Port Alba", kFerryText);
  stream.tell("Velmark passes budget", kBudgetText, 4000 * kDay);
  EXPECT_EQ(stream.tell("Morning Star ferry hits rocks off Port Alba", kFerryRetold, kHour).story,
            first.story);
}

/// Events of ten words each, told again and again with other filling.
std::vector<features::Features> random_stream(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> events;
  for (int i = 0; i < 40; ++i) events.push_back(babble(random, 25, 100000));
  std::vector<features::Features> out;
  for (int i = 0; i < 300; ++i) {
    const std::string& event = events[random() % events.size()];
    out.push_back(features_of(event.substr(0, 40), event + babble(random, 30) + event, i * kHour * 3));
  }
  return out;
}

TEST(Stories, ARestartAtAnyPointChangesNothing) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    SCOPED_TRACE(seed);
    const auto articles = random_stream(seed);
    std::mt19937 random(seed);
    StoryBuilder steady, restarted;
    std::vector<Placement> placed;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto id = static_cast<ArticleId>(i + 1);
      if (random() % 40 == 0) {
        restarted = StoryBuilder();
        for (std::size_t k = 0; k < i; ++k)
          restarted.restore(static_cast<ArticleId>(k + 1), articles[k], placed[k]);
      }
      const Placement one = steady.place(id, articles[i]), other = restarted.place(id, articles[i]);
      ASSERT_EQ(one.story, other.story) << i;
      ASSERT_EQ(one.storyline, other.storyline) << i;
      ASSERT_EQ(one.why, other.why) << i;
      placed.push_back(one);
    }
  }
}

TEST(Compare, ScoresTheSameEventAboveAnotherEitherWayRound) {
  const auto ferry = features_of("Ferry runs aground off Port Alba", kFerryText);
  const auto retold = features_of("Morning Star ferry hits rocks", kFerryRetold);
  const auto budget = features_of("Velmark passes budget", kBudgetText);
  EXPECT_GT(compare(ferry, retold).score, compare(ferry, budget).score + 0.2);
  EXPECT_DOUBLE_EQ(compare(ferry, retold).score, compare(retold, ferry).score);
  EXPECT_FALSE(compare(ferry, budget).same);
}

}  // namespace
}  // namespace newsloom::story
