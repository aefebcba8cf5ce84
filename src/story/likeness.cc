#include "story/likeness.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story {
namespace {

/// Weights of the logistic decision, learned by tools/train-merge on a stream that makes its own mistakes.
struct Weights {
  double bias, title, body, names, newest, mean;
};
constexpr Weights kWeights{.bias = -7.2, .title = 4.0, .body = 8.5, .names = 4.5, .newest = 2.0, .mean = 1.0};

/// Nearness in time falls like a Gaussian of this width: reports of an event come within days.
constexpr double kSigmaDays = 3;
/// Nearness where a time is unknown: between "the same day" (1) and "weeks apart" (0), so that it decides
/// nothing.
constexpr double kNeutralNearness = 0.75;

double nearness(const std::optional<double>& days) {
  if (!days) return kNeutralNearness;
  return std::exp(-(*days * *days) / (2 * kSigmaDays * kSigmaDays));
}

}  // namespace

double chance_of_same_event(const Signals& s) {
  const Weights& w = kWeights;
  const double z = w.bias + w.title * s.title + w.body * s.body + w.names * s.names +
                   w.newest * nearness(s.days_to_newest) + w.mean * nearness(s.days_to_mean);
  return 1 / (1 + std::exp(-z));
}

}  // namespace newsloom::story
