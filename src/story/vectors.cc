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
/// What was counted fades over a month, so that words of a long affair come to count as common; but never so
/// fast that fewer than some thousands of documents are remembered.
constexpr double kMemorySeconds = 30 * 86400.0;
constexpr double kMemoryDocuments = 3000;
/// Counts are brought back to size before they lose digits.
constexpr double kLargestStep = 1e9;

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

/// Terms with their weights before rounding.
struct Weighed {
  TermId term;
  double weight;
};

template <class Terms>
std::vector<Weighed> weigh(const Terms& terms, const Frequencies& frequencies) {
  std::vector<Weighed> out;
  out.reserve(terms.size());
  for (const auto& item : terms)
    out.push_back({item.term, (1 + std::log(times(item))) * frequencies.rarity(item.term)});
  if (out.size() > kMaxTerms) {
    std::ranges::nth_element(out, out.begin() + kMaxTerms, [](const Weighed& x, const Weighed& y) {
      return x.weight != y.weight ? x.weight > y.weight : x.term < y.term;
    });
    out.resize(kMaxTerms);
    std::ranges::sort(out, {}, &Weighed::term);
  }
  double square = 0;
  for (const Weighed& item : out) square += item.weight * item.weight;
  const double scale = square > 0 ? static_cast<double>(kUnit) / std::sqrt(square) : 0;
  for (Weighed& item : out) item.weight *= scale;
  return out;
}

std::uint16_t rounded(double weight) { return static_cast<std::uint16_t>(std::lround(weight)); }

template <class Terms>
std::vector<Weighted> weigh_plain(const Terms& terms, const Frequencies& frequencies) {
  std::vector<Weighted> out;
  for (const Weighed& item : weigh(terms, frequencies)) out.push_back({item.term, rounded(item.weight)});
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

/// Puts one field's weights into the joint list, which holds what was put before.
template <class Member>
void put(std::vector<TextTerm>& text, const std::vector<Weighed>& field, Member member) {
  std::vector<TextTerm> out;
  out.reserve(text.size() + field.size());
  std::size_t i = 0;
  for (const Weighed& item : field) {
    while (i < text.size() && text[i].term < item.term) out.push_back(text[i++]);
    TextTerm term = i < text.size() && text[i].term == item.term ? text[i++] : TextTerm{.term = item.term};
    term.*member = rounded(item.weight);
    out.push_back(term);
  }
  out.insert(out.end(), text.begin() + static_cast<std::ptrdiff_t>(i), text.end());
  text = std::move(out);
}

/// Calls `both(x, y)` for the items of equal term. A list that is much longer is searched, not walked.
template <class A, class B, class Both>
void for_common(const std::vector<A>& a, const std::vector<B>& b, Both both) {
  constexpr std::size_t kMuchLonger = 8;
  if (b.size() > kMuchLonger * a.size()) {
    auto from = b.begin();
    for (const A& x : a) {
      from = std::lower_bound(from, b.end(), x.term, [](const B& y, TermId term) { return y.term < term; });
      if (from == b.end()) return;
      if (from->term == x.term) both(x, *from);
    }
    return;
  }
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const TermId x = a[i].term, y = b[j].term;
    if (x == y) both(a[i], b[j]);
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
}

template <class TextB, class PlainB>
Products products_of(const ArticleVectors& v, const std::vector<TextB>& text,
                     const std::vector<PlainB>& names, const std::vector<PlainB>& numbers) {
  Products out;
  for_common(v.text, text, [&](const TextTerm& x, const TextB& y) {
    const auto times = [](std::int64_t p, std::int64_t q) { return p * q; };
    out.title += times(x.title, y.title);
    out.lead += times(x.lead, y.lead);
    out.body += times(x.body, y.body);
    out.title_in_body += times(x.title, y.body);
    out.body_in_title += times(x.body, y.title);
  });
  for_common(v.names, names, [&](const Weighted& x, const PlainB& y) {
    out.names += static_cast<std::int64_t>(x.weight) * y.weight;
  });
  for_common(v.numbers, numbers, [&](const Weighted& x, const PlainB& y) {
    out.numbers += static_cast<std::int64_t>(x.weight) * y.weight;
  });
  return out;
}

/// Merges `items` into the sorted `sums`: `add(sum, item)` for each, `is_zero(sum)` drops it again.
template <class Sum, class Item, class Add, class IsZero>
void merge_into(std::vector<Sum>& sums, const std::vector<Item>& items, Add add, IsZero is_zero) {
  std::vector<Sum> out;
  out.reserve(sums.size() + items.size());
  std::size_t i = 0;
  for (const Item& item : items) {
    while (i < sums.size() && sums[i].term < item.term) out.push_back(sums[i++]);
    Sum sum{};
    sum.term = item.term;
    if (i < sums.size() && sums[i].term == item.term) sum = sums[i++];
    add(sum, item);
    if (!is_zero(sum)) out.push_back(sum);
  }
  out.insert(out.end(), sums.begin() + static_cast<std::ptrdiff_t>(i), sums.end());
  sums = std::move(out);
}

template <class Item>
bool holds(const std::vector<Item>& items, TermId term) {
  return std::ranges::binary_search(items, term, {}, &Item::term);
}

}  // namespace

