#include "story/vectors.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cmath>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>

#include "story/products.h"

namespace newsloom::story {
namespace {

/// Terms of title and body that are kept, besides those of the opening: what an event is called shows in the
/// heaviest few dozen.
constexpr std::size_t kMaxTerms = 64;
/// Names, and numbers, that are kept.
constexpr std::size_t kMaxNames = 64;
/// A stream starts as if it had seen so many documents in which words were as common as in other news
/// (prior_frequencies.inc): the first articles of an empty database are not all made of rare words. The
/// stream's own counts soon outweigh them.
constexpr double kPriorDocuments = 300;
/// What was counted fades over a month, so that words of a long affair come to count as common; but never so
/// fast that fewer than some thousands of documents are remembered.
constexpr double kMemorySeconds = 30 * 86400.0;
constexpr double kMemoryDocuments = 3000;
/// A term whose count has faded below this is forgotten, at a sweep after so many documents.
constexpr double kForgotten = 0.6;
constexpr std::uint32_t kForgetEvery = 100'000;
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
boost::unordered_flat_map<TermId, double> read_prior_shares() {
  boost::unordered_flat_map<TermId, double> shares;
  for (const PriorFrequency& row : kPriorFrequencies) {
    for (std::string_view rest = row.words; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      // Words of one stem mostly stand in different articles: their shares add up.
      double& share = shares[features::term_of_word(rest.substr(0, end), row.language)];
      share = std::min(0.9, share + row.per_mille / 1000.0);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return shares;
}

/// The shares, behind a table of bits that turns nearly all other terms away: this is asked two hundred times
/// an article.
class PriorShares {
 public:
  PriorShares() : shares_(read_prior_shares()) {
    for (const auto& [term, share] : shares_) maybe_.set(term % maybe_.size());
  }
  double of(TermId term) const {
    if (!maybe_.test(term % maybe_.size())) return 0;
    const auto found = shares_.find(term);
    return found == shares_.end() ? 0 : found->second;
  }

 private:
  boost::unordered_flat_map<TermId, double> shares_;
  std::bitset<std::size_t{1} << 17> maybe_;  // 16 kB: it stays in the nearest cache
};

/// 1 + ln count: a word said ten times is not ten times as telling.
double times_said(std::uint16_t count) {
  static const auto kTable = [] {
    std::array<double, 64> table{};
    for (std::size_t i = 1; i < table.size(); ++i) table[i] = 1 + std::log(static_cast<double>(i));
    return table;
  }();
  return count < kTable.size() ? kTable[count] : 1 + std::log(static_cast<double>(count));
}

/// To the nearest, of a weight that is not negative: lround() would be a call for each term.
constexpr double kHalf = 0.5;
std::uint16_t rounded(double weight) { return static_cast<std::uint16_t>(weight + kHalf); }

/// What brings a field of these squares to the length kUnit.
double scale_of(double squares) { return squares > 0 ? static_cast<double>(kUnit) / std::sqrt(squares) : 0; }

template <class Terms, class Count>
std::vector<Weighted> weigh_plain(const Terms& terms, const Frequencies& frequencies, Count count) {
  std::vector<std::pair<TermId, double>> drafts;
  drafts.reserve(terms.size());
  for (const auto& item : terms)
    drafts.emplace_back(item.term, times_said(count(item)) * frequencies.rarity(item.term));
  if (drafts.size() > kMaxNames) {
    std::ranges::nth_element(drafts, drafts.begin() + kMaxNames, [](const auto& x, const auto& y) {
      return x.second != y.second ? x.second > y.second : x.first < y.first;
    });
    drafts.resize(kMaxNames);
    std::ranges::sort(drafts);
  }
  double squares = 0;
  for (const auto& [term, weight] : drafts) squares += weight * weight;
  const double scale = scale_of(squares);
  std::vector<Weighted> out;
  out.reserve(drafts.size());
  for (const auto& [term, weight] : drafts) out.push_back({term, rounded(weight * scale)});
  return out;
}

/// A term of the text before rounding.
struct Draft {
  TermId term = 0;
  std::uint16_t title_count = 0, lead_count = 0, body_count = 0;
  double title = 0, lead = 0, body = 0;
};

/// The terms of all three lists, each once.
void merge_fields(const features::Features& f, std::vector<Draft>& out) {
  out.clear();
  std::size_t t = 0, l = 0, b = 0;
  while (t < f.title.size() || l < f.lead.size() || b < f.body.size()) {
    TermId term = ~TermId{0};
    if (t < f.title.size()) term = std::min(term, f.title[t].term);
    if (l < f.lead.size()) term = std::min(term, f.lead[l].term);
    if (b < f.body.size()) term = std::min(term, f.body[b].term);
    Draft draft{.term = term};
    if (t < f.title.size() && f.title[t].term == term) draft.title_count = f.title[t++].count;
    if (l < f.lead.size() && f.lead[l].term == term) draft.lead_count = f.lead[l++].count;
    if (b < f.body.size() && f.body[b].term == term) draft.body_count = f.body[b++].count;
    out.push_back(draft);
  }
}

/// The headline tells of the event as well as the text does: its terms count with those of opening and body.
std::vector<TextTerm> weigh_text(const features::Features& f, const Frequencies& frequencies) {
  struct Memory {
    std::vector<Draft> drafts;
    std::vector<std::pair<double, TermId>> ranks;
  };
  // Behind a pointer: else the place of the thread's memory would be asked for at every use of it.
  thread_local const auto kMemory = std::make_unique<Memory>();
  auto& [drafts, ranks] = *kMemory;
  merge_fields(f, drafts);
  for (Draft& draft : drafts) {
    const double rarity = frequencies.rarity(draft.term);
    const auto weight = [&](int count) {
      return count == 0 ? 0 : rarity * times_said(static_cast<std::uint16_t>(std::min(count, 0xffff)));
    };
    draft.title = weight(draft.title_count);
    draft.lead = weight(draft.title_count + draft.lead_count);
    draft.body = weight(draft.title_count + draft.body_count);
  }
  if (drafts.size() > kMaxTerms) {
    // The last one that is kept, the heavier before the lighter, shows which the others are.
    using Rank = std::pair<double, TermId>;
    const auto rank = [](const Draft& draft) { return Rank(-draft.body, draft.term); };
    ranks.clear();
    for (const Draft& draft : drafts) ranks.push_back(rank(draft));
    std::ranges::nth_element(ranks, ranks.begin() + (kMaxTerms - 1));
    const Rank last = ranks[kMaxTerms - 1];
    std::erase_if(drafts, [&](const Draft& draft) { return draft.lead == 0 && rank(draft) > last; });
  }
  double title = 0, lead = 0, body = 0;
  for (const Draft& draft : drafts) {
    title += draft.title * draft.title;
    lead += draft.lead * draft.lead;
    body += draft.body * draft.body;
  }
  title = scale_of(title);
  lead = scale_of(lead);
  body = scale_of(body);
  std::vector<TextTerm> out;
  out.reserve(drafts.size());
  for (const Draft& d : drafts)
    out.push_back({d.term, rounded(d.title * title), rounded(d.lead * lead), rounded(d.body * body)});
  return out;
}

}  // namespace

double usual_share(TermId term) {
  static const PriorShares kShares;
  return kShares.of(term);
}

Products operator+(const Products& a, const Products& b) {
  return {.title = a.title + b.title,
          .lead = a.lead + b.lead,
          .body = a.body + b.body,
          .title_in_body = a.title_in_body + b.title_in_body,
          .body_in_title = a.body_in_title + b.body_in_title,
          .names = a.names + b.names,
          .numbers = a.numbers + b.numbers};
}
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

Products products(const ArticleVectors& a, const ArticleVectors& b) {
  return products_of(a, b.text, b.names, b.numbers);
}

Frequencies::Frequencies() : all_(kPriorDocuments) {}

void Frequencies::fade(std::int64_t now) {
  if (last_ != 0 && now > last_) to_forget_ += static_cast<double>(now - last_) / kMemorySeconds;
  last_ = std::max(last_, now);
  const double forgotten = std::min(to_forget_, 1 / kMemoryDocuments);
  to_forget_ = std::min(to_forget_ - forgotten, 1.0);
  step_ *= 1 + forgotten;
  if (step_ <= kLargestStep) return;
  documents_with_.change_all([this](float with) { return static_cast<float>(with / step_); });
  documents_ /= step_;
  step_ = 1;
}

void Frequencies::add(TermId term) { documents_with_[term] += static_cast<float>(step_); }

/// A term that stood in one document long ago is as good as new.
void Frequencies::forget_rare() {
  since_forgotten_ = 0;
  documents_with_.keep_if([this](float with) { return with >= kForgotten * step_; });
}

void Frequencies::count(const features::Features& features, std::int64_t now) {
  for (const features::TermCount& item : features.body) documents_with_.fetch(item.term);
  fade(now);
  documents_ += step_;
  all_ = documents_ / step_ + kPriorDocuments;
  std::size_t i = 0, j = 0;
  const auto& a = features.title;
  const auto& b = features.body;
  while (i < a.size() || j < b.size()) {  // title and body are one document: a term in both counts once
    const TermId term = j == b.size() || (i < a.size() && a[i].term < b[j].term) ? a[i].term : b[j].term;
    if (i < a.size() && a[i].term == term) ++i;
    if (j < b.size() && b[j].term == term) ++j;
    add(term);
  }
  for (const features::Name& name : features.names) add(name.term);
  for (const features::Number& number : features.numbers) add(number.term);
  if (++since_forgotten_ >= kForgetEvery) forget_rare();
}

double Frequencies::rarity(TermId term) const {
  const float* const found = documents_with_.find(term);
  const double with = found == nullptr ? 0 : *found;
  return std::log(1 + all_ / (with / step_ + kPriorDocuments * usual_share(term) + 0.5));
}

ArticleVectors vectors_of(const features::Features& features, const Frequencies& frequencies) {
  ArticleVectors out;
  out.text = weigh_text(features, frequencies);
  out.names = weigh_plain(features.names, frequencies, [](const features::Name& name) { return name.count; });
  out.numbers = weigh_plain(features.numbers, frequencies,
                            [](const features::Number&) { return static_cast<std::uint16_t>(1); });
  out.has_title = !features.title.empty();
  out.has_body = !out.text.empty();
  return out;
}

}  // namespace newsloom::story
