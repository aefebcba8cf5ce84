#include "story/story_builder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "story/final_places.h"
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

Article published_by(const std::string& source, const std::string& text, std::int64_t after_monday) {
  Article article = invented("The quay of Alba sinks", text, after_monday);
  article.source = source;
  return article;
}

/// Where the articles stand in the end, if they come in this order.
FinalPlaces placed(const std::vector<Article>& articles) {
  StoryBuilder builder;
  FinalPlaces places;
  int id = 0;
  for (const Article& article : articles)
    places.add(builder.place(ArticleId{++id}, features::compute(article)));
  for (const StoryChange& change : builder.take_changes()) places.apply(change);
  return places;
}

TEST(Stories, TheOriginalOfCopiesIsTheEarliestThatWasPublished) {
  std::mt19937 random(5);
  const std::string text = babble(random, 200);
  const FinalPlaces places =
      placed({published_by("b.example", text, 3 * kHour), published_by("c.example", text, 4 * kHour),
              published_by("a.example", text, 1 * kHour), published_by("d.example", text, 5 * kHour)});
  EXPECT_EQ(places.of(2).copy_of, ArticleId::kNone);
  for (const std::size_t copy : {0, 1, 3}) EXPECT_EQ(places.of(copy).copy_of, ArticleId{3}) << copy;
  for (const std::size_t all : {1, 2, 3}) EXPECT_EQ(places.of(all).story, places.of(0).story) << all;
}

TEST(Stories, TheOriginalOfCopiesIsTheAgencysOwnWhereItPublishesIt) {
  std::mt19937 random(6);
  const std::string text = babble(random, 200);
  const FinalPlaces places =
      placed({published_by("b.example", text, 1 * kHour), published_by("afp.example", text, 2 * kHour),
              published_by("a.example", text, 0), published_by("c.example", text, 3 * kHour)});
  EXPECT_EQ(places.of(1).copy_of, ArticleId::kNone);
  for (const std::size_t copy : {0, 2, 3}) EXPECT_EQ(places.of(copy).copy_of, ArticleId{2}) << copy;
}

TEST(Stories, AnUpdateReplacesTheEarlierStateAndIsNoCopy) {
  std::mt19937 random(7);
  const std::string text = babble(random, 200);
  std::vector<Article> states;
  for (const char* mark : {"", "UPDATE 1-", "UPDATE 2-"}) {
    states.push_back(published_by("agency.example", text + babble(random, 30 * states.size()),
                                  static_cast<std::int64_t>(states.size()) * kHour));
    states.back().title = mark + *states.back().title;
  }
  Article print = published_by("paper.example", states[2].text, 4 * kHour);
  states.push_back(print);
  const FinalPlaces places = placed(states);
  EXPECT_EQ(places.of(0).version_of, ArticleId::kNone);
  EXPECT_EQ(places.of(1).version_of, ArticleId{1});
  EXPECT_EQ(places.of(2).version_of, ArticleId{2});
  EXPECT_EQ(places.of(2).copy_of, ArticleId::kNone);
  EXPECT_EQ(places.of(3).copy_of, ArticleId{3}) << "the paper prints the last state";
  for (const std::size_t all : {1, 2, 3}) EXPECT_EQ(places.of(all).story, places.of(0).story) << all;
}

TEST(Stories, JoinHeadlinesWithoutText) {
  Stream stream;
  const Placement first = stream.tell("Ferry Morning Star runs aground off Port Alba", "");
  EXPECT_EQ(stream.tell("Morning Star ferry runs aground near Port Alba", "", kHour).story, first.story);
}

/// Events of an undated stream, each with forty words of its own, told twice at most three articles apart.
class UndatedStream : public testing::Test {
 protected:
  StoryId tell(const std::string& title, const std::string& text) {
    features::Features features = features_of(title, text);
    features.published_utc.reset();
    return builder_.place(static_cast<ArticleId>(++told_), features).story;
  }
  void go_on(int events) {
    for (int i = 0; i < events; ++i) {
      tell("", words_of(event_, 1));
      if (event_ >= 3) tell("", words_of(event_ - 3, 7));
      ++event_;
    }
  }

