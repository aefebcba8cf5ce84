#include "story/likeness.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story {
namespace {

/// Weights of the logistic decision, learned by tools/train-merge on a stream that makes its own mistakes.
/// `neutral` stands in for a missing signal: the value at which it decides nothing.
struct Weight {
  double weight, neutral;
};
constexpr double kBias = -16.84;
constexpr std::array<Weight, kSignalCount> kWeights = {{
    {2.74, 0.20},   // title
    {2.21, 0.21},   // lead
    {3.99, 0.20},   // body
    {0.59, 0.22},   // names
    {0.64, 0.13},   // numbers
    {1.41, 0.16},   // title_in_body
    {2.10, 0.17},   // body_in_title
    {0.00, 0.92},  // newest
    {4.13, 0.92},   // mean
    {10.02, 0.92},  // oldest
}};

/// Nearness in time falls like a Gaussian of this width: reports of an event come within days.
constexpr double kSigmaDays = 3;

std::optional<double> nearness(const std::optional<double>& days) {
  if (!days) return std::nullopt;
  return std::exp(-(*days * *days) / (2 * kSigmaDays * kSigmaDays));
}

}  // namespace

std::array<std::pair<const char*, double>, kSignalCount> named_values(const Signals& s) {
  const std::array<std::pair<const char*, std::optional<double>>, kSignalCount> known = {{
      {"title", s.title},
      {"lead", s.lead},
      {"body", s.body},
      {"names", s.names},
      {"numbers", s.numbers},
      {"title_in_body", s.title_in_body},
      {"body_in_title", s.body_in_title},
      {"newest", nearness(s.days_to_newest)},
      {"mean", nearness(s.days_to_mean)},
      {"oldest", nearness(s.days_to_oldest)},
  }};
  std::array<std::pair<const char*, double>, kSignalCount> out;
  for (std::size_t i = 0; i < kSignalCount; ++i)
    out[i] = {known[i].first, known[i].second.value_or(kWeights[i].neutral)};
  return out;
}

double chance_of_same_event(const Signals& signals) {
  double z = kBias;
  const auto values = named_values(signals);
  for (std::size_t i = 0; i < kSignalCount; ++i) z += kWeights[i].weight * values[i].second;
  return 1 / (1 + std::exp(-z));
}

}  // namespace newsloom::story
