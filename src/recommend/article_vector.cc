// TF-IDF with logarithmic term frequency. Title, body and names share one space, so that a word of one
// article's headline meets the same word in another's body; a word of the headline counts as several of the
// body.
#include "recommend/article_vector.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace newsloom::recommend {
namespace {

/// Coordinates kept. An article of 400 words has about 150 different stems; what is cut are its most common
/// words.
constexpr std::size_t kTermsPerArticle = 128;
/// Names kept, the most frequent first; a longer list is a table of results, not news.
constexpr std::size_t kNamesPerArticle = 32;
/// Occurrences in the body that one in the title is worth.
constexpr double kTitleWorth = 3;
/// A name against a common word of the same frequency and rarity.
constexpr double kNameWorth = 1.0;

struct Draft {
  features::TermId term = 0;
  double occurrences = 0;
  double strength = 0;  // logarithmic frequency, names included
  int name = -1;        // place in features.names
};

/// Title and body as one list by term; both come sorted.
std::vector<Draft> merged(const std::vector<features::TermCount>& title,
                          const std::vector<features::TermCount>& body) {
  std::vector<Draft> drafts;
  drafts.reserve(title.size() + body.size());
  for (std::size_t i = 0, j = 0; i < title.size() || j < body.size();) {
    const bool from_title = j == body.size() || (i < title.size() && title[i].term <= body[j].term);
    const bool from_body = i == title.size() || (j < body.size() && body[j].term <= title[i].term);
    Draft draft{.term = from_title ? title[i].term : body[j].term};
    if (from_title) draft.occurrences += kTitleWorth * title[i++].count;
    if (from_body) draft.occurrences += body[j++].count;
    drafts.push_back(draft);
  }
  return drafts;
}

std::vector<int> chosen_names(const std::vector<features::Name>& names) {
  std::vector<int> order(names.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::ranges::sort(order, [&](int a, int b) {
    const features::Name &x = names[static_cast<std::size_t>(a)], &y = names[static_cast<std::size_t>(b)];
    return x.count != y.count ? x.count > y.count : a < b;
  });
  if (order.size() > kNamesPerArticle) order.resize(kNamesPerArticle);
  return order;
}

std::vector<Draft> drafts_of(const features::Features& features) {
  std::vector<Draft> drafts = merged(features.title, features.body);
  for (Draft& draft : drafts) draft.strength = 1 + std::log(std::max(1.0, draft.occurrences));
  for (const int i : chosen_names(features.names)) {
    const features::Name& name = features.names[static_cast<std::size_t>(i)];
    const double strength = kNameWorth * (1 + std::log(std::max<double>(1, name.count)));
    const auto at = std::ranges::lower_bound(drafts, name.term, {}, &Draft::term);
    if (at != drafts.end() && at->term == name.term) {
      at->strength = std::max(at->strength, strength);
      at->name = i;
    } else {
      drafts.insert(at, {.term = name.term, .strength = strength, .name = i});
    }
  }
  return drafts;
}

}  // namespace

ArticleVector make_vector(const features::Features& features, Vocabulary& vocabulary) {
  std::vector<Draft> drafts = drafts_of(features);
  if (drafts.size() > kTermsPerArticle) {
    const auto heaviness = [&](const Draft& draft) {
      return draft.strength * vocabulary.rarity(vocabulary.holders_of(draft.term));
    };
    std::vector<std::pair<double, std::size_t>> order;
    order.reserve(drafts.size());
    for (std::size_t i = 0; i < drafts.size(); ++i)
      order.emplace_back(drafts[i].name >= 0 ? -1e9 : -heaviness(drafts[i]), i);
    std::ranges::nth_element(order, order.begin() + kTermsPerArticle);
    order.resize(kTermsPerArticle);
    std::ranges::sort(order, {}, &std::pair<double, std::size_t>::second);
    std::vector<Draft> kept;
    for (const auto& [heavy, i] : order) kept.push_back(drafts[i]);
    drafts = std::move(kept);
  }
  ArticleVector vector;
  vector.terms.reserve(drafts.size());
  for (const Draft& draft : drafts) {
    const TermSlot slot = vocabulary.hold(draft.term);
    const double frequency = std::clamp(draft.strength * 256, 1.0, 65535.0);
    vector.terms.push_back({slot, static_cast<std::uint16_t>(frequency), 0});
    if (draft.name < 0) continue;
    const features::Name& name = features.names[static_cast<std::size_t>(draft.name)];
    vocabulary.print_as(slot, name.surface);
    vector.names.push_back({slot, name.count});
  }
  std::ranges::sort(vector.terms, {}, &WeightedTerm::slot);
  std::ranges::sort(vector.names, {}, &NamedTerm::slot);
  vocabulary.add_article();
  reweigh(vector, vocabulary);
  return vector;
}

void release(const ArticleVector& vector, Vocabulary& vocabulary) {
  for (const WeightedTerm& term : vector.terms) vocabulary.release(term.slot);
  vocabulary.remove_article();
}

void reweigh(ArticleVector& vector, const Vocabulary& vocabulary) {
  const auto raw = [&](const WeightedTerm& term) {
    return term.frequency / 256.0 * vocabulary.rarity(vocabulary.holders(term.slot));
  };
  double square = 0;
  for (const WeightedTerm& term : vector.terms) square += raw(term) * raw(term);
  const double scale = square > 0 ? 65535.0 / std::sqrt(square) : 0;
  for (WeightedTerm& term : vector.terms)
    term.weight = static_cast<std::uint16_t>(std::clamp(std::round(raw(term) * scale), 1.0, 65535.0));
}

double similarity(std::span<const WeightedTerm> a, std::span<const WeightedTerm> b) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const TermSlot left = a[i].slot, right = b[j].slot;
    if (left == right) sum += std::uint64_t{a[i].weight} * b[j].weight;
    i += left <= right;
    j += right <= left;
  }
  return std::min(1.0, static_cast<double>(sum) / (65535.0 * 65535.0));
}

}  // namespace newsloom::recommend
