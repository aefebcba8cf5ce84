#include "recommend/posting_index.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace newsloom::recommend {
namespace {

constexpr std::int64_t kSecondsPerEpoch = kSecondsPerDay * kDaysPerEpoch;

/// In the order of the lists: by epoch, heavier ones first, then by entry.
std::uint64_t key_of(const Posting& posting) {
  if constexpr (std::endian::native == std::endian::little)
    return std::bit_cast<std::uint64_t>(posting) ^ std::uint64_t{0xFFFF} << 32;
  const auto lightness = static_cast<std::uint16_t>(~posting.impact);
  return (std::uint64_t{posting.epoch} << 48) | (std::uint64_t{lightness} << 32) | posting.entry;
}

/// An object: sorting calls it in place.
constexpr auto before = [](const Posting& a, const Posting& b) { return key_of(a) < key_of(b); };

/// Lists ahead of the one being changed that are fetched from memory: they lie anywhere.
constexpr std::size_t kAhead = 8;

/// Keeps the list sorted, and of the posting's epoch the heaviest kPostingsKept.
void insert_into(story::SmallList<Posting>& list, const Posting& posting) {
  const auto items = list.items();
  const auto at = std::ranges::upper_bound(items, posting, before);
  if (items.size() >= kPostingsKept) {
    const auto begin = std::ranges::lower_bound(items.begin(), at, posting.epoch, {}, &Posting::epoch);
    const auto end = std::ranges::upper_bound(at, items.end(), posting.epoch, {}, &Posting::epoch);
    if (static_cast<std::size_t>(end - begin) >= kPostingsKept) {
      if (at == end) return;
      std::copy_backward(at, end - 1, end);
      *at = posting;
      return;
    }
  }
  list.insert(static_cast<std::size_t>(at - items.begin()), posting);
}

/// A list without order is put in order, and its surplus taken away, when it is as long as this and full.
constexpr std::size_t kUnsettled = 4 * kPostingsKept;

/// Shorter ones are sorted faster than merged.
constexpr std::size_t kMerged = 256;

/// What was put in order before is merged, from the back, with what came since.
void put_in_order(std::span<Posting> items) {
  if (items.size() < kMerged) {
    std::ranges::sort(items, before);
    return;
  }
  auto from = std::ranges::is_sorted_until(items, before);
  std::vector<Posting> late(from, items.end());
  std::ranges::sort(late, before);
  for (auto to = items.end(); !late.empty();) {
    if (from != items.begin() && before(late.back(), *(from - 1))) {
      *--to = *--from;
    } else {
      *--to = late.back();
      late.pop_back();
    }
  }
}

/// Sorts, and keeps of each epoch the heaviest kPostingsKept.
void settle_list(story::SmallList<Posting>& list) {
  const auto items = list.items();
  if (items.size() < 2) return;  // most lists
  put_in_order(items);
  if (items.size() <= kPostingsKept) return;
  std::size_t kept = 0, of_epoch = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    of_epoch = i > 0 && items[i].epoch == items[i - 1].epoch ? of_epoch + 1 : 0;
    if (of_epoch < kPostingsKept) items[kept++] = items[i];
  }
  list.shorten(kept);
}

}  // namespace

Epoch epoch_around(std::int64_t utc) {
  const std::int64_t epoch = utc / kSecondsPerEpoch;
  return static_cast<Epoch>(
      std::clamp<std::int64_t>(epoch, kTimeless + 1, std::numeric_limits<Epoch>::max()));
}

Epoch epoch_of(const Moment& moment) { return moment.known ? epoch_around(moment.utc) : kTimeless; }

void PostingIndex::make_room_for(Terms terms) {
  if (!terms.slots.empty() && terms.slots.back() >= lists_.size()) lists_.resize(terms.slots.back() + 1);
}

void PostingIndex::append(EntrySlot entry, Epoch epoch, Terms terms) {
  settled_ = false;
  make_room_for(terms);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i + kAhead < terms.size()) __builtin_prefetch(&lists_[terms.slots[i + kAhead]]);
    List& list = lists_[terms.slots[i]];
    if (list.size() >= kUnsettled && list.is_full()) settle_list(list);
    list.push_back({entry, terms.weights[i], epoch});
  }
}

void PostingIndex::settle() {
  if (settled_) return;
  for (List& list : lists_) {
    settle_list(list);
    list.fit();
  }
  settled_ = true;
}

void PostingIndex::insert(EntrySlot entry, Epoch epoch, Terms terms) {
  settle();
  make_room_for(terms);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i + kAhead < terms.size()) __builtin_prefetch(&lists_[terms.slots[i + kAhead]]);
    insert_into(lists_[terms.slots[i]], {entry, terms.weights[i], epoch});
  }
}

void PostingIndex::erase(EntrySlot entry, Epoch epoch, Terms terms) {
  settle();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    List& list = lists_[terms.slots[i]];
    const auto items = std::as_const(list).items();
    const Posting posting{entry, terms.weights[i], epoch};
    const auto at = std::ranges::lower_bound(items, posting, before);
    if (at == items.end() || before(posting, *at)) continue;  // it was not among those kept
    list.erase_at(static_cast<std::size_t>(at - items.begin()));
    if (list.empty()) list = {};
  }
}

std::span<const Posting> PostingIndex::from(TermSlot slot, Epoch epoch) const {
  if (slot >= lists_.size()) return {};
  const auto list = lists_[slot].items();
  const auto at = std::ranges::lower_bound(list, epoch, {}, &Posting::epoch);
  return {at, list.end()};
}

}  // namespace newsloom::recommend
