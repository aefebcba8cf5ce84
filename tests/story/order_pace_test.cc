#include "story/order_pace.h"

#include <gtest/gtest.h>

#include <random>

namespace newsloom::story {
namespace {

constexpr std::size_t kStream = 20'000;

TEST(OrderPace, SaysNothingOfTooFew) {
  OrderPace pace;
  for (std::size_t i = 1; i < 400; ++i) pace.met_again(1, 10'000);
  EXPECT_EQ(pace.told().trust, 0);
}

TEST(OrderPace, SaysNothingOfAStreamWithoutOrder) {
  std::mt19937 random(31);
  OrderPace pace;
  for (std::size_t i = 2; i < kStream; ++i) {
    pace.met_again(1 + random() % (i - 1), i);
    ASSERT_EQ(pace.told().trust, 0) << i;
  }
}

TEST(OrderPace, TellsHowManyArticlesAnEventTakes) {
  for (const std::size_t event : {20U, 60U}) {
    std::mt19937 random(32);
    OrderPace pace;
    for (std::size_t i = 2; i < kStream; ++i) {
      // Every fifth term belongs to an event, the others are met anywhere.
      const std::size_t reach = random() % 5 == 0 ? std::min<std::size_t>(i - 1, event) : i - 1;
      pace.met_again(1 + random() % reach, i);
    }
    EXPECT_EQ(pace.told().trust, 1);
    // A tenth of all distances are half of those within events.
    const double steps_a_day = 1 / pace.told().days_a_step;
    EXPECT_GT(steps_a_day, static_cast<double>(event) / 4);
    EXPECT_LT(steps_a_day, static_cast<double>(event));
  }
}

}  // namespace
}  // namespace newsloom::story
