#include "story/vectors.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

#include "text/stem.h"

namespace newsloom::story {
namespace {

/// Terms of one field that are kept: what an event is called shows in the heaviest few dozen.
constexpr std::size_t kMaxTerms = 150;
/// A stream starts as if it had seen so many documents in which words were as common as in other news
/// (prior_frequencies.inc): the first articles of an empty database are not all made of rare words. The
/// stream's own counts soon outweigh them.
constexpr double kPriorDocuments = 300;

struct PriorFrequency {
  std::string_view language;
  int per_mille;
  std::string_view words;  ///< a space between them
};
constexpr PriorFrequency kPriorFrequencies[] = {
#include "story/prior_frequencies.inc"
};

/// The share of documents that hold each term, by what was learned beforehand.
std::unordered_map<TermId, double> read_prior_shares() {
  std::unordered_map<TermId, double> shares;
  text::Stemmer stemmer;
  for (const PriorFrequency& row : kPriorFrequencies) {
    for (std::string_view rest = row.words; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      // Words of one stem mostly stand in different articles: their shares add up.
      double& share = shares[features::term_of_stem(stemmer.stem(rest.substr(0, end), row.language))];
      share = std::min(0.9, share + row.per_mille / 1000.0);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return shares;
}

double prior_share(TermId term) {
  static const auto kShares = read_prior_shares();
  const auto found = kShares.find(term);
  return found == kShares.end() ? 0 : found->second;
}

double times(const features::TermCount& item) { return item.count; }
double times(const features::Name& item) { return item.count; }
double times(const features::Number&) { return 1; }

template <class Terms>
Vector weigh(const Terms& terms, const Frequencies& frequencies) {
  Vector out;
  out.reserve(terms.size());
  for (const auto& item : terms) {
    const double weight = (1 + std::log(times(item))) * frequencies.rarity(item.term);
    out.push_back({item.term, static_cast<float>(weight)});
  }
  keep_heaviest(out, kMaxTerms);
  normalise(out);
  return out;
}

/// The headline tells of the event as well as the text does: its terms count with those of the body.
std::vector<features::TermCount> title_and(const std::vector<features::TermCount>& title,
                                           const std::vector<features::TermCount>& body) {
  std::vector<features::TermCount> out;
  out.reserve(title.size() + body.size());
  std::ranges::merge(title, body, std::back_inserter(out), {}, &features::TermCount::term,
                     &features::TermCount::term);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (kept > 0 && out[kept - 1].term == out[i].term) {
      out[kept - 1].count = static_cast<std::uint16_t>(std::min(0xffff, out[kept - 1].count + out[i].count));
    } else {
      out[kept++] = out[i];
    }
  }
  out.resize(kept);
  return out;
}

}  // namespace

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].term < b[j].term) {
      ++i;
    } else if (b[j].term < a[i].term) {
      ++j;
    } else {
      sum += static_cast<double>(a[i++].weight) * b[j++].weight;
    }
  }
  return sum;
}

void normalise(Vector& v) {
  double square = 0;
  for (const Weighted& item : v) square += static_cast<double>(item.weight) * item.weight;
  if (square <= 0) return;
  const auto scale = static_cast<float>(1 / std::sqrt(square));
  for (Weighted& item : v) item.weight *= scale;
}

void add(Vector& a, const Vector& b) {
  Vector sum;
  sum.reserve(a.size() + b.size());
  std::size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    if (j == b.size() || (i < a.size() && a[i].term < b[j].term)) {
      sum.push_back(a[i++]);
    } else if (i == a.size() || b[j].term < a[i].term) {
      sum.push_back(b[j++]);
    } else {
      sum.push_back({a[i].term, a[i].weight + b[j].weight});
      ++i;
      ++j;
    }
  }
  a = std::move(sum);
}

void keep_heaviest(Vector& v, std::size_t limit) {
  if (v.size() <= limit) return;
  std::ranges::nth_element(v, v.begin() + static_cast<std::ptrdiff_t>(limit),
                           [](const Weighted& x, const Weighted& y) {
                             return x.weight != y.weight ? x.weight > y.weight : x.term < y.term;
                           });
  v.resize(limit);
  std::ranges::sort(v, {}, &Weighted::term);
}

void Frequencies::count(const features::Features& features) {
  ++documents_;
  std::size_t i = 0, j = 0;
  const auto& a = features.title;
  const auto& b = features.body;
  while (i < a.size() || j < b.size()) {  // title and body are one document: a term in both counts once
    const TermId term = j == b.size() || (i < a.size() && a[i].term < b[j].term) ? a[i].term : b[j].term;
    if (i < a.size() && a[i].term == term) ++i;
    if (j < b.size() && b[j].term == term) ++j;
    ++documents_with_[term];
  }
  for (const features::Name& name : features.names) ++documents_with_[name.term];
  for (const features::Number& number : features.numbers) ++documents_with_[number.term];
}

double Frequencies::rarity(TermId term) const {
  const auto found = documents_with_.find(term);
  const double with = found == documents_with_.end() ? 0 : found->second;
  return std::log(1 + (documents_ + kPriorDocuments) / (with + kPriorDocuments * prior_share(term) + 0.5));
}

ArticleVectors vectors_of(const features::Features& features, const Frequencies& frequencies) {
  return {.title = weigh(features.title, frequencies),
          .lead = weigh(title_and(features.title, features.lead), frequencies),
          .body = weigh(title_and(features.title, features.body), frequencies),
          .names = weigh(features.names, frequencies),
          .numbers = weigh(features.numbers, frequencies)};
}

}  // namespace newsloom::story
