#include "recommend/circle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "recommend/candidates.h"
#include "recommend/circle_events.h"
#include "recommend/invented_news.h"
#include "recommend/random_stream.h"

namespace newsloom::recommend {
namespace {

constexpr int kArticles = 400;

void fill(Collection& collection, unsigned seed) {
  RandomStream stream(seed);
  for (int id = 1; id <= kArticles; ++id) {
    const Invented made = stream.next();
    collection.add(static_cast<ArticleId>(id), made.features, made.placement);
  }
}

Circle circle_of(const Collection& collection, int id) {
  const Entry& query = collection.at(*collection.find(static_cast<ArticleId>(id)));
  return {collection, query, find_candidates(collection, query, {})};
}

TEST(Circle, ComparesEachWithEachAsTwoByThemselvesAreCompared) {
  Collection collection;
  fill(collection, 5);
  for (const int id : {1, 77, 400}) {
    const Circle circle = circle_of(collection, id);
    ASSERT_EQ(circle.size(), Circle::kMost + 1);
    for (std::size_t a = 1; a < circle.size(); ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        SCOPED_TRACE("under " + std::to_string(id) + ": " + std::to_string(a) + ", " + std::to_string(b));
        const Likeness expected = likeness(circle.member(a).vector, circle.member(b).vector);
        // What is dropped of each product.
        constexpr double kRounding = 256.0 * 256 / (65535.0 * 65535.0);
        EXPECT_NEAR(circle.alike(a, b).whole, expected.whole, kRounding);
        EXPECT_NEAR(circle.alike(b, a).opening, expected.opening, kRounding);
        EXPECT_NEAR(circle.alike(a, b).title, expected.title, kRounding);
      }
    }
  }
}

TEST(Circle, OfTwoItSaysTheSameFromEitherSide) {
  Collection collection;
  fill(collection, 6);
  const Circle circle = circle_of(collection, 200);
  for (std::size_t a = 1; a < circle.size(); ++a)
    for (std::size_t b = 0; b < a; ++b) {
      EXPECT_EQ(event_row(collection, circle, a, b), event_row(collection, circle, b, a)) << a << ", " << b;
      const Company company = circle.company(a, b);
      EXPECT_GE(company.common, 0);
      EXPECT_LE(company.common, 1);
      EXPECT_LE(company.of_nearest_less, company.of_nearest_more);
      EXPECT_LE(company.of_nearest_less, 1);
      EXPECT_LE(company.of_tenth_less, company.of_tenth_more);
      EXPECT_LE(company.nearest_less, company.nearest_more);
    }
}

/// Articles on one moment whose texts are the given words.
Collection tell(const std::vector<std::string>& texts) {
  Collection collection;
  int id = 0;
  for (const std::string& text : texts) {
    const Invented made = article(text).at(1000);
    collection.add(static_cast<ArticleId>(++id), made.features, made.placement);
  }
  return collection;
}

TEST(Circle, TwoWithTheSameNeighboursHaveThemInCommonAndStrangersHaveNone) {
  const Collection collection = tell({"harbour ferry storm rescue", "harbour ferry storm captain",
                                      "harbour ferry storm lighthouse", "tariff parliament vote minister",
                                      "tariff parliament vote budget", "tariff parliament vote coalition"});
  const Entry& query = collection.at(*collection.find(ArticleId{1}));
  std::vector<Candidate> others;
  for (int id = 2; id <= 6; ++id) others.push_back({.entry = *collection.find(static_cast<ArticleId>(id))});
  const Circle circle(collection, query, others);
  EXPECT_EQ(circle.company(0, 1).common, 1);
  EXPECT_EQ(circle.company(3, 4).common, 1);
  EXPECT_EQ(circle.company(0, 3).common, 0);
  EXPECT_EQ(circle.company(0, 3).of_nearest_more, 0);
  EXPECT_GT(circle.company(0, 1).of_nearest_less, 0.9);
}

TEST(Circle, TheClosestAreThoseThatSayMostAlikeWhateverTheDaysBetween) {
  Collection collection;
  fill(collection, 7);
  const Circle circle = circle_of(collection, 200);
  for (std::size_t a = 0; a < circle.size(); ++a) {
    std::vector<double> alike;
    for (std::size_t b = 0; b < circle.size(); ++b)
      if (b != a) alike.push_back(circle.alike(a, b).whole);
    std::ranges::sort(alike, std::greater{});
    const auto closest = circle.closest(a);
    ASSERT_EQ(closest.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(circle.alike(a, closest[i]).whole, alike[i]) << a;
  }
}

TEST(Circle, OfTheQueryAloneHoldsNobodyElse) {
  const Collection collection = tell({"harbour ferry storm rescue"});
  EXPECT_EQ(Circle(collection, collection.at(*collection.find(ArticleId{1})), {}).size(), 1U);
}

}  // namespace
}  // namespace newsloom::recommend
