// Sparse vectors of weighted terms, and the document frequencies that weigh them.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "features/features.h"

namespace newsloom::story {

using features::TermId;

struct Weighted {
  TermId term = 0;
  float weight = 0;
};

/// Sorted by term, without repeats.
using Vector = std::vector<Weighted>;

/// 0..1 for vectors of length one.
double dot(const Vector& a, const Vector& b);
/// Length one; an empty vector stays empty.
void normalise(Vector& v);
/// a += b.
void add(Vector& a, const Vector& b);
/// Keeps the `limit` heaviest terms (the smaller term where weights are equal).
void keep_heaviest(Vector& v, std::size_t limit);

/// In how many documents each term stands. Grows with the stream; starts as if it had seen a small background
/// of documents, so that the first articles of an empty database are not all made of rare words.
class Frequencies {
 public:
  void count(const features::Features& features);
  std::uint32_t documents() const { return documents_; }
  /// ln(1 + N / n): what meeting this term again is worth.
  double rarity(TermId term) const;

 private:
  std::unordered_map<TermId, std::uint32_t> documents_with_;
  std::uint32_t documents_ = 0;
};

/// The fields of an article, each weighted and of length one.
struct ArticleVectors {
  Vector title, lead, body, names, numbers;
};
ArticleVectors vectors_of(const features::Features& features, const Frequencies& frequencies);

}  // namespace newsloom::story
