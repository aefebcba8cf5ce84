#include "story/recent_words.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story {
namespace {

/// Articles a day that are taken into the sample: with sixty of them it is of the last three days, and of
/// more where fewer come.
constexpr std::size_t kSampledADay = 20;
/// A word that a third of them have or more keeps this part of its weight: what a great story is called must
/// not go.
constexpr double kLeastWeight = 0.25;

}  // namespace

/// Of a term in none of n articles 1, of one in all of them nearly 0, with the logarithm between.
RecentWords::RecentWords() {
  const double all = kArticles + 2;
  for (std::size_t with = 0; with < weights_.size(); ++with) {
    const double weight = std::log(all / (1 + static_cast<double>(with))) / std::log(all);
    weights_[with] = static_cast<float>(std::max(weight, kLeastWeight));
  }
}

void RecentWords::offer(ArticleId id, const PackedVectors& packed, std::size_t a_day) {
  const auto every = static_cast<std::int32_t>(std::max<std::size_t>(1, a_day / kSampledADay));
  if (number(id) % every != 0) return;
  const ArticleVectors vectors = packed.unpacked();
  Sampled& taken = sample_.emplace_back(Sampled{.id = id, .terms = {}});
  taken.terms.reserve(vectors.text.size());
  for (const TextTerm& term : vectors.text) {
    taken.terms.push_back(term.term);
    ++articles_with_[term.term];
  }
  if (sample_.size() <= kArticles) return;
  for (const TermId term : sample_.front().terms)
    if (const auto at = articles_with_.find(term); --at->second == 0) articles_with_.erase(at);
  sample_.pop_front();
}

bool RecentWords::holds(ArticleId id) const {
  return std::ranges::binary_search(sample_, id, {}, &Sampled::id);
}

/// As long as the sample is not full, the rest of it is as news are in general.
std::size_t RecentWords::others_with(TermId term, std::size_t own) const {
  const auto found = articles_with_.find(term);
  const std::size_t all = found == articles_with_.end() ? 0 : found->second;
  const std::size_t with = all - std::min(all, own);
  if (sample_.size() == kArticles) return with;
  return static_cast<std::size_t>(known() * static_cast<double>(with) +
                                  (1 - known()) * kArticles * usual_share(term));
}

void RecentWords::lighten(ArticleId id, ArticleVectors& vectors) const {
  const std::size_t own = holds(id) ? 1 : 0;
  thread_local std::vector<float> weights;
  weights.clear();
  double title = 0, lead = 0, body = 0;
  const auto square = [](double x) { return x * x; };
  for (const TextTerm& term : vectors.text) {
    const float weight = weights_[others_with(term.term, own)];
    weights.push_back(weight);
    title += square(weight * term.title);
    lead += square(weight * term.lead);
    body += square(weight * term.body);
  }
  const auto scale = [](double squares) { return squares > 0 ? kUnit / std::sqrt(squares) : 0; };
  title = scale(title), lead = scale(lead), body = scale(body);
  constexpr double kHalf = 0.5;
  const auto rounded = [](double x) { return static_cast<std::uint16_t>(x + kHalf); };
  for (std::size_t i = 0; i < weights.size(); ++i) {
    TextTerm& term = vectors.text[i];
    term.title = rounded(term.title * weights[i] * title);
    term.lead = rounded(term.lead * weights[i] * lead);
    term.body = rounded(term.body * weights[i] * body);
  }
}

}  // namespace newsloom::story
