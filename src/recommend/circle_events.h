// Which members of a circle tell of one event?
#pragma once

#include <array>
#include <tuple>

#include "recommend/circle.h"
#include "recommend/collection.h"

namespace newsloom::recommend {

/// The evidence of two (event.h) and how they stand among the others, in the order of event_model.inc.
using EventRow = std::array<double, 14>;
EventRow event_row(const Collection& collection, const Circle& circle, std::size_t a, std::size_t b);

/// The chance that two members tell of one event, 0..1: the mean, in odds, of what is learned of circles and
/// of what is said of the two alone. Trees are steps and tell nothing of two pairs on the same one.
double chance_of_one_event(const Collection& collection, const Circle& circle, std::size_t a, std::size_t b);
/// For the query of a circle and a candidate, which may stand outside.
double chance_of_own_event(const Collection& collection, const Circle& circle, const Candidate& candidate);

/// The same numbers of the query and a member, and the log odds of the two alone, in the order of
/// belonging_model.inc.
using BelongingRow = std::array<double, std::tuple_size_v<EventRow> + 1>;
BelongingRow belonging_row(const Collection& collection, const Circle& circle, std::size_t member);

/// The more a member belongs to the query, the more; only of use to put members of one circle in order.
/// Learned for the order itself (LambdaMART: Burges, From RankNet to LambdaRank to LambdaMART, 2010).
double belonging(const Collection& collection, const Circle& circle, std::size_t member);

/// The decisions of one list. Two accounts of one event need not have their words in common, where a third
/// has both's: so two are one event too where each surely is one with one of the three that are closest to
/// either. One thread; remembers what it has found out.
class CircleEvents {
 public:
  /// Refers to both.
  CircleEvents(const Collection& collection, const Circle& circle);

  /// Would a reader who has read one take the other for the same news? REQUIRES: two places of the circle.
  bool tell_one_event(std::size_t a, std::size_t b);
  /// Is it coverage of what the reader has just read, and so no recommendation? It may stand outside.
  bool is_coverage(const Candidate& candidate);

 private:
  static constexpr std::size_t kPlaces = Circle::kMost + 1;

  bool are_one(std::size_t a, std::size_t b, double from);
  bool are_one_by_a_third(std::size_t a, std::size_t b);
  double chance(std::size_t a, std::size_t b);

  const Collection& collection_;
  const Circle& circle_;
  std::array<float, kPlaces * kPlaces> chances_;  ///< of a and a lower b; below 0: nobody has asked yet
};

}  // namespace newsloom::recommend
