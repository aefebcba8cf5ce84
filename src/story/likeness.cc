#include "story/likeness.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story {
namespace {

/// Weights of the logistic decision, learned by tools/train-merge on a stream that makes its own mistakes.
struct Weights {
  double bias, title, body, names, newest, mean;
};
constexpr Weights kWeights{
    .bias = -16.4, .title = 4.1, .body = 6.5, .names = 0.3, .newest = 1.5, .mean = 12.5};

/// Nearness in time falls like a Gaussian of this width: reports of an event come within days.
constexpr double kSigmaDays = 3;
/// Nearness where a time is unknown: what is compared comes from one stretch of the stream, so most of it
/// from one day.
constexpr double kNeutralNearness = 1;

}  // namespace

double nearness(const std::optional<double>& days) {
  if (!days) return kNeutralNearness;
  return std::exp(-(*days * *days) / (2 * kSigmaDays * kSigmaDays));
}

double chance_of_same_event(const Signals& s) {
  const Weights& w = kWeights;
  const double z = w.bias + w.title * s.title + w.body * s.body + w.names * s.names +
                   w.newest * nearness(s.days_to_newest) + w.mean * nearness(s.days_to_mean);
  return 1 / (1 + std::exp(-z));
}

}  // namespace newsloom::story