 private:
  /// In an order that depends on `step`: a text that tells the same, and no copy.
  static std::string words_of(int event, int step) {
    std::string out;
    for (int word = 0; word < 40; ++word) {
      for (int left = 40 * event + word * step % 40 + 1; left > 0; left /= 8) {
        out += "bdfgklmn"[left % 8];
        out += "aeiou"[left % 5];
      }
      out += ' ';
    }
    return out;
  }
  StoryBuilder builder_;
  int told_ = 0, event_ = 0;
};

const std::string kAground =
    "The ferry Morning Star ran aground off Port Alba with 42 passengers on board, the harbour master said.";
const std::string kAgroundRetold =
    "Rescuers took 42 passengers off the ferry Morning Star, which had run aground off Port Alba.";
const std::string kAgroundAgain =
    "Off Port Alba rescuers saved 42 passengers when the Morning Star, a ferry, was run aground.";

TEST_F(UndatedStream, TellsAnEventFromTheNextOfItsKindByTheOrder) {
  go_on(400);
  const StoryId first = tell("Ferry aground off Port Alba", kAground);
  go_on(1);
  EXPECT_EQ(tell("Passengers saved from ferry aground off Port Alba", kAgroundRetold), first);
  go_on(200);
  EXPECT_NE(tell("Passengers of ferry aground off Port Alba saved", kAgroundAgain), first);
}

TEST_F(UndatedStream, IsReadByItsTextsAloneWhereTheOrderSaysNothing) {
  const StoryId first = tell("Ferry aground off Port Alba", kAground);
  go_on(20);
  EXPECT_EQ(tell("Passengers saved from ferry aground off Port Alba", kAgroundRetold), first);
  EXPECT_EQ(tell("Passengers of ferry aground off Port Alba saved", kAgroundAgain), first);
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
  std::vector<Article> told;
  std::vector<features::Features> out;
  for (int i = 0; i < 300; ++i) {
    const std::string& event = events[random() % events.size()];
    Article article =
        invented(event.substr(0, 40), fmt::format("{0}{1}{0}", event, babble(random, 30)), i * kHour * 3);
    const unsigned publisher = random() % 6;
    article.source = publisher == 0 ? "afp.example" : fmt::format("paper{}.example", publisher);
    if (i > 0 && random() % 4 == 0) {  // a copy, sometimes published before its original came
      article.text = told[random() % told.size()].text;
      article.published->utc_seconds -= static_cast<std::int64_t>(random() % 10) * kHour;
    } else if (i > 0 && random() % 6 == 0) {
      const Article& earlier = told[random() % told.size()];
      article.title = fmt::format("UPDATE {}-{}", 1 + random() % 3, *earlier.title);
      article.text = earlier.text + babble(random, 20);
      article.source = earlier.source;
    }
    told.push_back(article);
    out.push_back(features::compute(article));
  }
  return out;
}

/// What a database would hold after these changes.
void apply(const std::vector<StoryChange>& changes, std::vector<Placement>& placed) {
  for (const StoryChange& change : changes) {
    for (Placement& placement : placed)
      if (change.kind == StoryChange::Kind::kMerge && placement.story == change.story)
        placement.story = change.other, placement.storyline = change.storyline;
    if (change.article == ArticleId::kNone) continue;
    Placement& placement = placed.at(static_cast<std::size_t>(number(change.article)) - 1);
    placement.story = change.other;
    placement.storyline = change.storyline;
  }
}

/// What a database holds of a group that has another original since.
void apply_original(const Placement& placement, ArticleId id, std::vector<Placement>& placed) {
  if (placement.replaces == ArticleId::kNone) return;
  for (Placement& copy : placed)
    if (copy.copy_of == placement.replaces) copy.copy_of = id;
  placed.at(static_cast<std::size_t>(number(placement.replaces)) - 1).copy_of = id;
}

