#include "recommend/recommender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "recommend/invented_news.h"

namespace newsloom::recommend {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using testing::UnorderedElementsAre;

constexpr const char* kQuery = "harbour dam repair council vote budget engineers";

TEST(Recommender, KnowsNothingOfAnUnknownArticle) {
  const Recommender recommender;
  const auto lists = recommender.recommend(static_cast<ArticleId>(7));
  EXPECT_TRUE(lists.recommended.empty());
  EXPECT_TRUE(lists.coverage.empty());
}

TEST(Recommender, OffersTheCloserStoryFirst) {
  InventedNews news;
  const auto query = news.add(article(kQuery, {"Port Alba"}).on_day(0));
  news.add(article("harbour dam report cracks concrete divers rain", {"Port Alba"}).on_day(0));
  news.add(article("harbour festival music crowd evening", {"Port Alba"}).on_day(0));
  news.add(article("chess champion wins tournament final").on_day(0));
  EXPECT_THAT(ids(news.under(query).recommended), ElementsAre(2, 3, 4));
}

TEST(Recommender, OffersTheFresherOfTwoStoriesThatAreEquallyClose) {
  InventedNews news;
  const auto query = news.add(article(kQuery).on_day(20));
  news.add(article("harbour dam inspection").on_day(2));
  news.add(article("harbour dam ceremony").on_day(19));
  EXPECT_THAT(ids(news.under(query).recommended), ElementsAre(3, 2));
}

TEST(Recommender, OffersAStoryOfAWeightierSourceBeforeAFresherOne) {
  for (const double weight : {1.0, 4.0}) {
    InventedNews news;
    news.recommender.weigh({{"ledger.example", weight}});
    const auto query = news.add(article(kQuery).on_day(20));
    news.add(article("harbour dam inspection").by("ledger.example").on_day(2));
    news.add(article("harbour dam ceremony").by("courier.example").on_day(19));
    EXPECT_EQ(ids(news.under(query).recommended).front(), weight > 1 ? 2 : 3);
  }
}

TEST(Recommender, KeepsTheOwnStoryForTheCoverageNewestFirst) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).at(0));
  news.add(article(kQuery).in(1).at(2 * kHour));
  news.add(article(kQuery).in(1).at(1 * kHour));
  news.add(article("harbour dam strike").in(2).at(0));
  const auto lists = news.under(query);
  EXPECT_THAT(ids(lists.coverage), ElementsAre(2, 3));
  EXPECT_THAT(ids(lists.recommended), ElementsAre(4));
}

TEST(Recommender, ShowsAStoryOnceAndFoldsTheRestOfIt) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).at(0));
  news.add(article("harbour dam strike wages union pay dispute").in(2).at(1 * kHour));
  news.add(article("union strike wages pay").in(2).at(3 * kHour));
  news.add(article("wages union dam workers").in(2).at(2 * kHour));
  const auto list = news.under(query).recommended;
  ASSERT_THAT(ids(list), ElementsAre(2));
  EXPECT_THAT(ids(list[0].also), ElementsAre(3, 4));
}

TEST(Recommender, OfWireCopiesShowsTheClosestAndFoldsTheOthersBehindIt) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).at(0));
  news.add(article("dam strike wages union minister talks").in(2).at(0));
  news.add(article("harbour dam strike wages union minister").in(2).copy_of(2).at(0));
  const auto list = news.under(query).recommended;
  ASSERT_THAT(ids(list), ElementsAre(3));
  EXPECT_THAT(ids(list[0].also), ElementsAre(2));
}

TEST(Recommender, OfWireCopiesThatDoNotDifferShowsTheFirst) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).at(0));
  news.add(article("dam strike wages union minister talks").in(2).at(0));
  news.add(article("dam strike wages union minister talks").in(2).copy_of(2).at(0));
  EXPECT_THAT(ids(news.under(query).recommended), ElementsAre(2));
}

TEST(Recommender, DoesNotOfferTheSameEventUnderAnotherStorysNumber) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).at(0));
  news.add(article(kQuery).in(2).at(kHour));
  news.add(article("harbour dam strike wages union talks collapse").in(3).at(0));
  news.add(article("harbour dam strike wages union talks collapse").in(4).at(0));
  EXPECT_THAT(ids(news.under(query).recommended), ElementsAre(3));
}

TEST(Recommender, WithCoverageTheOwnStoryCompetesAndNoRuleBinds) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).by("a.example").at(0));
  for (int i = 0; i < 4; ++i) news.add(article(kQuery).in(1).by("b.example").at(kHour));
  news.add(article("harbour dam strike").in(2).by("c.example").at(0));
  const auto list = news.under(query, {.with_coverage = true}).recommended;
  EXPECT_THAT(ids(list), ElementsAre(2, 3, 4, 5, 6));
  EXPECT_THAT(list[0].also, IsEmpty());
  EXPECT_THAT(list[0].why, StartsWith("Another account of the same event"));
}

