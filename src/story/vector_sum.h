// Stories as the sums of their articles' vectors. Weights are whole numbers, so that sums are exact: a story
// is the same whatever the order in which its articles came and went.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "story/packed_vectors.h"
#include "story/small_list.h"
#include "story/vectors.h"

namespace newsloom::story {

/// Sorts by term and makes one of equal terms.
void add_up(std::vector<Total>& totals);

/// Most stories have one article or a few: their vectors are then looked at where they are.
class VectorSum {
 public:
  /// `v` must stay where it is until it is subtracted or the sum is gone.
  void add(const PackedVectors& v);
  /// REQUIRES: `v` was added.
  void subtract(const PackedVectors& v);
  Products times(const AskedVectors& asked) const;
  const FieldCounts& counts() const { return counts_; }
  /// Are there so many different names?
  bool has_names(std::size_t count) const;
  bool has_name(TermId term) const;
  bool has_number(TermId term) const;
  /// Names and numbers with their weights, in no order, a term perhaps more than once.
  void append_totals(std::vector<Total>& names, std::vector<Total>& numbers) const;

 private:
  struct TextSum {
    TermId term;
    std::uint32_t title, lead, body;
  };
  /// Vectors that are kept apart. More would take less memory, but the time of a product grows with them.
  static constexpr std::size_t kFew = 4;
  void change(const PackedVectors& packed, int sign);

  struct Sums {
    std::vector<TextSum> text;
    std::vector<Total> names, numbers;
    std::size_t articles = 0;
  };

  SmallList<const PackedVectors*> few_;  ///< all there is, while there are no sums
  std::unique_ptr<Sums> sums_;
  FieldCounts counts_;
};

}  // namespace newsloom::story
