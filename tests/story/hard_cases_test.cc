// The cases in which grouping goes wrong elsewhere, one test each.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "story/invented_articles.h"
#include "story/story_builder.h"

namespace newsloom::story {
namespace {

/// One reader's stream. Articles are told one after another; story() is where one stands after all repairs.
class HardCases : public testing::Test {
 protected:
  struct Told {
    std::string title, text;
    std::int64_t after_monday = 0;
    std::string source = {};
    std::string lang = "en";
    bool opinion = false;
    ArticleKind kind = ArticleKind::kArticle;
  };

  ArticleId tell(const Told& told) {
    Article article = invented(told.title, told.text, told.after_monday);
    article.lang = told.lang;
    article.opinion = told.opinion;
    article.kind = told.kind;
    if (!told.source.empty()) article.source = told.source;
    return tell(features::compute(article));
  }
  ArticleId tell(const features::Features& features) {
    const auto id = static_cast<ArticleId>(static_cast<int>(stories_.size()) + 1);
    stories_.push_back(builder_.place(id, features).story);
    apply();
    return id;
  }
  void repair() {
    builder_.repair();
    apply();
  }
  StoryId story(ArticleId id) const { return stories_[static_cast<std::size_t>(number(id)) - 1]; }

  StoryBuilder builder_;