TEST(Stories, ARestartAtAnyPointChangesNothing) {
  std::size_t repairs = 0, originals = 0, versions = 0;
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    SCOPED_TRACE(seed);
    const auto articles = random_stream(seed);
    std::mt19937 random(seed);
    StoryBuilder steady, restarted;
    std::vector<Placement> placed;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      const auto id = static_cast<ArticleId>(i + 1);
      if (random() % 40 == 0) {
        restarted = StoryBuilder({.next_story = steady.next_story()});
        for (std::size_t k = 0; k < i; ++k)
          restarted.restore(static_cast<ArticleId>(k + 1), articles[k], placed[k]);
      }
      const Placement one = steady.place(id, articles[i]), other = restarted.place(id, articles[i]);
      ASSERT_EQ(one.story, other.story) << i;
      ASSERT_EQ(one.storyline, other.storyline) << i;
      ASSERT_EQ(one.copy_of, other.copy_of) << i;
      ASSERT_EQ(one.replaces, other.replaces) << i;
      ASSERT_EQ(one.version_of, other.version_of) << i;
      ASSERT_EQ(one.why, other.why) << i;
      const auto changes = steady.take_changes();
      ASSERT_EQ(changes, restarted.take_changes()) << i;
      apply(changes, placed);
      repairs += changes.size();
      apply_original(one, id, placed);
      originals += one.replaces != ArticleId::kNone ? 1 : 0;
      versions += one.version_of != ArticleId::kNone ? 1 : 0;
      placed.push_back(one);
    }
  }
  EXPECT_GT(originals, 20u);
  EXPECT_GT(versions, 20u);
  EXPECT_GT(repairs, 0u) << "the streams show nothing of repair";
}

TEST(Stories, TheOwnersWordsAreCarriedOutAndRespected) {
  Stream stream;
  const Placement ferry = stream.tell("Ferry runs aground off Port Alba", kFerryText);
  const Placement budget = stream.tell("Velmark passes budget", kBudgetText, kHour);
  stream.builder.say_same(ArticleId{1}, ArticleId{2});
  auto changes = stream.builder.take_changes();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].kind, StoryChange::Kind::kMerge);
  EXPECT_EQ(changes[0].story, budget.story);
  EXPECT_EQ(changes[0].other, ferry.story) << "of equals the older story keeps its number";
  stream.builder.repair();
  EXPECT_TRUE(stream.builder.take_changes().empty()) << "repair does not part what the owner joined";

  stream.tell("Morning Star ferry hits rocks off Port Alba", kFerryRetold, 2 * kHour);
  stream.builder.say_not_same(ArticleId{1}, ArticleId{3});
  changes = stream.builder.take_changes();
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].kind, StoryChange::Kind::kSplit);
  EXPECT_EQ(changes[0].article, ArticleId{3});
  stream.builder.repair();
  EXPECT_TRUE(stream.builder.take_changes().empty()) << "repair does not join what the owner parted";
}

/// An event whose accounts have the same words, each in an order of its own: copies would not be weighed at
/// all.
class Event {
 public:
  explicit Event(std::mt19937& random) : random_(&random) {
    for (int word = 0; word < 40; ++word) words_.push_back(babble(random, 1, 1000000));
  }
  features::Features tell() {
    std::ranges::shuffle(words_, *random_);
    std::string text;
    for (const std::string& word : words_) text += word;
    return features_of(words_[0] + words_[1] + words_[2] + words_[3], text + babble(*random_, 12, 400));
  }

 private:
  std::mt19937* random_;
  std::vector<std::string> words_;
};

TEST(Stories, GreatAndSmallStoriesScoreAlike) {
  std::mt19937 random(11);
  std::map<StoryId, double> considered;
  StoryBuilder builder({.trace = [&](const Considered& c) { considered[c.story] = c.chance; }});
  for (int i = 0; i < 10000; ++i) builder.warm(features_of(babble(random, 6), babble(random, 20)));
  int id = 0;
  std::vector<Event> events;
  std::vector<StoryId> stories;
  for (const int size : {1, 10, 100, 500}) {
    events.emplace_back(random);
    for (int i = 0; i < size; ++i) {
      const StoryId placed = builder.place(static_cast<ArticleId>(++id), events.back().tell()).story;
      if (i == 0) stories.push_back(placed);
      ASSERT_EQ(placed, stories.back()) << "article " << i << " of " << size;
    }
  }
  std::vector<double> chances;
  for (std::size_t i = 0; i < events.size(); ++i) {
    considered.clear();
    builder.place(static_cast<ArticleId>(++id), events[i].tell());
    chances.push_back(considered.at(stories[i]));
  }
  for (const double chance : chances) EXPECT_NEAR(chance, chances.front(), 0.2);
}

