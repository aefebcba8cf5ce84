#include "story/packed_vectors.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

namespace newsloom::story {
namespace {

constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();

class BlockWriter {
 public:
  explicit BlockWriter(std::byte* at) : at_(at) {}
  template <class Value>
  void put(Value value) {
    std::memcpy(at_, &value, sizeof value);
    at_ += sizeof value;
  }

 private:
  std::byte* at_;
};

std::int64_t product(std::int64_t x, std::int64_t y) { return x * y; }

}  // namespace

AskedVectors::AskedVectors(const ArticleVectors& vectors) : vectors_(&vectors) {
  const auto text = std::span(vectors.text).first(std::min(vectors.text.size(), kMost / 4));
  const auto names = std::span(vectors.names).first(std::min(vectors.names.size(), kMost / 4));
  const auto numbers = std::span(vectors.numbers).first(std::min(vectors.numbers.size(), kMost / 4));
  text_ = text.size();
  named_ = text_ + names.size();
  terms_.reserve(named_ + numbers.size());
  const auto add = [this](TermId term) {
    std::uint16_t& head = heads_[term % kHeads];
    terms_.push_back({.term = term, .next = head});
    head = static_cast<std::uint16_t>(terms_.size());
  };
  for (const TextTerm& item : text) add(item.term);
  for (const Weighted& item : names) add(item.term);
  for (const Weighted& item : numbers) add(item.term);
}

PackedVectors::PackedVectors(const ArticleVectors& v)
    : text_(static_cast<std::uint16_t>(std::min(v.text.size(), kMost))),
      numbers_(static_cast<std::uint16_t>(std::min(v.numbers.size(), kMost))),
      names_(static_cast<std::uint16_t>(std::min(v.names.size(), kMost))),
      has_title_(v.has_title),
      has_body_(v.has_body) {
  std::vector<TextTerm> text;
  text.reserve(text_);
  const auto all_text = std::span(v.text).first(text_);
  const auto take = [&](auto belongs) {
    for (const TextTerm& item : all_text)
      if (belongs(item)) text.push_back(item);
    return static_cast<std::uint16_t>(text.size());
  };
  titles_ = take([](const TextTerm& t) { return t.title != 0; });
  leads_ = take([](const TextTerm& t) { return t.title == 0 && t.lead != 0; });
  take([](const TextTerm& t) { return t.title == 0 && t.lead == 0; });
  const auto names = std::span(v.names).first(names_), numbers = std::span(v.numbers).first(numbers_);
  const std::size_t all = std::size_t{text_} + names_ + numbers_;
  block_ = std::make_unique_for_overwrite<std::byte[]>(all * (sizeof(TermId) + sizeof(std::uint16_t)) +
                                                       std::size_t{leads_} * sizeof(std::uint16_t) +
                                                       std::size_t{titles_} * sizeof(std::uint16_t));
  BlockWriter out(block_.get());
  for (const TextTerm& item : text) out.put(item.term);
  for (const Weighted& item : names) out.put(item.term);
  for (const Weighted& item : numbers) out.put(item.term);
  for (const TextTerm& item : text) out.put(item.body);
  for (const Weighted& item : names) out.put(item.weight);
  for (const Weighted& item : numbers) out.put(item.weight);
  for (const TextTerm& item : std::span(text).first(leads_)) out.put(item.lead);
  for (const TextTerm& item : std::span(text).first(titles_)) out.put(item.title);
}

ArticleVectors PackedVectors::unpacked() const {
  ArticleVectors out;
  unpack_into(out);
  return out;
}

void PackedVectors::unpack_into(ArticleVectors& out) const {
  out.has_title = has_title_;
  out.has_body = has_body_;
  const std::size_t all = std::size_t{text_} + names_ + numbers_;
  const std::span<const TermId> term = terms(0, all);
  const std::uint16_t* const weight = weights();
  const std::uint16_t* const lead = weight + all;
  const std::uint16_t* const title = lead + leads_;
  out.text.resize(text_);
  std::array<std::size_t, 3> at = {0, titles_, leads_};
  const std::array<std::size_t, 3> end = {titles_, leads_, text_};
  for (TextTerm& item : out.text) {
    std::size_t least = 3;  // the part whose next term is the least
    for (std::size_t part = 0; part < 3; ++part)
      if (at[part] < end[part] && (least == 3 || term[at[part]] < term[at[least]])) least = part;
    const std::size_t i = at[least]++;
    item = {term[i], i < titles_ ? title[i] : std::uint16_t{0}, i < leads_ ? lead[i] : std::uint16_t{0},
            weight[i]};
  }
  out.names.resize(names_);
  for (std::size_t i = 0; i < names_; ++i) out.names[i] = {term[text_ + i], weight[text_ + i]};
  out.numbers.resize(numbers_);
  const std::size_t before = std::size_t{text_} + names_;
  for (std::size_t i = 0; i < numbers_; ++i) out.numbers[i] = {term[before + i], weight[before + i]};
}

FieldCounts PackedVectors::counts() const {
  return {has_title_ ? 1 : 0, has_body_ ? 1 : 0, names_ == 0 ? 0 : 1, numbers_ == 0 ? 0 : 1};
}

std::span<const TermId> PackedVectors::terms(std::size_t from, std::size_t count) const {
  return {reinterpret_cast<const TermId*>(block_.get()) + from, count};
}

const std::uint16_t* PackedVectors::weights() const {
  const std::span<const TermId> all = terms(0, std::size_t{text_} + names_ + numbers_);
  return reinterpret_cast<const std::uint16_t*>(all.data() + all.size());
}

Products PackedVectors::times(const AskedVectors& asked) const {
  Products out;
  const std::size_t all = std::size_t{text_} + names_ + numbers_;
  const std::span<const TermId> term = terms(0, all);
  const std::uint16_t* const weight = weights();
  const std::uint16_t* const lead = weight + all;
  const std::uint16_t* const title = lead + leads_;
  for (std::size_t i = 0; i < text_; ++i) {
    const TextTerm* const x = asked.text(term[i]);
    if (x == nullptr) continue;
    out.body += product(x->body, weight[i]);
    out.title_in_body += product(x->title, weight[i]);
    if (i < leads_) out.lead += product(x->lead, lead[i]);
    if (i >= titles_) continue;
    out.title += product(x->title, title[i]);
    out.body_in_title += product(x->body, title[i]);
  }
  for (std::size_t i = text_; i < std::size_t{text_} + names_; ++i)
    if (const Weighted* const x = asked.name(term[i])) out.names += product(x->weight, weight[i]);
  for (std::size_t i = std::size_t{text_} + names_; i < all; ++i)
    if (const Weighted* const x = asked.number(term[i])) out.numbers += product(x->weight, weight[i]);
  return out;
}

bool PackedVectors::has_name(TermId term) const { return has_at(text_, names_, term); }

bool PackedVectors::has_number(TermId term) const {
  return has_at(std::size_t{text_} + names_, numbers_, term);
}

void PackedVectors::append_totals(std::vector<Total>& names, std::vector<Total>& numbers) const {
  const std::size_t all = std::size_t{text_} + names_ + numbers_;
  const std::span<const TermId> term = terms(0, all);
  names.reserve(names.size() + names_);
  numbers.reserve(numbers.size() + numbers_);
  for (std::size_t i = text_; i < all; ++i) {
    // What weighs nothing is not there.
    if (weights()[i] != 0)
      (i < std::size_t{text_} + names_ ? names : numbers).push_back({term[i], weights()[i]});
  }
}

bool PackedVectors::has_at(std::size_t from, std::size_t count, TermId term) const {
  const std::span<const TermId> among = terms(from, count);
  const auto at = std::ranges::lower_bound(among, term);
  // What weighs nothing is not there: a sum of vectors does not know it.
  return at != among.end() && *at == term &&
         weights()[from + static_cast<std::size_t>(at - among.begin())] != 0;
}

}  // namespace newsloom::story
