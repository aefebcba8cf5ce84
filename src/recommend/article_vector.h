// An article as unit vectors: of all it says, of its headline with the opening, of its headline alone.
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
  /// Occurrences outside longer names: "Donald" of an article that writes only "Donald Trump" has none, and
  /// says nothing about whom it names.
  std::uint16_t alone = 0;
};

struct ArticleVector {
  std::vector<WeightedTerm> terms;    ///< headline, body and names as one space; by slot, rising
  std::vector<WeightedTerm> opening;  ///< headline and opening; by slot, rising, a part of `terms`
  std::vector<WeightedTerm> title;    ///< likewise
  std::vector<NamedTerm> names;       ///< by slot, rising
};

/// Chooses the coordinates (the heaviest by today's frequencies), holds them in `vocabulary` and weighs them.
ArticleVector make_vector(const features::Features& features, Vocabulary& vocabulary);
void release(const ArticleVector& vector, Vocabulary& vocabulary);

/// The same for a text that does not join the collection: what no article holds has kNoSlot and meets
/// nothing.
ArticleVector vector_of_stranger(const features::Features& features, const Vocabulary& vocabulary);

/// Weighs all coordinates anew by today's document frequencies.
void reweigh(ArticleVector& vector, const Vocabulary& vocabulary);

inline double weight_of(const WeightedTerm& term) { return term.weight / 65535.0; }

/// Cosine of two vectors, 0..1.
double similarity(std::span<const WeightedTerm> a, std::span<const WeightedTerm> b);

/// How close two articles are in what they say, 0..1: the cosines of all they say, of their openings and of
/// their headlines.
double closeness(const ArticleVector& a, const ArticleVector& b);

}  // namespace newsloom::recommend
