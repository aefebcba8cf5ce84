// Two articles and nothing else: no stream stands behind them, so no word is rarer than another and time says
// little. A logistic function of the square roots of the cosines, which spreads the low ones where pairs of
// different hands lie.
#include <algorithm>
#include <cmath>

#include "story/story_builder.h"
#include "story/vectors.h"
#include "story/why.h"

namespace newsloom::story {
namespace {

/// Weights learned like those of the merge decision (tools/train-merge's solver), from pairs judged by
/// people: 245 "same event or not" and 653 graded.
constexpr double kBias = -3.68, kTitle = 1.66, kLead = 1.66, kBody = 1.24, kNames = 2.34, kNumbers = 0.69;
/// Cosines that decide nothing, for fields that one side lacks.
constexpr double kNeutral = 0.2, kNeutralNumbers = 0.12;
/// The score from which both are taken for one event: best F1 on the judged pairs.
constexpr double kSamePair = 0.6;

double root_of_cosine(const Vector& a, const Vector& b, double neutral) {
  return std::sqrt(a.empty() || b.empty() ? neutral : std::max(0.0, dot(a, b)));
}

}  // namespace

Likeness compare(const features::Features& a, const features::Features& b) {
  const Frequencies none;
  const ArticleVectors x = vectors_of(a, none), y = vectors_of(b, none);
  const double z = kBias + kTitle * root_of_cosine(x.title, y.title, kNeutral) +
                   kLead * root_of_cosine(x.lead, y.lead, kNeutral) +
                   kBody * root_of_cosine(x.body, y.body, kNeutral) +
                   kNames * root_of_cosine(x.names, y.names, kNeutral) +
                   kNumbers * root_of_cosine(x.numbers, y.numbers, kNeutralNumbers);
  const double score = 1 / (1 + std::exp(-z));
  return {.score = score,
          .same = score >= kSamePair,
          .why = shared_evidence(
              shared_names(a, b.names, none, 3), shared_numbers(a.numbers, b.numbers, 1),
              distance_in_words(a.published_utc, b.published_utc, a.published_is_day || b.published_is_day))};
}

}  // namespace newsloom::story
