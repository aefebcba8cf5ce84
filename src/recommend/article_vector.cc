// TF-IDF with logarithmic term frequency. Title, body and names share one space, so that a word of one
// article's headline meets the same word in another's body; a word of the headline counts as several of the
// body. The opening and the headline are looked at once more by themselves: an article on Tuesday's vote and
// one on the talks before it have the same background and differ at the top.
#include "recommend/article_vector.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>

namespace newsloom::recommend {
namespace {

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

/// A coordinate that an article may get.
struct Candidate {
  features::TermId term = 0;
  TermSlot slot = kNoSlot;
  double occurrences = 0;
  double strength = 0;  // logarithmic frequency, names included
  int name = -1;        // place in features.names
};

/// Title and body as one list by term; both come sorted. Calls `take` with each term and its occurrences.
template <class Take>
void merge(const std::vector<features::TermCount>& title, double title_worth,
           const std::vector<features::TermCount>& body, Take take) {
  for (std::size_t i = 0, j = 0; i < title.size() || j < body.size();) {
    const bool from_title = j == body.size() || (i < title.size() && title[i].term <= body[j].term);
    const bool from_body = i == title.size() || (j < body.size() && body[j].term <= title[i].term);
    const features::TermId term = from_title ? title[i].term : body[j].term;
    double occurrences = 0;
    if (from_title) occurrences += title_worth * title[i++].count;
    if (from_body) occurrences += body[j++].count;
    take(term, occurrences);
  }
}

std::vector<int> chosen_names(const std::vector<features::Name>& names) {
  std::vector<int> order(names.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::ranges::sort(order, [&](int a, int b) {
    const features::Name &x = names[static_cast<std::size_t>(a)], &y = names[static_cast<std::size_t>(b)];
    return x.count != y.count ? x.count > y.count : a < b;
  });
  if (order.size() > kNamesPerArticle) order.resize(kNamesPerArticle);
  std::ranges::sort(order);
  return order;
}

double strength_of(double occurrences) {
  static const auto kTable = [] {
    std::array<double, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = 1 + std::log(std::max<double>(1, i));
    return table;
  }();
  // Nearly all are a few whole ones.
  const auto whole = static_cast<std::size_t>(std::max(0.0, occurrences));
  if (whole < kTable.size() && static_cast<double>(whole) == occurrences) return kTable[whole];
  return 1 + std::log(std::max(1.0, occurrences));
}

/// The rarities of one article's terms. Many are of few articles: their logarithms are taken once.
class Rarities {
 public:
  explicit Rarities(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
  double of(TermSlot slot) {
    const std::uint32_t holders = vocabulary_.holders(slot);
    if (holders >= known_.size()) return vocabulary_.rarity(holders);
    double& known = known_[holders];
    if (known == 0) known = vocabulary_.rarity(holders);
    return known;
  }

 private:
  const Vocabulary& vocabulary_;
  std::array<double, 64> known_{};  ///< by holders; 0: not yet
};

std::uint16_t frequency_of(double strength) {
  return static_cast<std::uint16_t>(std::clamp(strength * 256, 1.0, 65535.0));
}

/// All terms and the chosen names of the article, by term.
std::vector<Candidate> candidates_of(const features::Features& features, const Vocabulary& vocabulary) {
  std::vector<Candidate> words, names, out;
  words.reserve(features.title.size() + features.body.size());
  merge(features.title, kTitleWorth, features.body, [&](features::TermId term, double occurrences) {
    vocabulary.fetch(term);
    words.push_back({.term = term, .occurrences = occurrences, .strength = strength_of(occurrences)});
  });
  for (const int i : chosen_names(features.names)) {
    const features::Name& name = features.names[static_cast<std::size_t>(i)];
    const double strength = kNameWorth * strength_of(name.count);
    const auto at = std::ranges::lower_bound(words, name.term, {}, &Candidate::term);
    if (at != words.end() && at->term == name.term) {
      at->strength = std::max(at->strength, strength);
      at->name = i;
    } else {
      names.push_back({.term = name.term, .strength = strength, .name = i});
    }
  }
  out.reserve(words.size() + names.size());
  std::ranges::merge(words, names, std::back_inserter(out), {}, &Candidate::term, &Candidate::term);
  for (Candidate& candidate : out) {
    candidate.slot = vocabulary.find(candidate.term);
    vocabulary.fetch_entry(candidate.slot);
  }
  return out;
}

/// Leaves what becomes coordinates: all names, then the heaviest.
void choose(std::vector<Candidate>& candidates, const Vocabulary& vocabulary) {
  if (candidates.size() <= kTermsPerArticle) return;
  Rarities rarities(vocabulary);
  using Rank = std::pair<double, std::size_t>;
  std::vector<Rank> ranks;
  ranks.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    ranks.emplace_back(candidate.name >= 0 ? -1e9 : -candidate.strength * rarities.of(candidate.slot), i);
  }
  // The last one that is kept shows which the others are.
  std::vector<Rank> order = ranks;
  const auto last = order.begin() + (kTermsPerArticle - 1);
  std::ranges::nth_element(order, last);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (ranks[i] <= *last) candidates[kept++] = candidates[i];
  candidates.resize(kept);
}

/// Words of a longer name count for themselves only where they stand without it.
bool stands_alone(const features::Name& name, const std::vector<features::Name>& all) {
  if (name.surface.find_first_of(" -") != std::string::npos) return name.count > 0;
  int alone = name.count;
  for (const features::Name& longer : all) {
    if (longer.surface.size() <= name.surface.size()) continue;
    const std::size_t at = longer.surface.find(name.surface);
    if (at == std::string::npos) continue;
    const auto is_edge = [&](std::size_t i) { return longer.surface[i] == ' ' || longer.surface[i] == '-'; };
    const std::size_t end = at + name.surface.size();
    if ((at == 0 || is_edge(at - 1)) && (end == longer.surface.size() || is_edge(end))) alone -= longer.count;
  }
  return alone > 0;
}

/// Headline and opening, or the headline alone, over the article's coordinates. `places`: of the candidates.
std::vector<std::uint8_t> part(const std::vector<features::TermCount>& title, double title_worth,
                               const std::vector<features::TermCount>& lead,
                               const std::vector<Candidate>& candidates,
                               const std::vector<std::uint8_t>& places, std::size_t most,
                               std::vector<std::uint16_t>& frequencies) {
  // By place: 0 where the part has no such term.
  std::array<std::uint16_t, kTermsPerArticle> found{};
  std::size_t count = 0, at = 0;
  merge(title, title_worth, lead, [&](features::TermId term, double occurrences) {
    while (at < candidates.size() && candidates[at].term < term) ++at;
    const bool known =
        at < candidates.size() && candidates[at].term == term && candidates[at].slot != kNoSlot;
    if (!known || count == most) return;
    found[places[at]] = frequency_of(strength_of(occurrences));
    ++count;
  });
  std::vector<std::uint8_t> out;
  out.reserve(count);
  for (std::size_t place = 0; place < candidates.size(); ++place) {
    if (found[place] == 0) continue;
    out.push_back(static_cast<std::uint8_t>(place));
    frequencies.push_back(found[place]);
  }
  return out;
}

/// `candidates` by term, their slots final.
ArticleVector::Draft draft_of(const features::Features& features, const std::vector<Candidate>& candidates) {
  // A number of slot and candidate sorts faster than candidates by their slots.
  std::vector<std::uint64_t> order(candidates.size());
  std::vector<std::uint8_t> places(candidates.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = std::uint64_t{candidates[i].slot} << 8 | i;
  std::ranges::sort(order);
  ArticleVector::Draft draft;
  draft.slots.reserve(order.size());
  draft.frequencies.reserve(order.size() + kOpeningTerms + kTitleTerms);
  for (std::size_t place = 0; place < order.size(); ++place) {
    const std::size_t i = order[place] & 0xFF;
    const Candidate& candidate = candidates[i];
    places[i] = static_cast<std::uint8_t>(place);
    draft.slots.push_back(candidate.slot);
    draft.frequencies.push_back(frequency_of(candidate.strength));
    if (candidate.name < 0 || candidate.slot == kNoSlot) continue;
    const features::Name& name = features.names[static_cast<std::size_t>(candidate.name)];
    draft.names.push_back({name.count, static_cast<std::uint8_t>(place), stands_alone(name, features.names)});
  }
  draft.opening = part(features.title, kTitleWorthInOpening, features.lead, candidates, places, kOpeningTerms,
                       draft.frequencies);
  draft.title = part(features.title, 1, {}, candidates, places, kTitleTerms, draft.frequencies);
  draft.headline = features.headline;
  return draft;
}

/// To the nearest: round() would be a call for each term.
constexpr double kHalf = 0.5;

/// `place_of(i)`: which of `rarities` is that of the i-th.
template <class PlaceOf>
void weigh(std::span<const std::uint16_t> frequencies, std::span<const double> rarities, PlaceOf place_of,
           std::uint16_t* weights) {
  const auto raw = [&](std::size_t i) { return frequencies[i] / 256.0 * rarities[place_of(i)]; };
  double square = 0;
  for (std::size_t i = 0; i < frequencies.size(); ++i) square += raw(i) * raw(i);
  const double scale = square > 0 ? 65535.0 / std::sqrt(square) : 0;
  for (std::size_t i = 0; i < frequencies.size(); ++i)
    weights[i] = static_cast<std::uint16_t>(std::clamp(raw(i) * scale + kHalf, 1.0, 65535.0));
}

/// Weights of terms, opening and title, one behind the other.
std::vector<std::uint16_t> weights_of(std::span<const TermSlot> slots, std::span<const std::uint8_t> opening,
                                      std::span<const std::uint8_t> title,
                                      std::span<const std::uint16_t> frequencies,
                                      const Vocabulary& vocabulary) {
  std::array<double, kTermsPerArticle> rarities;
  Rarities of_articles(vocabulary);
  for (std::size_t i = 0; i < slots.size(); ++i) rarities[i] = of_articles.of(slots[i]);
  std::vector<std::uint16_t> out(frequencies.size());
  weigh(frequencies.first(slots.size()), rarities, [](std::size_t i) { return i; }, out.data());
  weigh(
      frequencies.subspan(slots.size(), opening.size()), rarities, [&](std::size_t i) { return opening[i]; },
      out.data() + slots.size());
  weigh(
      frequencies.last(title.size()), rarities, [&](std::size_t i) { return title[i]; },
      out.data() + slots.size() + opening.size());
  return out;
}

/// Appends to a block that is large enough.
template <class Items>
void put(std::byte*& at, const Items& items) {
  const auto bytes = std::as_bytes(std::span(items));
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
  at += bytes.size();
}

}  // namespace

ArticleVector::ArticleVector(const Draft& draft, const Vocabulary& vocabulary, Weighing weighing)
    : headline_(static_cast<std::uint16_t>(
          std::min<std::size_t>(draft.headline.size(), std::numeric_limits<std::uint16_t>::max()))),
      terms_(static_cast<std::uint8_t>(draft.slots.size())),
      opening_(static_cast<std::uint8_t>(draft.opening.size())),
      title_(static_cast<std::uint8_t>(draft.title.size())),
      names_(static_cast<std::uint8_t>(draft.names.size())) {
  const auto weights = weights_of(draft.slots, draft.opening, draft.title, draft.frequencies, vocabulary);
  write({.slots = draft.slots,
         .names = draft.names,
         .weights = weights,
         .frequencies = draft.frequencies,
         .opening = draft.opening,
         .title = draft.title,
         .headline = draft.headline.substr(0, headline_)},
        weighing);
}

void ArticleVector::write(const Contents& of, Weighing weighing) {
  const bool again = weighing == Weighing::kAgain;
  const std::size_t size = of.slots.size_bytes() + of.weights.size_bytes() + place_bytes() +
                           of.names.size_bytes() + (again ? of.frequencies.size_bytes() : 0) +
                           of.headline.size();
  auto block = std::make_unique_for_overwrite<std::byte[]>(size);
  std::byte* at = block.get();
  put(at, of.slots);
  put(at, of.weights);
  put(at, of.opening);
  put(at, of.title);
  at += place_bytes() - of.opening.size() - of.title.size();
  put(at, of.names);
  if (again) put(at, of.frequencies);
  put(at, of.headline);
  block_ = std::move(block);  // of which `of` may be a view
  frequencies_ = again;
}

void ArticleVector::reweigh(const Vocabulary& vocabulary, Weighing weighing) {
  assert(frequencies_ || !block_);
  const std::span frequencies(this->frequencies(), weighed());
  const auto weights = weights_of(slots(), opening().places, title().places, frequencies, vocabulary);
  write({.slots = slots(),
         .names = names(),
         .weights = weights,
         .frequencies = frequencies,
         .opening = opening().places,
         .title = title().places,
         .headline = headline()},
        weighing);
}

ArticleVector make_vector(const features::Features& features, Vocabulary& vocabulary, Weighing weighing) {
  std::vector<Candidate> candidates = candidates_of(features, vocabulary);
  choose(candidates, vocabulary);
  for (Candidate& candidate : candidates) {
    candidate.slot = vocabulary.hold(candidate.term, candidate.slot);
    if (candidate.name >= 0)
      vocabulary.print_as(candidate.slot, features.names[static_cast<std::size_t>(candidate.name)].surface);
  }
  vocabulary.add_article();
  return {draft_of(features, candidates), vocabulary, weighing};
}

ArticleVector vector_of_stranger(const features::Features& features, const Vocabulary& vocabulary) {
  std::vector<Candidate> candidates = candidates_of(features, vocabulary);
  choose(candidates, vocabulary);
  return {draft_of(features, candidates), vocabulary, Weighing::kOnce};
}

void release(const ArticleVector& vector, Vocabulary& vocabulary) {
  for (const TermSlot slot : vector.terms().slots) vocabulary.release(slot);
  vocabulary.remove_article();
}

}  // namespace newsloom::recommend