 private:
  void apply() {
    for (const StoryChange& change : builder_.take_changes()) {
      for (StoryId& story : stories_)
        if (change.kind == StoryChange::Kind::kMerge && story == change.story) story = change.other;
      if (change.article != ArticleId::kNone &&
          static_cast<std::size_t>(number(change.article)) <= stories_.size())
        stories_[static_cast<std::size_t>(number(change.article)) - 1] = change.other;
    }
  }
  std::vector<StoryId> stories_;
};

constexpr const char* kFerry =
    "The ferry Morning Star ran aground off Port Alba in thick fog on Monday and 42 passengers were injured, "
    "harbour master Ada Quill said. Lifeboats took everyone ashore. Ada Quill said the ferry had left Port "
    "Alba an hour late.";
constexpr const char* kFerryRetold =
    "Forty-two people were hurt, at least 42 passengers by the count of harbour master Ada Quill, when the "
    "Morning Star ferry hit rocks near Port Alba in fog. Lifeboats brought the passengers ashore, Ada Quill "
    "said on Monday.";
constexpr const char* kFerryAftermath =
    "The owners of the ferry Morning Star promised its passengers their money back, blamed the fog and "
    "closed their office in Velmark for the week.";
constexpr const char* kWildfireNorth =
    "A wildfire near Tarnmoor in the north burned 800 hectares of heath on Monday. Firefighters from "
    "Tarnmoor "
    "and the village of Elsey cut a firebreak, fire chief Una Brack said. Nobody was hurt.";
constexpr const char* kWildfireSouth =
    "A wildfire outside Calora in the south destroyed 14 farmhouses on Monday. Firefighters from Calora were "
    "helped by two aircraft, said Pedro Illan, who commands them. Three people are missing.";

TEST_F(HardCases, TwoFiresOfOneDayInTwoPlacesAreTwoStories) {
  const auto north = tell({"Wildfire burns heath near Tarnmoor", kWildfireNorth});
  const auto south = tell({"Wildfire destroys farmhouses near Calora", kWildfireSouth, kHour});
  repair();
  EXPECT_NE(story(north), story(south));
}

TEST_F(HardCases, ADailyColumnIsAStoryADay) {
  const std::string text =
      "The morning look at the exchange of Velmark, with the shares that moved, the bonds that did not, and "
      "what "
      "the traders of Velmark expect of the day. The index of Velmark opened ";
  const auto monday =
      tell({"Velmark markets at a glance: Monday", text + "at 4,210 and rose.", 0, "ledger.example"});
  const auto tuesday =
      tell({"Velmark markets at a glance: Tuesday", text + "at 4,188 and fell.", kDay, "ledger.example"});
  repair();
  EXPECT_NE(story(monday), story(tuesday));
}

/// A bulletin of one form: the same sentences every day, and in every town, around other numbers.
std::string bulletin(const std::string& day, int raids, int boats, int guns, int killed, int fuel) {
  const auto n = [](int value) { return std::to_string(value); };
  return "The staff of the coastal command of Velmark said on " + day + " that its units had beaten back " +
         n(raids) + " raids along the line of the river in the past day. The air arm struck " + n(boats) +
         " landing boats and the batteries destroyed " + n(guns) +
         " guns of the enemy, the staff said. Losses of the enemy are put at " + n(killed) +
         " soldiers since the morning of the day before. Depots with " + n(fuel) +
         " tonnes of fuel were set on fire, and fighting near the bridges goes on, according to the staff.";
}

TEST_F(HardCases, TwoBulletinsOfOneFormOnTwoDaysAreTwoStories) {
  const auto monday = tell({"Staff: units beat back raids on the river",
                            bulletin("Monday", 17, 23, 11, 340, 86), 0, "ledger.example"});
  const auto tuesday = tell({"Coastal command of Velmark speaks of raids, guns and boats",
                             bulletin("Tuesday", 42, 31, 19, 275, 54), 20 * kHour, "post.example"});
  const auto copy = tell(
      {"Coastal command: 42 raids", bulletin("Tuesday", 42, 31, 19, 275, 54), 21 * kHour, "herald.example"});
  repair();
  EXPECT_NE(story(monday), story(tuesday));
  EXPECT_EQ(story(tuesday), story(copy));
}

TEST_F(HardCases, AnUpdateAnHourLaterUnderTheSameHeadlineIsTheSameStory) {
  const auto first = tell({"Ferry runs aground off Port Alba", kFerry, 0, "ledger.example"});
  const auto again = tell({"Ferry runs aground off Port Alba", kFerryRetold, kHour, "ledger.example"});
  EXPECT_EQ(story(first), story(again));
}

TEST_F(HardCases, ALivePageJoinsTheEventItsOpeningTellsOf) {
  const auto report = tell({"Ferry runs aground off Port Alba", kFerry});
  Told live{"Live: ferry Morning Star aground off Port Alba", kFerryRetold, kHour};
  live.kind = ArticleKind::kLive;
  for (int i = 0; i < 40; ++i)
    live.text += "\n\nEarlier: a reader writes from the quay about the weather of the day.";
  EXPECT_EQ(story(report), story(tell(live)));
}

std::string newsletter() {
  return "The ferry Morning Star ran aground off Port Alba in thick fog and lifeboats took its passengers "
         "ashore.\n\n"
         "Parliament in Velmark passed its budget by three votes after Oren Tally promised cheaper bread to "
         "unions.\n\n"
         "A late frost killed cherry blossom around Upper Tarn, where growers count bees instead of buds "
         "this spring.\n\n"
         "Archaeologists digging beneath Lusan cathedral found eleven bronze bells that nobody had written "
         "about before.\n\n"
         "Goalkeeper Ines Roka signed a contract with Dunmere United until summer and will wear shirt number "
         "thirty.\n\n"
         "Engineers switched off the Hallow reactor because jellyfish blocked pipes that bring cooling water "
         "inland.\n\n"
         "A court in Brenna acquitted the baker accused of selling sawdust loaves under a famous neighbour's "
         "label.\n\n"
         "Songwriter Tove Halm cancelled four concerts, citing a sore throat and the advice of two stern "
         "doctors.\n\n"
         "Customs officers at Silt Bridge opened a piano crate and counted ninety smuggled tortoises, all of "
         "them alive.\n\n";
}

TEST_F(HardCases, ANewsletterJoinsNoStoryAndSeedsNone) {
  const auto early = tell({"Good morning", newsletter()});
  const auto report = tell({"Ferry runs aground off Port Alba", kFerry, kHour});
  const auto late = tell({"While you slept", newsletter() + "Nothing more today.", 2 * kHour});
  const auto retold = tell({"Morning Star ferry hits rocks", kFerryRetold, 3 * kHour});
  repair();
  EXPECT_NE(story(early), story(report));
  EXPECT_NE(story(late), story(report));
  EXPECT_EQ(story(report), story(retold));
}

TEST_F(HardCases, APreviewIsNotTheResultOfAnotherDay) {
  const auto preview =
      tell({"Dunmere look to Roka for the cup final on Saturday",
            "Dunmere United hope to have goalkeeper Ines Roka back for the cup final against Harrow Town on "
            "Saturday. "
            "Coach Lev Oden will decide after training. Tickets for the final are sold out."});
  const auto result =
      tell({"Harrow Town win the cup on penalties",
            "Harrow Town won the cup for the first time, beating Dunmere United 5-4 on penalties after extra "
            "time. "
            "Mika Sund scored the last one. Thousands of fans danced in the streets of Harrow until dawn.",
            5 * kDay});
  repair();
  EXPECT_NE(story(preview), story(result));
}

TEST_F(HardCases, AnOpinionOnAnEventDoesNotSeedItsStory) {
  Told opinion{"The fog is no excuse, Port Alba", kFerryRetold};
  opinion.opinion = true;
  tell(opinion);
  const auto report = tell({"Ferry runs aground off Port Alba", kFerry, kHour});
  const auto retold =
      tell({"Dozens hurt as Morning Star ferry hits rocks off Port Alba",
            "Harbour master Ada Quill counts 42 injured passengers after the Morning Star ferry ran "
            "aground off Port Alba in Monday's fog. Lifeboats took all ashore.",
            2 * kHour});
  EXPECT_EQ(story(report), story(retold));
}

TEST_F(HardCases, ABriefFindsItsStory) {
  const auto report = tell({"Ferry runs aground off Port Alba", kFerry});
  const auto brief =
      tell({"42 hurt on Morning Star ferry", "The Morning Star ran aground off Port Alba.", kHour});
  EXPECT_EQ(story(report), story(brief));
}

TEST_F(HardCases, HeadlinesInCapitalsMeetOrdinaryOnes) {
  const auto report = tell({"Ferry Morning Star runs aground off Port Alba", ""});
  EXPECT_EQ(story(report), story(tell({"FERRY MORNING STAR RUNS AGROUND OFF PORT ALBA", "", kHour})));
}

TEST_F(HardCases, ScriptsWithoutSpacesAreReadToo) {
  const Told first{
      "渡轮在阿尔巴港触礁 四十二人受伤",
      "渡轮晨星号周一在大雾中于阿尔巴港外触礁，四十二名乘客受伤，港务长说。救生艇把所有人送上岸。", 0, "",
      "zh"};
  const Told second{
      "晨星号渡轮触礁",
      "晨星号渡轮在大雾中撞上阿尔巴港附近的礁石，四十二名乘客受伤。港务长说，救生艇已把乘客送上岸。", kHour,
      "", "zh"};
  const Told other{"议会通过预算",
                   "维尔马克议会周一以三票之差通过预算。财政部长承诺降低面包税，提高燃料税。工会呼吁罢工。",
                   2 * kHour, "", "zh"};
  const auto a = tell(first), b = tell(second), c = tell(other);
  EXPECT_EQ(story(a), story(b));
  EXPECT_NE(story(a), story(c));
}

TEST_F(HardCases, UndatedArticlesMeetDatedOnes) {
  const auto dated = tell({"Ferry runs aground off Port Alba", kFerry});
  auto undated = features_of("Morning Star ferry runs aground off Port Alba", kFerryRetold);
  undated.published_utc.reset();
  EXPECT_EQ(story(dated), story(tell(undated)));
}

/// Undated articles that come together are news of one time; a page that lists teasers may list last week's.
TEST_F(HardCases, TeasersThatComeTogetherAreNotTakenForNewsOfOneDay) {
  tell({"Council meets", "The council of Brenna met about the price of bread."});
  auto first = features_of("Ferry runs aground off Port Alba", kFerry);
  auto second = features_of("What happens after the fog", kFerryAftermath);
  for (features::Features* teaser : {&first, &second}) {
    teaser->published_utc.reset();
    teaser->teaser = true;
  }
  EXPECT_NE(story(tell(first)), story(tell(second)));
}

TEST_F(HardCases, AnUndatedArticleIsTakenForAsOldAsTheDayItCame) {
  const auto dated = tell({"Ferry runs aground off Port Alba", kFerry});
  tell({"Wildfire burns heath near Tarnmoor", kWildfireNorth, 9 * kDay});
  auto undated = features_of("Morning Star ferry runs aground off Port Alba", kFerryRetold);
  undated.published_utc.reset();
  EXPECT_NE(story(dated), story(tell(undated)));
}

TEST_F(HardCases, ADateMoreThanAnHourAheadOfTheArrivalIsNotBelieved) {
  auto first = features_of("Ferry runs aground off Port Alba", kFerry);
  first.arrival_utc = kMonday + kHour;
  auto wrong = features_of("Morning Star ferry runs aground off Port Alba", kFerryRetold, 40 * kDay);
  wrong.arrival_utc = kMonday + 2 * kHour;
  const auto a = tell(first);
  EXPECT_EQ(story(a), story(tell(wrong)));
}

TEST_F(HardCases, ABackFillOfTheDayBeforeFindsItsStories) {
  const auto today = tell({"Ferry runs aground off Port Alba", kFerry, kDay});
  tell({"Wildfire burns heath near Tarnmoor", kWildfireNorth, kDay + kHour});
  EXPECT_EQ(story(today),
            story(tell({"Morning Star ferry hits rocks off Port Alba", kFerryRetold, kDay - kHour})));
}

TEST_F(HardCases, AFloodFromOneSourceDoesNotHideTheStoryOfTheOthers) {
  const auto report = tell({"Ferry runs aground off Port Alba", kFerry, 0, "ledger.example"});
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i)
    tell({"Port Alba notices " + babble(random, 3), "Port Alba notice. " + babble(random, 40), kHour,
          "flood.example"});
  EXPECT_EQ(story(report),
            story(tell({"Ferry Morning Star runs aground off Port Alba in fog",
                        "The ferry Morning Star, which ran aground off Port Alba in fog, had 42 injured "
                        "passengers, harbour master Ada Quill said. Lifeboats took them ashore.",
                        2 * kHour, "post.example"})));
}

TEST_F(HardCases, ADeletedArticleLeadsNobodyToItsStory) {
  const auto report = tell({"Ferry runs aground off Port Alba", kFerry});
  builder_.remove(report);
  EXPECT_NE(story(report), story(tell({"Morning Star ferry hits rocks off Port Alba", kFerryRetold, kHour})));
}

TEST_F(HardCases, SixHeadlinesThatShareHardlyAWordAreOneStoryByTheirTexts) {
  const std::vector<std::string> headlines = {
      "Ferry runs aground off Port Alba", "Dozens hurt in fog",
      "Lifeboats save passengers",        "Harbour master blames late start",
      "Morning Star on the rocks",        "What we know of Monday's accident at sea"};
  std::vector<ArticleId> told;
  for (std::size_t i = 0; i < headlines.size(); ++i)
    told.push_back(tell({headlines[i],
                         std::string(i % 2 == 0 ? kFerry : kFerryRetold) +
                             (i < 2 ? "" : " The number " + std::to_string(10 + i) + " bus took them on."),
                         static_cast<std::int64_t>(i) * kHour}));
  repair();
  for (const ArticleId id : told)
    EXPECT_EQ(story(id), story(told.front())) << headlines[static_cast<std::size_t>(number(id)) - 1];
}

}  // namespace
}  // namespace newsloom::story
