// TF-IDF with logarithmic term frequency. Title, body and names share one space, so that a word of one
// article's headline meets the same word in another's body; a word of the headline counts as several of the
// body. The opening and the headline are looked at once more by themselves: an article on Tuesday's vote and
// one on the talks before it have the same background and differ at the top.
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
/// Coordinates of headline and opening (80 words have about 45 stems), and of the headline.
constexpr std::size_t kOpeningTerms = 48, kTitleTerms = 16;
/// Occurrences in the opening that one in the headline is worth.
constexpr double kTitleWorthInOpening = 2;
/// Shares in closeness(). The opening by itself is a weaker judge than the whole text, and a better one
/// together with it; the headline alone is weaker still (docs/ranking.md).
constexpr double kWholeShare = 0.55, kOpeningShare = 0.33, kTitleShare = 0.12;

struct Draft {
  features::TermId term = 0;
  double occurrences = 0;
  double strength = 0;  // logarithmic frequency, names included
  int name = -1;        // place in features.names
};

/// Title and body as one list by term; both come sorted.
std::vector<Draft> merged(const std::vector<features::TermCount>& title, double title_worth,
                          const std::vector<features::TermCount>& body) {
  std::vector<Draft> drafts;
  drafts.reserve(title.size() + body.size());
  for (std::size_t i = 0, j = 0; i < title.size() || j < body.size();) {
    const bool from_title = j == body.size() || (i < title.size() && title[i].term <= body[j].term);
    const bool from_body = i == title.size() || (j < body.size() && body[j].term <= title[i].term);
    Draft draft{.term = from_title ? title[i].term : body[j].term};
    if (from_title) draft.occurrences += title_worth * title[i++].count;
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

double strength_of(double occurrences) { return 1 + std::log(std::max(1.0, occurrences)); }

std::vector<Draft> drafts_of(const features::Features& features) {
  std::vector<Draft> drafts = merged(features.title, kTitleWorth, features.body);
  for (Draft& draft : drafts) draft.strength = strength_of(draft.occurrences);
  for (const int i : chosen_names(features.names)) {
    const features::Name& name = features.names[static_cast<std::size_t>(i)];
    const double strength = kNameWorth * strength_of(name.count);
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

/// The drafts that become coordinates: all names, then the heaviest.
std::vector<Draft> chosen(const features::Features& features, const Vocabulary& vocabulary) {
  std::vector<Draft> drafts = drafts_of(features);
  if (drafts.size() <= kTermsPerArticle) return drafts;
  std::vector<std::pair<double, std::size_t>> order;
  order.reserve(drafts.size());
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const double heavy = drafts[i].strength * vocabulary.rarity(vocabulary.holders_of(drafts[i].term));
    order.emplace_back(drafts[i].name >= 0 ? -1e9 : -heavy, i);
  }
  std::ranges::nth_element(order, order.begin() + kTermsPerArticle);
  order.resize(kTermsPerArticle);
  std::ranges::sort(order, {}, &std::pair<double, std::size_t>::second);
  std::vector<Draft> kept;
  kept.reserve(order.size());
  for (const auto& [heavy, i] : order) kept.push_back(drafts[i]);
  return kept;
}

WeightedTerm coordinate(TermSlot slot, double strength) {
  return {slot, static_cast<std::uint16_t>(std::clamp(strength * 256, 1.0, 65535.0)), 0};
}

/// Words of a longer name count for themselves only where they stand without it.
std::uint16_t times_alone(const features::Name& name, const std::vector<features::Name>& all) {
  if (name.surface.find_first_of(" -") != std::string::npos) return name.count;
  int alone = name.count;
  for (const features::Name& longer : all) {
    if (longer.surface.size() <= name.surface.size()) continue;
    const std::size_t at = longer.surface.find(name.surface);
    if (at == std::string::npos) continue;
    const auto is_edge = [&](std::size_t i) { return longer.surface[i] == ' ' || longer.surface[i] == '-'; };
    const std::size_t end = at + name.surface.size();
    if ((at == 0 || is_edge(at - 1)) && (end == longer.surface.size() || is_edge(end))) alone -= longer.count;
  }
  return static_cast<std::uint16_t>(std::max(0, alone));
}

/// Headline and opening, or the headline alone, over those of the article's coordinates that they hold.
template <class SlotOf>
std::vector<WeightedTerm> part(const std::vector<Draft>& drafts, const std::vector<WeightedTerm>& whole,
                               std::size_t most, SlotOf slot_of) {
  std::vector<WeightedTerm> terms;
  for (const Draft& draft : drafts) {
    const TermSlot slot = slot_of(draft.term);
    if (slot == kNoSlot || !std::ranges::binary_search(whole, slot, {}, &WeightedTerm::slot)) continue;
    terms.push_back(coordinate(slot, strength_of(draft.occurrences)));
  }
  if (terms.size() > most) terms.resize(most);
  std::ranges::sort(terms, {}, &WeightedTerm::slot);
  return terms;
}

/// `slot_of` gives the slot of a chosen term, once for each; `found` that of a term already seen.
template <class SlotOf, class Found>
ArticleVector assemble(const features::Features& features, const Vocabulary& vocabulary, SlotOf slot_of,
                       Found found) {
  const std::vector<Draft> drafts = chosen(features, vocabulary);
  ArticleVector vector;
  vector.terms.reserve(drafts.size());
  for (const Draft& draft : drafts) {
    const TermSlot slot = slot_of(draft);
    vector.terms.push_back(coordinate(slot, draft.strength));
    if (draft.name < 0 || slot == kNoSlot) continue;
    const features::Name& name = features.names[static_cast<std::size_t>(draft.name)];
    vector.names.push_back({slot, name.count, times_alone(name, features.names)});
  }
  std::ranges::sort(vector.terms, {}, &WeightedTerm::slot);
  std::ranges::sort(vector.names, {}, &NamedTerm::slot);
  vector.opening =
      part(merged(features.title, kTitleWorthInOpening, features.lead), vector.terms, kOpeningTerms, found);
  vector.title = part(merged(features.title, 1, {}), vector.terms, kTitleTerms, found);
  return vector;
}

void reweigh(std::vector<WeightedTerm>& terms, const Vocabulary& vocabulary) {
  const auto raw = [&](const WeightedTerm& term) {
    return term.frequency / 256.0 * vocabulary.rarity(vocabulary.holders(term.slot));
  };
  double square = 0;
  for (const WeightedTerm& term : terms) square += raw(term) * raw(term);
  const double scale = square > 0 ? 65535.0 / std::sqrt(square) : 0;
  for (WeightedTerm& term : terms)
    term.weight = static_cast<std::uint16_t>(std::clamp(std::round(raw(term) * scale), 1.0, 65535.0));
}

}  // namespace

ArticleVector make_vector(const features::Features& features, Vocabulary& vocabulary) {
  const auto hold = [&](const Draft& draft) {
    const TermSlot slot = vocabulary.hold(draft.term);
    if (draft.name >= 0)
      vocabulary.print_as(slot, features.names[static_cast<std::size_t>(draft.name)].surface);
    return slot;
  };
  ArticleVector vector =
      assemble(features, vocabulary, hold, [&](features::TermId term) { return vocabulary.find(term); });
  vocabulary.add_article();
  reweigh(vector, vocabulary);
  return vector;
}

ArticleVector vector_of_stranger(const features::Features& features, const Vocabulary& vocabulary) {
  const auto find = [&](features::TermId term) { return vocabulary.find(term); };
  ArticleVector vector =
      assemble(features, vocabulary, [&](const Draft& draft) { return find(draft.term); }, find);
  reweigh(vector, vocabulary);
  return vector;
}

void release(const ArticleVector& vector, Vocabulary& vocabulary) {
  for (const WeightedTerm& term : vector.terms) vocabulary.release(term.slot);
  vocabulary.remove_article();
}

void reweigh(ArticleVector& vector, const Vocabulary& vocabulary) {
  reweigh(vector.terms, vocabulary);
  reweigh(vector.opening, vocabulary);
  reweigh(vector.title, vocabulary);
}

double similarity(std::span<const WeightedTerm> a, std::span<const WeightedTerm> b) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const TermSlot left = a[i].slot, right = b[j].slot;
    if (left == right && left != kNoSlot) sum += std::uint64_t{a[i].weight} * b[j].weight;
    i += left <= right;
    j += right <= left;
  }
  return std::min(1.0, static_cast<double>(sum) / (65535.0 * 65535.0));
}

double closeness(const ArticleVector& a, const ArticleVector& b) {
  return kWholeShare * similarity(a.terms, b.terms) + kOpeningShare * similarity(a.opening, b.opening) +
         kTitleShare * similarity(a.title, b.title);
}

}  // namespace newsloom::recommend
