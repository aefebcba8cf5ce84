#include "story/likeness.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story {
namespace {

/// Nearness in time falls as exp(-(days / 4.65)^1.7): reports of an event come within days, and a day tells
/// more than a Gaussian would have it.
constexpr double kDaysOfNearness = 4.65;
constexpr double kFallOfNearness = 1.7;

/// The signals before the first of another kind.
constexpr std::size_t kWordSignals = 11;

double nearness(double days) { return std::exp(-std::pow(days / kDaysOfNearness, kFallOfNearness)); }
double root(double x) { return std::sqrt(std::max(0.0, x)); }

}  // namespace

const std::array<std::string_view, kSignalCount> kSignalNames = {
    "title",      "title_root", "lead",          "lead_root",     "body",     "body_root",  "names",
    "names_root", "numbers",    "title_in_body", "body_in_title", "no_title", "no_names",   "no_numbers",
    "no_time",    "newest",     "mean",          "oldest",        "conflict", "new_stream", "crowd"};

SignalValues values_of(const Signals& s) {
  const auto or_zero = [](const std::optional<double>& v) { return v.value_or(0); };
  const auto missing = [](const std::optional<double>& v) { return v ? 0.0 : 1.0; };
  const double trust = s.days_to_mean ? s.time_trust : 0;
  const auto near = [&](const std::optional<double>& days) { return days ? trust * nearness(*days) : 0; };
  return {or_zero(s.title),
          root(or_zero(s.title)),
          or_zero(s.lead),
          root(or_zero(s.lead)),
          or_zero(s.body),
          root(or_zero(s.body)),
          or_zero(s.names),
          root(or_zero(s.names)),
          or_zero(s.numbers),
          or_zero(s.title_in_body),
          or_zero(s.body_in_title),
          missing(s.title),
          missing(s.names),
          missing(s.numbers),
          1 - trust,
          near(s.days_to_newest),
          near(s.days_to_mean),
          near(s.days_to_oldest),
          s.conflict ? 1.0 : 0.0,
          s.new_stream,
          0};  // the crowd, which is known beside the other stories only
}

double likeness_in_words(const SignalValues& values, const MergeModel& model) {
  double sum = 0;
  for (std::size_t i = 0; i < kWordSignals; ++i) sum += model.weights[i] * values[i];
  return sum;
}

double crowd_of(std::span<const double> likenesses, std::size_t own) {
  double first = 0, second = 0;
  for (std::size_t i = 0; i < likenesses.size(); ++i) {
    if (i == own) continue;
    second = std::max(second, std::min(first, likenesses[i]));
    first = std::max(first, likenesses[i]);
  }
  return likenesses[own] > 0 ? std::min(1.0, (first + second) / 2 / likenesses[own]) : 1;
}

const MergeModel& learned_model() {
  static const MergeModel kModel = {.bias = -17.65,
                                    .weights = {3.2,     // title
                                                0,       // title_root
                                                2.6,     // lead
                                                0,       // lead_root
                                                5.4,     // body
                                                0,       // body_root
                                                0,       // names
                                                0,       // names_root
                                                2,       // numbers
                                                1.8,     // title_in_body
                                                2,       // body_in_title
                                                0,       // no_title
                                                0,       // no_names
                                                0,       // no_numbers
                                                13.3,    // no_time
                                                0,       // newest
                                                5,       // mean
                                                11.5,    // oldest
                                                -1.5,    // conflict
                                                -1.4,    // new_stream
                                                -1.45},  // crowd
                                    .threshold = 0.4};
  return kModel;
}

double chance_of_same_event(const SignalValues& values, const MergeModel& model) {
  double z = model.bias;
  for (std::size_t i = 0; i < kSignalCount; ++i) z += model.weights[i] * values[i];
  return 1 / (1 + std::exp(-z));
}

}  // namespace newsloom::story
