// Term -> the articles that hold it: by time, and the heaviest first inside a stretch of time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "recommend/article_vector.h"
#include "recommend/moment.h"
#include "story/small_list.h"

namespace newsloom::recommend {

/// The place of an article in the collection's table.
using EntrySlot = std::uint32_t;
/// A stretch of kDaysPerEpoch days, counted from 1970.
using Epoch = std::uint16_t;

inline constexpr int kDaysPerEpoch = 4;
/// Where articles without a known time stand.
inline constexpr Epoch kTimeless = 0;
/// Postings of one term in one epoch that anybody may read, the heaviest.
inline constexpr std::size_t kPostingsRead = 512;
/// Postings of one term in one epoch that are kept. What stands behind those that are read only waits for
/// them to be taken down; a word of every tenth article would otherwise make up most of the index.
inline constexpr std::size_t kPostingsKept = 2 * kPostingsRead;

/// The epoch of a moment; never kTimeless.
Epoch epoch_around(std::int64_t utc);
/// The epoch under which an article is filed.
Epoch epoch_of(const Moment& moment);

/// 8 bytes, and nothing to construct. What is compared first stands last: the bytes of one number.
struct Posting {
  EntrySlot entry;
  std::uint16_t impact;  ///< the article's weight of the term, in 1/65535
  Epoch epoch;
};

/// One thread changes; any number read between changes.
class PostingIndex {
 public:
  void insert(EntrySlot entry, Epoch epoch, Terms terms);
  /// The same for one of very many, at a third of the price; nothing may be read until settle().
  void append(EntrySlot entry, Epoch epoch, Terms terms);
  void settle();
  void erase(EntrySlot entry, Epoch epoch, Terms terms);
  void clear() {
    lists_.clear();
    settled_ = true;
  }
  /// Asks the memory for where the term's postings are, for whoever reads them soon.
  void fetch(TermSlot slot) const {
    if (slot < lists_.size()) __builtin_prefetch(&lists_[slot]);
  }
  /// The postings of `epoch` and later, epoch by epoch, heaviest first in each: of each epoch the
  /// kPostingsRead heaviest, unless more than that many of one term were taken out of it, and some beyond.
  /// Lives until the next change.
  std::span<const Posting> from(TermSlot slot, Epoch epoch) const;

 private:
  using List = story::SmallList<Posting>;
  void make_room_for(Terms terms);

  std::vector<List> lists_;  // by term slot
  bool settled_ = true;      // are all lists in order?
};

}  // namespace newsloom::recommend
