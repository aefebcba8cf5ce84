// An article as a unit vector over its heaviest terms.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "features/features.h"
#include "recommend/vocabulary.h"

namespace newsloom::recommend {

/// One coordinate, 8 bytes. `frequency` in 1/256, `weight` in 1/65535 of the unit.
struct WeightedTerm {
  TermSlot slot = 0;
  std::uint16_t frequency = 0;
  std::uint16_t weight = 0;
};

/// A name of the article that is also a coordinate.
struct NamedTerm {
  TermSlot slot = 0;
  std::uint16_t count = 0;
};

struct ArticleVector {
  std::vector<WeightedTerm> terms;  ///< by slot, rising
  std::vector<NamedTerm> names;     ///< by slot, rising
};

/// Chooses the coordinates (title, body and names as one space, the heaviest by today's frequencies), holds
/// them in `vocabulary` and weighs them.
ArticleVector make_vector(const features::Features& features, Vocabulary& vocabulary);
void release(const ArticleVector& vector, Vocabulary& vocabulary);

/// Weighs all coordinates anew by today's document frequencies.
void reweigh(ArticleVector& vector, const Vocabulary& vocabulary);

inline double weight_of(const WeightedTerm& term) { return term.weight / 65535.0; }

/// Cosine of two articles, 0..1.
double similarity(std::span<const WeightedTerm> a, std::span<const WeightedTerm> b);

}  // namespace newsloom::recommend
