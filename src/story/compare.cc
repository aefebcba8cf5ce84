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

/// Weights learned like those of the merge decision (bench/train_merge.cc), from pairs judged by
/// people: 245 "same event or not" and 653 graded.
constexpr double kBias = -3.68, kTitle = 1.66, kLead = 1.66, kBody = 1.24, kNames = 2.34, kNumbers = 0.69;
/// Cosines that decide nothing, for fields that one side lacks.
constexpr double kNeutral = 0.2, kNeutralNumbers = 0.12;
/// The score from which both are taken for one event: best F1 on the judged pairs.
constexpr double kSamePair = 0.6;

double root(std::int64_t product, bool known, double neutral) {
  return std::sqrt(known ? static_cast<double>(product) / (kUnit * kUnit) : neutral);
}

}  // namespace

Likeness compare(const features::Features& a, const features::Features& b) {
  const Frequencies none;
  const ArticleVectors x = vectors_of(a, none), y = vectors_of(b, none);
  const Products both = products(x, y);
  const bool bodies = x.has_body && y.has_body;
  const double z = kBias + kTitle * root(both.title, x.has_title && y.has_title, kNeutral) +
                   kLead * root(both.lead, bodies, kNeutral) + kBody * root(both.body, bodies, kNeutral) +
                   kNames * root(both.names, !x.names.empty() && !y.names.empty(), kNeutral) +
                   kNumbers * root(both.numbers, !x.numbers.empty() && !y.numbers.empty(), kNeutralNumbers);
  const double score = 1 / (1 + std::exp(-z));
  const auto holds = [](const std::vector<Weighted>& items) {
    return [&items](TermId term) { return std::ranges::binary_search(items, term, {}, &Weighted::term); };
  };
  return {.score = score,
          .same = score >= kSamePair,
          .why = shared_evidence(
              shared_names(a, holds(y.names), none, 3), shared_numbers(a, holds(y.numbers), 1),
              distance_in_words(a.published_utc, b.published_utc, a.published_is_day || b.published_is_day))};
}

}  // namespace newsloom::story