TEST(Recommender, OffersAtMostTwoOfOneSourceAmongTheFirstTen) {
  InventedNews news;
  const auto query = news.add(article(kQuery).by("z.example").at(0));
  for (int i = 0; i < 12; ++i)
    news.add(article("harbour dam repair topic" + std::to_string(i)).by("a.example").at(0));
  for (int i = 0; i < 12; ++i)
    news.add(article("harbour theme" + std::to_string(i)).by("b" + std::to_string(i) + ".example").at(0));
  const auto list = ids(news.under(query).recommended);
  ASSERT_EQ(list.size(), 20u);
  EXPECT_EQ(std::ranges::count_if(list.begin(), list.begin() + 10, [](int id) { return id <= 13; }), 2);
}

TEST(Recommender, TakesUnknownSourcesForDifferentOnes) {
  InventedNews news;
  const auto query = news.add(article(kQuery).by("z.example").at(0));
  news.add(article("harbour dam known").by("a.example").at(0));
  for (int i = 0; i < 6; ++i) news.add(article("harbour dam topic" + std::to_string(i)).at(0));
  EXPECT_EQ(news.under(query).recommended.size(), 7u);
}

TEST(Recommender, FillsTheListOfASinglePublisher) {
  InventedNews news;
  const auto query = news.add(article(kQuery).by("only.example").at(0));
  for (int i = 0; i < 6; ++i)
    news.add(article("harbour dam topic" + std::to_string(i)).by("only.example").at(0));
  EXPECT_EQ(news.under(query).recommended.size(), 6u);
}

TEST(Recommender, SeesNothingLaterThanTheDayItIsAskedFor) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).on_day(0));
  news.add(article("harbour dam later strike wages union").in(2).on_day(1));
  news.add(article("harbour dam evening festival music crowd").in(3).at(23 * kHour));
  news.add(article(kQuery).in(1).on_day(2));
  const auto lists = news.under(query, {.as_of_utc = kMonday + 5 * kHour});
  EXPECT_THAT(ids(lists.recommended), ElementsAre(3));
  EXPECT_THAT(lists.coverage, IsEmpty());
  EXPECT_THAT(ids(news.under(query).recommended), UnorderedElementsAre(2, 3));
}

TEST(Recommender, OffersNothingStalerThanAllowed) {
  InventedNews news;
  const auto query = news.add(article(kQuery).on_day(100));
  news.add(article("harbour dam old").on_day(30));
  news.add(article("harbour dam recent").on_day(96));
  EXPECT_THAT(ids(news.under(query).recommended), ElementsAre(3));
  EXPECT_THAT(ids(news.under(query, {.stale_after_days = 3}).recommended), IsEmpty());
}

TEST(Recommender, NeverOffersAnotherLanguageAsNewsOfTheDay) {
  InventedNews news;
  const auto query = news.add(article(kQuery).language("en").on_day(0));
  news.add(article("regen sturm kueste").language("de").on_day(0));
  news.add(article("chess final").language("en").on_day(0));
  EXPECT_THAT(ids(news.under(query).recommended), ElementsAre(3));
}

TEST(Recommender, ReallyForgetsARemovedArticle) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).on_day(0));
  const auto gone = news.add(article("harbour dam strike", {"Port Alba"}).in(2).on_day(0));
  const auto stays = news.add(article("harbour dam talks").in(2).on_day(0));
  const auto own = news.add(article(kQuery).in(1).on_day(0));
  news.recommender.remove(gone);
  news.recommender.remove(own);
  const auto lists = news.under(query);
  EXPECT_THAT(ids(lists.recommended), ElementsAre(number(stays)));
  EXPECT_THAT(lists.recommended[0].also, IsEmpty());
  EXPECT_THAT(lists.coverage, IsEmpty());
  EXPECT_THAT(news.under(gone).recommended, IsEmpty());
  EXPECT_EQ(news.recommender.size(), 2u);
}

TEST(Recommender, ReplacesAnArticleThatComesAgain) {
  InventedNews news;
  const auto query = news.add(article(kQuery).on_day(0));
  const auto changed = news.add(article("chess final").on_day(0));
  Invented again = article("harbour dam strike wages union").on_day(0).in(5);
  news.recommender.add(changed, again.features, again.placement);
  const auto list = news.under(query).recommended;
  ASSERT_THAT(ids(list), ElementsAre(number(changed)));
  EXPECT_EQ(list[0].lane, Lane::kMoreOnThis);
  EXPECT_EQ(news.recommender.size(), 2u);
}

