// Two articles and nothing else: no stream stands behind them, so no word is rarer than another and time says
// little. A logistic function of the square roots of the cosines, which spreads the low ones where pairs of
// different hands lie.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "story/story_builder.h"
#include "story/vectors.h"
#include "story/why.h"

namespace newsloom::story {
namespace {

/// Learned from pairs judged by people: 245 "same event or not" and 653 graded; docs/stories.md gives what
/// cross-validation says of them.
constexpr double kBias = -7.55, kTitle = 1.96, kLead = 1.79, kBody = 4.55, kNames = 1.62, kNumbers = 0.98;
/// Where neither text gives a number that could agree; and where both have headlines, which make the words of
/// the texts' openings likelier to meet.
constexpr double kNoNumbers = 0.44, kBothTitles = -1.80;
/// Runs of words in common, for given words in common: weather, forms and boilerplate repeat their sentences,
/// two desks that tell of one event do not.
constexpr double kRuns = -1.98;
/// A fifth of the logarithm of the longer text's words, between these: the same cosine says more of a long
/// text.
constexpr double kLength = 3.47, kShortest = 4, kLongest = 7;
/// Two languages share few words but names and what both took from a third: what they do share counts so much
/// more.
constexpr double kAcrossLanguages = 4, kOtherLanguage = -0.94;
/// What decides nothing, for fields that one side lacks.
constexpr double kNeutralTitle = 0.04, kNeutralNames = 0.2, kNeutralNumbers = 0.12;
/// The score from which both are taken for one event: best F1 on the judged pairs. Across languages precision
/// comes first, and there words are the better judge even where a model was asked.
constexpr double kSamePair = 0.45, kSameAcross = 0.6;
/// With a sentence model: its cosine, and a little of the log odds by words (tools/train-compare).
constexpr double kModelBias = -31, kModelWords = 0.16, kModelMeaning = 34, kSameByModel = 0.575;

double cosine(std::int64_t product) { return static_cast<double>(product) / (kUnit * kUnit); }
double root(double cosine) { return std::sqrt(std::min(1.0, cosine)); }

double shared_runs(const features::Features& a, const features::Features& b) {
  std::vector<std::uint32_t> both;
  std::ranges::set_intersection(a.shingles, b.shingles, std::back_inserter(both));
  const std::size_t fewer = std::min(a.shingles.size(), b.shingles.size());
  return fewer == 0 ? 0 : static_cast<double>(both.size()) / static_cast<double>(fewer);
}

double length_of(const features::Features& a, const features::Features& b) {
  return std::clamp(std::log1p(std::max(a.word_count, b.word_count)), kShortest, kLongest) / 5;
}

double logistic(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

double log_odds_by_words(const features::Features& a, const features::Features& b, const ArticleVectors& x,
                         const ArticleVectors& y, bool across) {
  const Products both = products(x, y);
  const bool titles = x.has_title && y.has_title;
  const bool names = !x.names.empty() && !y.names.empty();
  const bool numbers = !x.numbers.empty() && !y.numbers.empty();
  const double worth = across ? kAcrossLanguages : 1;
  return kBias + kTitle * (titles ? cosine(both.title) : kNeutralTitle) +
         kLead * root(worth * cosine(both.lead)) + kBody * root(worth * cosine(both.body)) +
         kNames * (names ? root(cosine(both.names)) : kNeutralNames) +
         kNumbers * (numbers ? root(cosine(both.numbers)) : kNeutralNumbers) + (numbers ? 0 : kNoNumbers) +
         (titles ? kBothTitles : 0) + (across ? kOtherLanguage : 0) + kRuns * root(shared_runs(a, b)) +
         kLength * length_of(a, b);
}

}  // namespace

Likeness compare(const features::Features& a, const features::Features& b, std::optional<double> meaning) {
  const Frequencies none;
  const ArticleVectors x = vectors_of(a, none), y = vectors_of(b, none);
  const bool across = !a.lang.empty() && !b.lang.empty() && a.lang != b.lang;
  const double words = log_odds_by_words(a, b, x, y, across);
  Likeness out;
  out.score = logistic(meaning ? kModelBias + kModelWords * words + kModelMeaning * *meaning : words);
  const bool same_by_words = logistic(words) >= (across ? kSameAcross : kSamePair);
  out.same = meaning && !across ? out.score >= kSameByModel : same_by_words;

  const auto holds = [](const std::vector<Weighted>& items) {
    return [&items](TermId term) { return std::ranges::binary_search(items, term, {}, &Weighted::term); };
  };
  const std::vector<std::string> names = shared_names(a.names, holds(y.names), none, 3);
  const std::vector<std::string> numbers = shared_numbers(a, holds(y.numbers), 1);
  if (!names.empty() || !numbers.empty() || same_by_words)
    out.why = shared_evidence(
        names, numbers,
        distance_in_words(a.published_utc, b.published_utc, a.published_is_day || b.published_is_day));
  else
    out.why = out.same ? "Both mean much the same in other words." : "No name and no number is in both.";
  return out;
}

}  // namespace newsloom::story
