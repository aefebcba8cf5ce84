#include "search/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

namespace newsloom::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

int day(int year, unsigned month, unsigned day_of_month) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                            std::chrono::day{day_of_month}};
  return static_cast<int>(sys_days{date}.time_since_epoch().count());
}

Plan plan(std::string_view text, std::vector<std::string> languages = {"en"}) {
  return make_plan(parse_query(text),
                   {.languages = std::move(languages), .sources = [](std::string_view wanted) {
                      return wanted == "tribune" ? std::vector{SourceId{3}, SourceId{5}}
                                                 : std::vector<SourceId>{};
                    }});
}

TEST(MakePlan, LooksForAWordInTheStemsOfAllLanguagesThere) {
  EXPECT_EQ(plan("flooding", {}).expression, "(\"flooding\")");
  EXPECT_EQ(plan("flooding", {"en", "de"}).expression, "(\"flooding\" OR \"flood\")");
  EXPECT_EQ(plan("flooding lang:de", {"en", "de"}).expression, "(\"flooding\") AND (\"=lde\")");
}

TEST(MakePlan, JoinsClausesAndPutsExcludedOnesLast) {
  EXPECT_EQ(plan("-ferry wall", {}).expression, "((\"wall\")) NOT ((\"ferry\"))");
  EXPECT_EQ(plan("-ferry -tern", {}).expression, "(\"=a\") NOT ((\"ferry\") OR (\"tern\"))");
  EXPECT_EQ(plan("\"sea wall\" OR quay", {}).expression, "(\"sea wall\" OR \"quay\")");
  EXPECT_EQ(plan("title:wall", {}).expression, "(title:\"wall\")");
}

TEST(MakePlan, KnowsSourcesByNumberAndSaysWhichItDoesNotKnow) {
  EXPECT_EQ(plan("source:tribune").expression, "(\"=s3\" OR \"=s5\")");
  const Plan unknown = plan("source:nobody");
  EXPECT_EQ(unknown.expression, "(\"=s0\")");
  EXPECT_THAT(unknown.notes, ElementsAre(HasSubstr("nobody")));
}

TEST(MakePlan, HasAWeightForEveryPhraseOfTheExpression) {
  for (const char* text :
       {"wall", "-ferry wall after:2031-03 before:2031-04-02 source:tribune \"sea wall\" OR quay", "-ferry",
        "after:2031", "before:1900", "flooding title:floods -kind:opinion lang:en"}) {
    const Plan made = plan(text, {"en", "de", "fr"});
    const auto quotes = std::ranges::count(made.expression, '"');
    EXPECT_EQ(static_cast<std::size_t>(quotes) / 2, made.weights.size()) << made.expression;
  }
}

TEST(MakePlan, NotesDatesThatItCannotRead) {
  for (const char* text :
       {"after:yesterday", "after:2031-13", "before:2031-02-30", "after:31-01-01", "after:2031/03"})
    EXPECT_THAT(plan(text).notes, SizeIs(1)) << text;
}

TEST(DatesBetween, CoversExactlyTheDaysOfTheSpan) {
  EXPECT_THAT(dates_between(day(2031, 2, 27), day(2031, 4, 2)),
              ElementsAre("2031-02-27", "2031-02-28", "2031-03", "2031-04-01"));
  EXPECT_THAT(dates_between(day(2029, 12, 31), day(2041, 1, 1)), ElementsAre("2029-12-31", "203x", "2040"));
  EXPECT_THAT(dates_between(day(2031, 3, 4), day(2031, 3, 4)), ElementsAre());
}

TEST(DatesBetween, IsNeverLong) {
  std::mt19937 random(11);
  std::uniform_int_distribution<int> any(day(1900, 1, 1), day(2200, 1, 1));
  for (int i = 0; i < 2'000; ++i) EXPECT_LE(dates_between(any(random), any(random)).size(), 140U);
}

}  // namespace
}  // namespace newsloom::search
