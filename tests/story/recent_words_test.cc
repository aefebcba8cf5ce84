#include "story/recent_words.h"

#include <gtest/gtest.h>

namespace newsloom::story {
namespace {

constexpr TermId kOfTheDays = 900'000;
constexpr int kSample = 60;

/// A body of two terms that weigh the same: `own`, which nobody else has, and kOfTheDays.
ArticleVectors body_of(TermId own) {
  constexpr std::uint16_t kEqual = 2896;  // two of them have the length kUnit
  ArticleVectors out;
  out.text = {{own, 0, 0, kEqual}, {kOfTheDays, 0, 0, kEqual}};
  out.has_body = true;
  return out;
}
void offer(RecentWords& words, int id, const ArticleVectors& vectors, std::size_t a_day = 20) {
  words.offer(static_cast<ArticleId>(id), PackedVectors(vectors), a_day);
}
/// How many times as heavy the own word is once the days are known.
double own_against_common(const RecentWords& words, int id, TermId own) {
  ArticleVectors v = body_of(own);
  words.lighten(static_cast<ArticleId>(id), v);
  return static_cast<double>(v.text[0].body) / v.text[1].body;
}

TEST(RecentWords, WhatManyArticlesOfTheDaysHaveBecomesLighter) {
  RecentWords words;
  EXPECT_DOUBLE_EQ(own_against_common(words, 1, 1), 1) << "nothing is known yet";
  for (int id = 1; id <= kSample; ++id)
    offer(words, id, id % 6 == 0 ? body_of(static_cast<TermId>(id)) : ArticleVectors());
  const double of_a_sixth = own_against_common(words, 100, 500);
  EXPECT_GT(of_a_sixth, 1.5);
  for (int id = 101; id <= 100 + kSample; ++id) offer(words, id, body_of(static_cast<TermId>(id)));
  EXPECT_GT(own_against_common(words, 200, 500), of_a_sixth);
}

TEST(RecentWords, ALightenedArticleHasItsLengthAgain) {
  RecentWords words;
  for (int id = 1; id <= kSample; ++id) offer(words, id, body_of(static_cast<TermId>(id)));
  ArticleVectors v = body_of(500);
  words.lighten(static_cast<ArticleId>(100), v);
  double squares = 0;
  for (const TextTerm& term : v.text) squares += static_cast<double>(term.body) * term.body;
  EXPECT_NEAR(squares, kUnit * kUnit, 2 * kUnit);
}

TEST(RecentWords, AnArticleOfTheSampleDoesNotMakeItsOwnWordsCommon) {
  RecentWords words;
  for (int id = 1; id < kSample; ++id) offer(words, id, {});
  offer(words, kSample, body_of(1));
  EXPECT_DOUBLE_EQ(own_against_common(words, kSample, 500), 1);
  EXPECT_GT(own_against_common(words, 100, 500), 1) << "of another article they are one other's";
}

TEST(RecentWords, WhatWasSaidEarlierIsForgotten) {
  RecentWords words;
  for (int id = 1; id <= kSample; ++id) offer(words, id, body_of(static_cast<TermId>(id)));
  for (int id = 101; id <= 100 + kSample; ++id) offer(words, id, {});
  EXPECT_DOUBLE_EQ(own_against_common(words, 200, 500), 1);
}

/// A hundred reports of an hour of a dense day are no days.
TEST(RecentWords, OfADenseDayOneInManyIsTaken) {
  RecentWords words;
  for (int id = 1; id <= kSample; ++id) offer(words, id, {});
  for (int id = 1001; id <= 1100; ++id) offer(words, id, body_of(static_cast<TermId>(id)), 20 * 100);
  const double of_one = own_against_common(words, 2000, 500);
  EXPECT_GT(of_one, 1);
  EXPECT_LT(of_one, 1.3) << "one of the hundred";
}

}  // namespace
}  // namespace newsloom::story
