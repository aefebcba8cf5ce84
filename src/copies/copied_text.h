// A text as copies are told by: what of it is compared with others, and how.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "copies/packed_halves.h"
#include "features/features.h"

namespace newsloom::copies {

/// Fewer shingles than this say nothing: stock phrases make up whole briefs.
inline constexpr std::size_t kLeastShingles = 10;
/// The longer text may hold at most so many times the shingles of the shorter, else it is a round-up that
/// quotes it.
inline constexpr std::size_t kMostTimesLonger = 6;

/// Numbers both texts must hold before their disagreement speaks against a copy.
inline constexpr std::size_t kLeastNumbers = 3;

/// Halves of the hashes of shingles and stems, and the numbers; all rising.
struct ComparedText {
  std::vector<Half> shingles, stems;
  std::vector<features::TermId> numbers;
};
ComparedText text_of(const features::Features& features);

/// The same in the memory of an active article: about 9 bits for each half.
class PackedText {
 public:
  explicit PackedText(const ComparedText& text);
  void unpack_into(ComparedText& out) const;
  /// The shingles alone, and where the rest is; that rest, for those that may be kin.
  const std::uint8_t* unpack_shingles_into(ComparedText& out) const;
  void unpack_rest_into(const std::uint8_t* rest, ComparedText& out) const;
  std::size_t shingles() const { return shingles_; }

 private:
  std::unique_ptr<std::uint8_t[]> block_;  ///< shingles and stems packed, then the numbers
  std::uint16_t shingles_ = 0, stems_ = 0, numbers_ = 0;
};

/// What two texts are to one another.
enum class Kinship {
  kNone,
  kCopy,
  kInstalment,  ///< the same sentences around other numbers
};
struct Comparison {
  Kinship kinship = Kinship::kNone;
  double shared = 0;  ///< share of the shorter text's runs that the other holds
  double runs = 0;    ///< how many these are
};
Comparison compare(const ComparedText& a, const ComparedText& b);
/// The same where runs_in_both() is known. `next_day`: both are of one publisher, and of two days.
Comparison compare(const ComparedText& a, const ComparedText& b, double runs, bool next_day);
/// Can texts of so many shingles, and of such a share of runs in both, be anything to one another?
bool may_be_kin(std::size_t a_shingles, std::size_t b_shingles);
bool may_be_kin(double runs_in_both);

/// Share of the shorter text's runs that the other holds, whatever their lengths.
double runs_in_both(const ComparedText& a, const ComparedText& b);

}  // namespace newsloom::copies
