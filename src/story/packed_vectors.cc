#include "story/packed_vectors.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

namespace newsloom::story {
namespace {

constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();

std::size_t bytes_for(std::size_t bits) { return (bits + 7) / 8; }

class BlockWriter {
 public:
  explicit BlockWriter(std::byte* at) : at_(at) {}
  template <class Value>
  void put(Value value) {
    std::memcpy(at_, &value, sizeof value);
    at_ += sizeof value;
  }
  /// Bits, zero at first.
  std::byte* put_bits(std::size_t count) {
    std::byte* const bits = at_;
    std::memset(bits, 0, bytes_for(count));
    at_ += bytes_for(count);
    return bits;
  }

 private:
  std::byte* at_;
};

void set(std::byte* bits, std::size_t i) { bits[i / 8] |= std::byte{1} << (i % 8); }
bool is_set(const std::byte* bits, std::size_t i) {
  return (bits[i / 8] & std::byte{1} << (i % 8)) != std::byte{0};
}

}  // namespace

PackedVectors::PackedVectors(const ArticleVectors& v)
    : text_(static_cast<std::uint16_t>(std::min(v.text.size(), kMost))),
      numbers_(static_cast<std::uint16_t>(std::min(v.numbers.size(), kMost))),
      names_(static_cast<std::uint16_t>(std::min(v.names.size(), kMost))),
      has_title_(v.has_title),
      has_body_(v.has_body) {
  const auto text = std::span(v.text).first(text_);
  leads_ = static_cast<std::uint16_t>(std::ranges::count_if(text, [](auto& t) { return t.lead != 0; }));
  titles_ = static_cast<std::uint16_t>(std::ranges::count_if(text, [](auto& t) { return t.title != 0; }));
  const std::size_t all = std::size_t{text_} + names_ + numbers_;
  block_ = std::make_unique_for_overwrite<std::byte[]>(all * (sizeof(TermId) + sizeof(std::uint16_t)) +
                                                       (leads_ + titles_) * sizeof(std::uint16_t) +
                                                       2 * bytes_for(text_));
  BlockWriter out(block_.get());
  for (const TextTerm& item : text) out.put(item.term);
  for (const Weighted& item : std::span(v.names).first(names_)) out.put(item.term);
  for (const Weighted& item : std::span(v.numbers).first(numbers_)) out.put(item.term);
  for (const TextTerm& item : text) out.put(item.body);
  for (const Weighted& item : std::span(v.names).first(names_)) out.put(item.weight);
  for (const Weighted& item : std::span(v.numbers).first(numbers_)) out.put(item.weight);
  for (const TextTerm& item : text)
    if (item.lead != 0) out.put(item.lead);
  for (const TextTerm& item : text)
    if (item.title != 0) out.put(item.title);
  std::byte* const in_lead = out.put_bits(text_);
  std::byte* const in_title = out.put_bits(text_);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i].lead != 0) set(in_lead, i);
    if (text[i].title != 0) set(in_title, i);
  }
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
  const auto* const weights = reinterpret_cast<const std::uint16_t*>(term.data() + all);
  const std::uint16_t* lead = weights + all;
  const std::uint16_t* title = lead + leads_;
  const auto* const in_lead = reinterpret_cast<const std::byte*>(title + titles_);
  const std::byte* const in_title = in_lead + bytes_for(text_);
  out.text.resize(text_);
  for (std::size_t i = 0; i < text_; ++i) {
    TextTerm& item = out.text[i];
    item.term = term[i];
    item.body = weights[i];
    item.lead = is_set(in_lead, i) ? *lead++ : std::uint16_t{0};
    item.title = is_set(in_title, i) ? *title++ : std::uint16_t{0};
  }
  out.names.resize(names_);
  for (std::size_t i = 0; i < names_; ++i) out.names[i] = {term[text_ + i], weights[text_ + i]};
  out.numbers.resize(numbers_);
  const std::size_t before = std::size_t{text_} + names_;
  for (std::size_t i = 0; i < numbers_; ++i) out.numbers[i] = {term[before + i], weights[before + i]};
}

FieldCounts PackedVectors::counts() const {
  return {has_title_ ? 1 : 0, has_body_ ? 1 : 0, names_ == 0 ? 0 : 1, numbers_ == 0 ? 0 : 1};
}

std::span<const TermId> PackedVectors::terms(std::size_t from, std::size_t count) const {
  return {reinterpret_cast<const TermId*>(block_.get()) + from, count};
}

bool PackedVectors::has_name(TermId term) const {
  return std::ranges::binary_search(terms(text_, names_), term);
}

bool PackedVectors::has_number(TermId term) const {
  return std::ranges::binary_search(terms(std::size_t{text_} + names_, numbers_), term);
}

}  // namespace newsloom::story