Products operator-(const Products& a, const Products& b) {
  return {.title = a.title - b.title,
          .lead = a.lead - b.lead,
          .body = a.body - b.body,
          .title_in_body = a.title_in_body - b.title_in_body,
          .body_in_title = a.body_in_title - b.body_in_title,
          .names = a.names - b.names,
          .numbers = a.numbers - b.numbers};
}

FieldCounts operator+(const FieldCounts& a, const FieldCounts& b) {
  return {a.titles + b.titles, a.bodies + b.bodies, a.named + b.named, a.numbered + b.numbered};
}
FieldCounts operator-(const FieldCounts& a, const FieldCounts& b) {
  return {a.titles - b.titles, a.bodies - b.bodies, a.named - b.named, a.numbered - b.numbered};
}
FieldCounts counts_of(const ArticleVectors& v) {
  return {v.has_title ? 1 : 0, v.has_body ? 1 : 0, v.names.empty() ? 0 : 1, v.numbers.empty() ? 0 : 1};
}

namespace {
/// sum += change.
void grow(std::uint32_t& sum, std::int64_t change) {
  sum = static_cast<std::uint32_t>(static_cast<std::int64_t>(sum) + change);
}
}  // namespace

void VectorSum::change(const ArticleVectors& v, int sign) {
  merge_into(
      text_, v.text,
      [&](TextSum& sum, const TextTerm& item) {
        grow(sum.title, sign * item.title);
        grow(sum.lead, sign * item.lead);
        grow(sum.body, sign * item.body);
      },
      [](const TextSum& sum) { return (sum.title | sum.lead | sum.body) == 0; });
  const auto zero = [](const Sum& sum) { return sum.weight == 0; };
  merge_into(
      names_, v.names, [&](Sum& sum, const Weighted& item) { grow(sum.weight, sign * item.weight); }, zero);
  merge_into(
      numbers_, v.numbers, [&](Sum& sum, const Weighted& item) { grow(sum.weight, sign * item.weight); },
      zero);
  const FieldCounts own = counts_of(v);
  counts_ = sign > 0 ? counts_ + own : counts_ - own;
}

void VectorSum::add(const VectorSum& other) {
  const auto never = [](const auto&) { return false; };
  merge_into(
      text_, other.text_,
      [&](TextSum& sum, const TextSum& item) {
        grow(sum.title, item.title);
        grow(sum.lead, item.lead);
        grow(sum.body, item.body);
      },
      never);
  merge_into(names_, other.names_, [&](Sum& sum, const Sum& item) { grow(sum.weight, item.weight); }, never);
  merge_into(
      numbers_, other.numbers_, [&](Sum& sum, const Sum& item) { grow(sum.weight, item.weight); }, never);
  counts_ = counts_ + other.counts_;
}

Products VectorSum::times(const ArticleVectors& v) const { return products_of(v, text_, names_, numbers_); }
bool VectorSum::has_name(TermId term) const { return holds(names_, term); }
bool VectorSum::has_number(TermId term) const { return holds(numbers_, term); }
std::size_t VectorSum::bytes() const {
  return text_.capacity() * sizeof(TextSum) + (names_.capacity() + numbers_.capacity()) * sizeof(Sum);
}

Products products(const ArticleVectors& a, const ArticleVectors& b) {
  return products_of(a, b.text, b.names, b.numbers);
}

void Frequencies::count(const features::Features& features, std::int64_t now) {
  if (last_ != 0 && now > last_) to_forget_ += static_cast<double>(now - last_) / kMemorySeconds;
  last_ = std::max(last_, now);
  const double forgotten = std::min(to_forget_, 1 / kMemoryDocuments);
  to_forget_ = std::min(to_forget_ - forgotten, 1.0);
  step_ *= 1 + forgotten;
  if (step_ > kLargestStep) {
    for (auto& [term, count] : documents_with_) count /= step_;
    documents_ /= step_;
    step_ = 1;
  }
  documents_ += step_;
  std::size_t i = 0, j = 0;
  const auto& a = features.title;
  const auto& b = features.body;
  while (i < a.size() || j < b.size()) {  // title and body are one document: a term in both counts once
    const TermId term = j == b.size() || (i < a.size() && a[i].term < b[j].term) ? a[i].term : b[j].term;
    if (i < a.size() && a[i].term == term) ++i;
    if (j < b.size() && b[j].term == term) ++j;
    documents_with_[term] += step_;
  }
  for (const features::Name& name : features.names) documents_with_[name.term] += step_;
  for (const features::Number& number : features.numbers) documents_with_[number.term] += step_;
}

double Frequencies::rarity(TermId term) const {
  const auto found = documents_with_.find(term);
  const double with = found == documents_with_.end() ? 0 : found->second;
  return std::log(1 + (documents_ / step_ + kPriorDocuments) /
                          (with / step_ + kPriorDocuments * prior_share(term) + 0.5));
}

ArticleVectors vectors_of(const features::Features& features, const Frequencies& frequencies) {
  ArticleVectors out;
  put(out.text, weigh(title_and(features.title, features.body), frequencies), &TextTerm::body);
  put(out.text, weigh(title_and(features.title, features.lead), frequencies), &TextTerm::lead);
  put(out.text, weigh(features.title, frequencies), &TextTerm::title);
  out.names = weigh_plain(features.names, frequencies);
  out.numbers = weigh_plain(features.numbers, frequencies);
  out.has_title = !features.title.empty();
  out.has_body = !out.text.empty();
  return out;
}

}  // namespace newsloom::story
