// How alike two articles are in what they say.
#pragma once

#include <array>

#include "recommend/article_vector.h"

namespace newsloom::recommend {

/// Cosines of two articles, 0..1.
struct Likeness {
  double whole = 0;    ///< of all they say
  double opening = 0;  ///< of their openings
  double title = 0;    ///< of their headlines
};

/// One article's coordinates laid out by term, to be compared with many others: a comparison walks through
/// the other's coordinates and asks of each one bit, which most do not have, and of those that do the cell. 6
/// kB, on the stack.
class Spread {
 public:
  explicit Spread(const ArticleVector& of);
  Likeness with(const ArticleVector& other) const;

 private:
  static constexpr std::size_t kBits =
      4096;  // one in thirty of other terms shares a bit with one of the article's
  static constexpr std::size_t kCells =
      512;  // twice what an article can have, so that most look-ups end at once
  struct Cell {
    TermSlot slot = kNoSlot;
    std::uint16_t whole = 0, opening = 0, title = 0;
  };
  /// The term's cell, or an empty one.
  std::size_t cell_of(TermSlot slot) const;

  std::array<std::uint64_t, kBits / 64> bits_{};
  std::array<Cell, kCells + 1> cells_{};  ///< the last is for terms that are not shared
};

/// Of two articles; for more, see Spread.
Likeness likeness(const ArticleVector& a, const ArticleVector& b);

/// How close two articles are, 0..1.
double closeness(const Likeness& likeness);

}  // namespace newsloom::recommend
