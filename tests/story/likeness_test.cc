#include "story/likeness.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace newsloom::story {
namespace {

double value(const SignalValues& values, std::string_view name) {
  return values.at(static_cast<std::size_t>(std::ranges::find(kSignalNames, name) - kSignalNames.begin()));
}
Signals apart_by(double days) {
  Signals signals;
  signals.days_to_newest = signals.days_to_mean = signals.days_to_oldest = days;
  return signals;
}
double nearness(double days) { return value(values_of(apart_by(days)), "oldest"); }

TEST(Likeness, HoursTellLittleADaySomethingAWeekMuch) {
  EXPECT_DOUBLE_EQ(nearness(0), 1);
  EXPECT_GT(nearness(0.25), 0.98);
  EXPECT_LT(nearness(1), 0.94) << "a Gaussian of three days has .946";
  EXPECT_GT(nearness(1), 0.88);
  EXPECT_LT(nearness(7), 0.25);
  EXPECT_GT(nearness(7), 0.1) << "a Gaussian of three days has .07";
}

TEST(Likeness, ATimeThatIsHalfBelievedIsHalfUnknown) {
  Signals signals = apart_by(0);
  signals.time_trust = 0.5;
  const SignalValues half = values_of(signals);
  EXPECT_DOUBLE_EQ(value(half, "mean"), 0.5);
  EXPECT_DOUBLE_EQ(value(half, "no_time"), 0.5);
}

}  // namespace
}  // namespace newsloom::story
