#include "story/postings.h"

#include <algorithm>
#include <utility>

namespace newsloom::story {

void Postings::add(ArticleId id, std::span<const Weighted> terms) {
  for (const Weighted& term : terms) newest_.fetch(term.term);
  if (newest_.size() >= sweep_at_) sweep();
  Place place = first_ + count_++ * kStride;
  if (chunks_.empty() || place % (kStride * kChunk) == 0)
    chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
  Chunk& in = chunk(place);
  in.ids[place / kStride % kChunk] = id;
  auto before = in.before[place / kStride % kChunk].begin();
  for (const Weighted& term : terms.first(std::min(terms.size(), kMostTerms)))
    *before++ = std::exchange(newest_.try_emplace(term.term, kNone), place++);
}

void Postings::forget_oldest() {
  first_ += kStride;
  --count_;
  if (first_ % (kStride * kChunk) == 0) chunks_.erase(chunks_.begin());
}

void Postings::sweep() {
  newest_.keep_if([this](Place place) { return there(place) != kNone; });
  sweep_at_ = std::max(kLeastTerms, newest_.size() + newest_.size() / 2);
}

}  // namespace newsloom::story
