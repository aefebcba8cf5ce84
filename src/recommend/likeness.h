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
/// the other's coordinates and asks of each one byte, which for most says that it is not shared, and of the
/// others where it stands. 6 kB, on the stack.
class Spread {
 public:
  explicit Spread(const ArticleVector& of);
  Likeness with(const ArticleVector& other) const;

 private:
  /// One in thirty of other terms meets one of the article's.
  static constexpr std::size_t kBytes = 4096;
  /// A coordinate, from 1 on; cell 0 weighs nothing and is what is not shared.
  using Number = std::uint8_t;
  struct Cell {
    TermSlot slot = kNoSlot;
    std::uint16_t whole = 0, opening = 0, title = 0;
    Number next = 0;  ///< another of the same byte
  };

  std::array<Number, kBytes> first_{};  ///< by byte
  std::array<Cell, kTermsPerArticle + 1> cells_{};
};

/// Of two articles; for more, see Spread.
Likeness likeness(const ArticleVector& a, const ArticleVector& b);

/// How close two articles are, 0..1.
double closeness(const Likeness& likeness);

}  // namespace newsloom::recommend