TEST(Recommender, FollowsAnArticleIntoAnotherStory) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1).on_day(0));
  const auto moved = news.add(article("harbour dam strike").in(2).on_day(0));
  news.recommender.move(moved, article("").in(1).placement);
  EXPECT_THAT(ids(news.under(query).coverage), ElementsAre(number(moved)));
  EXPECT_THAT(news.under(query).recommended, IsEmpty());
}

TEST(RecommenderLane, TheSameStorylineIsMoreOnThisWhateverItsWords) {
  InventedNews news;
  const auto query = news.add(article(kQuery, {"Port Alba", "Mira Soland"}).in(1, 1).on_day(2));
  news.add(article("minister resigns", {"Mira Soland"}).in(2, 1).on_day(3));
  news.add(article("crane falls", {"Port Alba"}).in(3, 1).on_day(1));
  for (const Recommended& entry : news.under(query).recommended) {
    EXPECT_EQ(entry.lane, Lane::kMoreOnThis);
    EXPECT_EQ(entry.why, number(entry.article) == 2 ? "Continues the same storyline: both name Mira Soland"
                                                    : "Earlier in the same storyline: both name Port Alba");
  }
}

TEST(RecommenderLane, SharedNamesAreSaid) {
  InventedNews news;
  const auto query = news.add(article("budget talks funds corruption court judges laws money ministers "
                                      "deadline bill reform vote treaty euro loans",
                                      {"Viktor Tamas", "Tamas", "Rhovania"})
                                  .on_day(0));
  news.add(article("rally speech crowd square flags songs evening buses stage banners cheers police cordon",
                   {"Viktor Tamas", "Tamas", "Rhovania"})
               .on_day(0));
  const auto list = news.under(query).recommended;
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].lane, Lane::kSamePeopleAndPlaces);
  EXPECT_THAT(list[0].why, StartsWith("Also names "));
  EXPECT_THAT(list[0].why, HasSubstr("Rhovania"));
  EXPECT_THAT(list[0].why, HasSubstr("Tamas"));
}

TEST(RecommenderLane, AnOldArticleTellsApartWhatCameAfterIt) {
  InventedNews news;
  const auto query = news.add(article(kQuery).in(1, 1).on_day(10));
  news.add(article("harbour dam cracks found engineers").in(2, 1).on_day(8));
  news.add(article("harbour dam repair begins divers").in(3, 1).on_day(14));
  news.add(article("chess champion wins").on_day(30));
  const auto list = news.under(query).recommended;
  ASSERT_THAT(ids(list), UnorderedElementsAre(2, 3));
  for (const Recommended& entry : list)
    EXPECT_EQ(entry.lane, number(entry.article) == 2 ? Lane::kMoreOnThis : Lane::kWhatCameAfter);
}

TEST(RecommenderLane, HalfANameIsNoReason) {
  InventedNews news;
  const auto query = news.add(article(kQuery, {"Mira Soland", "Mira"}).in(1, 1).on_day(0));
  news.add(article("rally speech crowd", {"Mira Kestrel", "Mira"}).in(2, 1).on_day(0));
  const auto list = news.under(query).recommended;
  ASSERT_EQ(list.size(), 1u);
  EXPECT_THAT(list[0].why, Not(HasSubstr("Mira")));
}

TEST(RecommenderLane, AHeadingInCapitalsIsNotSaidBesideAName) {
  InventedNews news;
  const auto query = news.add(article(kQuery, {"Mira Soland", "WEATHER"}).in(1, 1).on_day(0));
  news.add(article("rally speech crowd", {"Mira Soland", "WEATHER"}).in(2, 1).on_day(0));
  const auto list = news.under(query).recommended;
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].why, "Part of the same storyline: both name Mira Soland");
}

TEST(RecommenderText, GetsListsWithoutBeingInTheCollection) {
  InventedNews news;
  news.add(article(kQuery, {"Port Alba"}).in(1).on_day(0));
  news.add(article("harbour dam report cracks concrete divers rain", {"Port Alba"}).in(2).on_day(0));
  news.add(article("chess champion wins tournament final").in(3).on_day(0));
  const auto lists = news.recommender.recommend(article(kQuery, {"Port Alba"}).on_day(0).features);
  EXPECT_THAT(ids(lists.coverage), ElementsAre(1));
  EXPECT_THAT(ids(lists.recommended), ElementsAre(2, 3));
  EXPECT_EQ(news.recommender.size(), 3u);
}

