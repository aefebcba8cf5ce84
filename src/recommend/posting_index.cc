#include "recommend/posting_index.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tuple>

namespace newsloom::recommend {
namespace {

constexpr std::int64_t kSecondsPerEpoch = kSecondsPerDay * kDaysPerEpoch;

bool before(const Posting& a, const Posting& b) {
  return std::tuple(a.epoch, b.impact, a.entry) < std::tuple(b.epoch, a.impact, b.entry);
}

}  // namespace

Epoch epoch_around(std::int64_t utc) {
  const std::int64_t epoch = utc / kSecondsPerEpoch;
  return static_cast<Epoch>(
      std::clamp<std::int64_t>(epoch, kTimeless + 1, std::numeric_limits<Epoch>::max()));
}

Epoch epoch_of(const Moment& moment) { return moment.known ? epoch_around(moment.utc) : kTimeless; }

void PostingIndex::insert(EntrySlot entry, Epoch epoch, const std::vector<WeightedTerm>& terms) {
  for (const WeightedTerm& term : terms) {
    if (term.slot >= lists_.size()) lists_.resize(term.slot + 1);
    std::vector<Posting>& list = lists_[term.slot];
    const Posting posting{epoch, term.weight, entry};
    list.insert(std::ranges::upper_bound(list, posting, before), posting);
  }
}

void PostingIndex::erase(EntrySlot entry, Epoch epoch, const std::vector<WeightedTerm>& terms) {
  for (const WeightedTerm& term : terms) {
    std::vector<Posting>& list = lists_[term.slot];
    const Posting posting{epoch, term.weight, entry};
    const auto at = std::ranges::lower_bound(list, posting, before);
    assert(at != list.end() && at->entry == entry);
    list.erase(at);
    if (list.empty()) std::vector<Posting>().swap(list);
  }
}

std::span<const Posting> PostingIndex::from(TermSlot slot, Epoch epoch) const {
  if (slot >= lists_.size()) return {};
  const std::vector<Posting>& list = lists_[slot];
  const auto at = std::ranges::lower_bound(list, epoch, {}, &Posting::epoch);
  return {at, list.end()};
}

}  // namespace newsloom::recommend
