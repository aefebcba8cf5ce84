// From a term to the articles that have it among their heaviest, the newest first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "features/term_table.h"
#include "newsloom/ids.h"
#include "story/vectors.h"

namespace newsloom::story {

/// Every article says of each of its terms where the article before it stands that has the term too; a table
/// leads to the newest. That takes 4 bytes a term and 8 a different term, and nothing needs to be taken out:
/// what was forgotten is known by its number. Deterministic in the order of calls; one thread at a time.
class Postings {
 public:
  static constexpr std::size_t kMostTerms = 36;

  /// REQUIRES: the id is larger than all before; at most kMostTerms terms, none twice.
  void add(ArticleId id, std::span<const Weighted> terms);
  bool empty() const { return count_ == 0; }
  /// REQUIRES: not empty().
  ArticleId oldest() const { return article(first_); }
  void forget_oldest();

  /// A place in the list of a term.
  using Place = std::uint32_t;
  static constexpr Place kNone = 0xffffffff;
  /// The newest article that has the term, or kNone.
  Place newest(TermId term) const {
    const Place* const found = newest_.find(term);
    return found == nullptr ? kNone : there(*found);
  }
  ArticleId article(Place place) const { return chunk(place).ids[place / kStride % kChunk]; }
  /// The next older article, or kNone.
  Place before(Place place) const {
    return there(chunk(place).before[place / kStride % kChunk][place % kStride]);
  }
  /// Both at once.
  struct Step {
    ArticleId article;
    Place before;
  };
  Step look(Place place) const {
    const Chunk& in = chunk(place);
    const Place row = place / kStride % kChunk;
    return {in.ids[row], there(in.before[row][place % kStride])};
  }
  /// Has what article() and before() read brought near.
  void prefetch(Place place) const {
    const Chunk& in = chunk(place);
    __builtin_prefetch(&in.ids[place / kStride % kChunk]);
    __builtin_prefetch(&in.before[place / kStride % kChunk][place % kStride]);
  }

 private:
  /// Places of one article follow one another. Powers of two, so that numbers may go round.
  static constexpr Place kStride = 64, kChunk = 64;
  static_assert(kMostTerms < kStride);
  struct Chunk {
    std::array<ArticleId, kChunk> ids;
    std::array<std::array<Place, kMostTerms>, kChunk> before;
  };
  /// Terms from which on the table is searched for what leads nowhere any more.
  static constexpr std::size_t kLeastTerms = 4096;

  Place there(Place place) const {
    return place != kNone && (place - first_) / kStride < count_ ? place : kNone;
  }
  const Chunk& chunk(Place place) const {
    return *chunks_[(place - first_ + first_ % (kStride * kChunk)) / (kStride * kChunk)];
  }
  Chunk& chunk(Place place) { return const_cast<Chunk&>(std::as_const(*this).chunk(place)); }
  void sweep();

  std::vector<std::unique_ptr<Chunk>> chunks_;
  Place first_ = 0;          ///< of the oldest article's first term
  std::uint32_t count_ = 0;  ///< of articles
  features::TermTable<Place> newest_;
  std::size_t sweep_at_ = kLeastTerms;
};

}  // namespace newsloom::story