TEST(RecommenderText, IsToldItsStoryOnlyWhereOneIsLikely) {
  InventedNews news;
  news.add(article(kQuery).in(1).on_day(0));
  news.add(article("chess champion wins tournament final").in(2).on_day(0));
  const auto known = news.recommender.story_of(article(kQuery).on_day(0).features);
  ASSERT_TRUE(known);
  EXPECT_EQ(number(known->story), 1);
  EXPECT_GT(known->chance, 0.5);
  EXPECT_FALSE(news.recommender.story_of(article("harbour festival music crowd").on_day(0).features));
}

TEST(RecommenderEvent, ALargeStoryIsShownOnceForEachOfItsEvents) {
  InventedNews news;
  const auto query =
      news.add(article("meeting shareholders loss quarter billions virus", {"Orla Venn"}).in(1).at(0));
  for (int i = 0; i < 39; ++i)
    news.add(article("meeting shareholders loss quarter billions virus", {"Orla Venn"})
                 .in(1)
                 .copy_of(1)
                 .at(kHour));
  news.add(article("meeting airlines shares sold stakes carriers", {"Orla Venn"}).in(1).at(kHour));
  news.add(
      article("meeting airlines shares sold stakes carriers", {"Orla Venn"}).in(1).copy_of(41).at(kHour));
  const auto lists = news.under(query);
  ASSERT_THAT(ids(lists.recommended), ElementsAre(AnyOf(41, 42)));
  EXPECT_THAT(ids(lists.recommended[0].also), ElementsAre(41 + 42 - ids(lists.recommended)[0]));
  EXPECT_EQ(lists.coverage.size(), 39u);
}

/// Eighteen words, the first `shared` of them in both, and no headline.
Invented eighteen_words(int shared, const std::string& own) {
  std::string words;
  for (int i = 0; i < 18; ++i) words += (i < shared ? "common" : own) + std::to_string(i) + ' ';
  Invented made = article(words);
  made.features.headline.clear();
  return made;
}

TEST(RecommenderReason, OfAFaintRelationSaysOnlyThatThereAreWordsInCommon) {
  const auto why = [](int shared) {
    InventedNews news;
    const auto query = news.add(eighteen_words(shared, "here").in(1).at(0));
    news.add(eighteen_words(shared, "there").in(2).at(kHour));
    const auto list = news.under(query).recommended;
    return list.empty() ? std::string() : list[0].why;
  };
  EXPECT_EQ(why(5), "On a similar subject, the same day");
  EXPECT_EQ(why(3), "Has words in common, the same day");
  EXPECT_EQ(why(1), "Also in the news that day");
}

TEST(RecommenderLane, TheDaysNewsFillsADryWell) {
  InventedNews news;
  const auto query = news.add(article(kQuery).by("a.example").at(12 * kHour));
  news.add(article("chess final").in(2).by("b.example").at(11 * kHour));
  news.add(article("storm coast").in(3).by("c.example").at(11 * kHour));
  news.add(article("wind gusts").in(3).by("d.example").at(11 * kHour));
  news.add(article("old tale").in(4).by("e.example").on_day(-30));
  const auto list = news.under(query).recommended;
  ASSERT_THAT(ids(list), ElementsAre(4, 2));
  EXPECT_THAT(ids(list[0].also), ElementsAre(3));
  for (const Recommended& entry : list) {
    EXPECT_EQ(entry.lane, Lane::kAlsoToday);
    EXPECT_EQ(entry.why, "Also in the news that day");
  }
}

TEST(RecommenderLane, UndatedArticlesAreNeitherLostNorDated) {
  InventedNews news;
  const auto query = news.add(article(kQuery).on_day(0));
  news.add(article("chess final"));
  news.add(article("harbour dam strike wages union"));
  const auto list = news.under(query).recommended;
  ASSERT_THAT(ids(list), ElementsAre(3, 2));
  EXPECT_EQ(list[1].why, "Also in the news at that time");
  EXPECT_THAT(list[0].why, Not(HasSubstr("day")));
}

TEST(RecommenderLane, LanesHaveNamesForRecordsAndTitlesForPages) {
  EXPECT_EQ(name_of(Lane::kMoreOnThis), "more");
  EXPECT_EQ(name_of(Lane::kWhatCameAfter), "after");
  EXPECT_EQ(name_of(Lane::kSamePeopleAndPlaces), "same");
  EXPECT_EQ(name_of(Lane::kAlsoToday), "today");
  EXPECT_EQ(title_of(Lane::kMoreOnThis), "More on this");
  EXPECT_EQ(title_of(Lane::kWhatCameAfter), "What came after");
  EXPECT_EQ(title_of(Lane::kSamePeopleAndPlaces), "Same people and places");
  EXPECT_EQ(title_of(Lane::kAlsoToday), "Also today");
}

}  // namespace
}  // namespace newsloom::recommend
