// Term -> the articles that hold it: by time, and the heaviest first inside a stretch of time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "recommend/article_vector.h"
#include "recommend/moment.h"

namespace newsloom::recommend {

/// The place of an article in the collection's table.
using EntrySlot = std::uint32_t;
/// A stretch of kDaysPerEpoch days, counted from 1970.
using Epoch = std::uint16_t;

inline constexpr int kDaysPerEpoch = 4;
/// Where articles without a known time stand.
inline constexpr Epoch kTimeless = 0;

/// The epoch of a moment; never kTimeless.
Epoch epoch_around(std::int64_t utc);
/// The epoch under which an article is filed.
Epoch epoch_of(const Moment& moment);

/// 8 bytes.
struct Posting {
  Epoch epoch = 0;
  std::uint16_t impact = 0;  ///< the article's weight of the term, in 1/65535
  EntrySlot entry = 0;
};

/// One thread changes; any number read between changes.
class PostingIndex {
 public:
  void insert(EntrySlot entry, Epoch epoch, const std::vector<WeightedTerm>& terms);
  void erase(EntrySlot entry, Epoch epoch, const std::vector<WeightedTerm>& terms);
  void clear() { lists_.clear(); }
  /// The postings of `epoch` and later, epoch by epoch, heaviest first in each. Lives until the next change.
  std::span<const Posting> from(TermSlot slot, Epoch epoch) const;

 private:
  std::vector<std::vector<Posting>> lists_;  // by term slot
};

}  // namespace newsloom::recommend