/// A text of all these words, in an order of its own, and of `own` words that no other has.
features::Features account(std::mt19937& random, std::vector<std::string> words, std::size_t own,
                           std::int64_t after_monday) {
  std::ranges::shuffle(words, random);
  std::string text;
  for (const std::string& word : words) text += word;
  return features_of(words[0] + words[1] + babble(random, 3, 1000000), text + babble(random, own, 1000000),
                     after_monday);
}

TEST(Stories, OnACrowdedDayWhatOthersShareTooTellsLess) {
  std::mt19937 random(12);
  std::vector<std::string> words;
  for (int i = 0; i < 16; ++i) words.push_back(babble(random, 1, 1000000));
  const std::vector<std::string> half(words.begin(), words.begin() + 8), rest(words.begin() + 8, words.end());
  const auto first = account(random, words, 24, 20 * kHour), second = account(random, words, 24, 21 * kHour);
  const std::vector others = {account(random, half, 32, 19 * kHour), account(random, rest, 32, 19 * kHour)};

  const auto chance = [&](bool crowded) {
    std::map<StoryId, double> considered;
    StoryOptions options{.trace = [&](const Considered& c) { considered[c.story] = c.chance; }};
    options.model.threshold = 1;  // nothing is joined
    StoryBuilder builder(options);
    std::mt19937 day(13);
    int id = 0;
    const auto place = [&](const features::Features& article) {
      return builder.place(static_cast<ArticleId>(++id), article).story;
    };
    for (int i = 0; i < 2000; ++i)
      place(features_of(babble(day, 6, 1000000), babble(day, 40, 1000000), 30 * i));
    if (crowded) std::ranges::for_each(others, place);
    const StoryId story = place(first);
    considered.clear();
    place(second);
    return considered.at(story);
  };
  const double alone = chance(false);
  EXPECT_GT(alone, learned_model().threshold) << "two of two thousand articles tell of one event";
  EXPECT_LT(chance(true), alone - 0.2);
}

TEST(Stories, OfAnAffairThatFillsTheDaysItsWordsTellLess) {
  std::mt19937 random(14);
  std::vector<std::string> affair;
  for (int i = 0; i < 12; ++i) affair.push_back(babble(random, 1, 1000000));
  const auto first = account(random, affair, 20, 20 * kHour),
             second = account(random, affair, 20, 21 * kHour);

  const auto chance = [&](bool fills_the_days) {
    std::map<StoryId, double> considered;
    StoryOptions options{.trace = [&](const Considered& c) { considered[c.story] = c.chance; }};
    options.model.threshold = 1;  // nothing is joined
    StoryBuilder builder(options);
    std::mt19937 days(15);
    int id = 0;
    for (int i = 0; i < 80; ++i) {
      // Four days ago to yesterday, so that only the words stand between the two reports.
      const std::int64_t when = (i - 96) * kHour;
      builder.place(static_cast<ArticleId>(++id),
                    fills_the_days && i % 4 == 0
                        ? account(days, affair, 5, when)
                        : features_of(babble(days, 6, 1000000), babble(days, 40, 1000000), when));
    }
    const StoryId story = builder.place(static_cast<ArticleId>(++id), first).story;
    considered.clear();
    builder.place(static_cast<ArticleId>(++id), second);
    return considered.at(story);
  };
  EXPECT_GT(chance(false), learned_model().threshold) << "one event of a new affair";
  EXPECT_LT(chance(true), learned_model().threshold) << "the frequencies of a month alone give .52";
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
