#include "story/vector_sum.h"

#include <algorithm>
#include <utility>

#include "story/products.h"

namespace newsloom::story {
namespace {

/// Merges `items` into the sorted `sums`: `add(sum, item)` for each, `is_zero(sum)` drops it again. A story
/// of hundreds of articles holds thousands of terms, of which an article changes few: the others are moved in
/// runs, and only where new terms come between them.
template <class Sum, class Item, class Add, class IsZero>
void merge_into(std::vector<Sum>& sums, const std::vector<Item>& items, Add add, IsZero is_zero) {
  thread_local std::vector<std::pair<std::size_t, const Item*>> fresh;  // and the places before which they go
  fresh.clear();
  bool has_zeros = false;
  auto at = sums.begin();
  for (const Item& item : items) {
    at = std::lower_bound(at, sums.end(), item.term,
                          [](const Sum& sum, TermId term) { return sum.term < term; });
    if (at == sums.end() || at->term != item.term) {
      fresh.emplace_back(static_cast<std::size_t>(at - sums.begin()), &item);
      continue;
    }
    add(*at, item);
    has_zeros = has_zeros || is_zero(*at);
  }
  std::size_t end = sums.size();
  sums.resize(sums.size() + fresh.size());
  for (std::size_t left = fresh.size(); left > 0; --left) {
    const auto [place, item] = fresh[left - 1];
    const auto begin = sums.begin();
    std::move_backward(begin + static_cast<std::ptrdiff_t>(place), begin + static_cast<std::ptrdiff_t>(end),
                       begin + static_cast<std::ptrdiff_t>(end + left));
    Sum& sum = sums[place + left - 1];
    sum = Sum{};
    sum.term = item->term;
    add(sum, *item);
    has_zeros = has_zeros || is_zero(sum);
    end = place;
  }
  if (has_zeros) std::erase_if(sums, is_zero);
}

template <class Item>
bool holds(const std::vector<Item>& items, TermId term) {
  return std::ranges::binary_search(items, term, {}, &Item::term);
}

/// sum += change.
void grow(std::uint32_t& sum, std::int64_t change) {
  sum = static_cast<std::uint32_t>(static_cast<std::int64_t>(sum) + change);
}

}  // namespace

void add_up(std::vector<Total>& totals) {
  // Of one article, and of one sum, they are in order, each term once.
  const auto falls = [](const Total& a, const Total& b) { return a.term >= b.term; };
  if (std::ranges::adjacent_find(totals, falls) == totals.end()) return;
  std::ranges::sort(totals, {}, &Total::term);
  std::size_t kept = 0;
  for (const Total& item : totals) {
    if (kept > 0 && totals[kept - 1].term == item.term) {
      totals[kept - 1].weight += item.weight;
    } else {
      totals[kept++] = item;
    }
  }
  totals.resize(kept);
}

void VectorSum::change(const PackedVectors& packed, int sign) {
  sign > 0 ? ++sums_->articles : --sums_->articles;
  const ArticleVectors v = packed.unpacked();
  merge_into(
      sums_->text, v.text,
      [&](TextSum& sum, const TextTerm& item) {
        grow(sum.title, sign * item.title);
        grow(sum.lead, sign * item.lead);
        grow(sum.body, sign * item.body);
      },
      [](const TextSum& sum) { return (sum.title | sum.lead | sum.body) == 0; });
  const auto zero = [](const Total& sum) { return sum.weight == 0; };
  merge_into(
      sums_->names, v.names, [&](Total& sum, const Weighted& item) { grow(sum.weight, sign * item.weight); },
      zero);
  merge_into(
      sums_->numbers, v.numbers,
      [&](Total& sum, const Weighted& item) { grow(sum.weight, sign * item.weight); }, zero);
}

void VectorSum::add(const PackedVectors& v) {
  counts_ = counts_ + v.counts();
  if (!sums_ && few_.size() < kFew) return few_.push_back(&v);
  if (!sums_) sums_ = std::make_unique<Sums>();
  for (const PackedVectors* const one : few_.items()) change(*one, 1);
  few_ = {};
  change(v, 1);
}

void VectorSum::subtract(const PackedVectors& v) {
  counts_ = counts_ - v.counts();
  if (sums_) {
    change(v, -1);
    if (sums_->articles == 0) sums_.reset();
    return;
  }
  const auto all = few_.items();
  few_.erase_at(static_cast<std::size_t>(std::ranges::find(all, &v) - all.begin()));
}

Products VectorSum::times(const AskedVectors& asked) const {
  if (sums_) return products_of(asked.vectors(), sums_->text, sums_->names, sums_->numbers);
  Products out;
  for (const PackedVectors* const one : few_.items()) out = out + one->times(asked);
  return out;
}

bool VectorSum::has_names(std::size_t count) const {
  if (sums_) return sums_->names.size() >= count;
  std::vector<TermId> different;
  for (const PackedVectors* const one : few_.items()) {
    for (const TermId name : one->names()) {
      if (!one->has_name(name) || std::ranges::find(different, name) != different.end()) continue;
      different.push_back(name);
      if (different.size() >= count) return true;
    }
  }
  return count == 0;
}

bool VectorSum::has_name(TermId term) const {
  return (sums_ && holds(sums_->names, term)) ||
         std::ranges::any_of(few_.items(), [term](const PackedVectors* one) { return one->has_name(term); });
}

bool VectorSum::has_number(TermId term) const {
  return (sums_ && holds(sums_->numbers, term)) ||
         std::ranges::any_of(few_.items(),
                             [term](const PackedVectors* one) { return one->has_number(term); });
}

void VectorSum::append_totals(std::vector<Total>& names, std::vector<Total>& numbers) const {
  if (sums_) {
    names.insert(names.end(), sums_->names.begin(), sums_->names.end());
    numbers.insert(numbers.end(), sums_->numbers.begin(), sums_->numbers.end());
  }
  for (const PackedVectors* const one : few_.items()) one->append_totals(names, numbers);
}

}  // namespace newsloom::story
