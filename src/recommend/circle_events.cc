// Trees that tools/train-event learns from judged pairs of one day and of three years say how likely two are
// one event, by what they say and by how they stand among the others (docs/ranking.md).
#include "recommend/circle_events.h"

#include <algorithm>
#include <cmath>

#include "learned/leaf_masks.h"
#include "learned/tree_table.h"
#include "recommend/event.h"

namespace newsloom::recommend {
namespace {

/// Chances from which on two entries of a list are one event, and an article is coverage of the one just
/// read.
constexpr double kOnceInAList = 0.3, kCoverage = 0.35;
/// The chance from which on two are so surely one event that a third may stand between them.
constexpr double kSure = 0.5;

constexpr auto kNodes = std::to_array<learned::TreeNode>({
#include "recommend/event_model.inc"
});
double sum_of_trees(const EventRow& row, const learned::EarlyEnd& early) {
  static const auto masks =
      learned::masks_of<std::tuple_size_v<EventRow>, learned::count_trees(kNodes)>(kNodes);
  return masks.sum(row, early);
}

constexpr auto kOrderNodes = std::to_array<learned::TreeNode>({
#include "recommend/belonging_model.inc"
});
constexpr auto kOrder =
    learned::forest_of<std::tuple_size_v<BelongingRow>, learned::count_trees(kOrderNodes)>(kOrderNodes);

/// Three of four pairs are hopeless after so many trees: the lists of both judged sets are the same without
/// this. To be tried again whenever the trees are learned anew.
constexpr learned::EarlyEnd kHopeless{.trees = 20, .sum = -3.6};

double logistic(double sum) { return 1 / (1 + std::exp(-sum)); }

}  // namespace

EventRow event_row(const Collection& collection, const Circle& circle, std::size_t a, std::size_t b) {
  const EventEvidence evidence =
      evidence_of(collection, circle.member(a), circle.member(b), circle.alike(a, b));
  const Company company = circle.company(a, b);
  return {evidence.same_story ? 1.0 : 0.0,
          evidence.doublings,
          evidence.same_text ? 1.0 : 0.0,
          evidence.whole,
          evidence.opening,
          evidence.title,
          evidence.days,
          company.common,
          company.of_nearest_less,
          company.of_nearest_more,
          company.of_tenth_less,
          company.of_tenth_more,
          company.nearest_less,
          company.nearest_more};
}

double chance_of_one_event(const Collection& collection, const Circle& circle, std::size_t a, std::size_t b) {
  const double alone =
      log_odds(evidence_of(collection, circle.member(a), circle.member(b), circle.alike(a, b)));
  return logistic((sum_of_trees(event_row(collection, circle, a, b), {}) + alone) / 2);
}

double chance_of_own_event(const Collection& collection, const Circle& circle, const Candidate& candidate) {
  if (candidate.place != 0) return chance_of_one_event(collection, circle, 0, candidate.place);
  return chance_of_one_event(collection, circle.member(0), collection.at(candidate.entry), candidate.alike);
}

BelongingRow belonging_row(const Collection& collection, const Circle& circle, std::size_t member) {
  BelongingRow row;
  std::ranges::copy(event_row(collection, circle, 0, member), row.begin());
  row.back() =
      log_odds(evidence_of(collection, circle.member(0), circle.member(member), circle.alike(0, member)));
  return row;
}

double belonging(const Collection& collection, const Circle& circle, std::size_t member) {
  return kOrder.sum(belonging_row(collection, circle, member), {});
}

CircleEvents::CircleEvents(const Collection& collection, const Circle& circle)
    : collection_(collection), circle_(circle) {
  chances_.fill(-1);
}

bool CircleEvents::tell_one_event(std::size_t a, std::size_t b) { return are_one(a, b, kOnceInAList); }

bool CircleEvents::is_coverage(const Candidate& candidate) {
  if (candidate.place != 0) return are_one(0, candidate.place, kCoverage);
  return recommend::is_coverage(collection_, circle_.member(0), collection_.at(candidate.entry),
                                candidate.alike);
}

bool CircleEvents::are_one(std::size_t a, std::size_t b, double from) {
  return chance(a, b) >= from || are_one_by_a_third(a, b) || are_one_by_a_third(b, a);
}

bool CircleEvents::are_one_by_a_third(std::size_t a, std::size_t b) {
  return std::ranges::any_of(circle_.closest(a), [&](std::size_t third) {
    return third != b && chance(a, third) >= kSure && chance(third, b) >= kSure;
  });
}

/// Of a small story 1; else by the trees, and of a hopeless pair any that is low.
double CircleEvents::chance(std::size_t a, std::size_t b) {
  float& known = chances_[std::max(a, b) * kPlaces + std::min(a, b)];
  if (known < 0) {
    const bool small = is_small_story(collection_, circle_.member(a), circle_.member(b));
    known =
        small ? 1
              : static_cast<float>(logistic(sum_of_trees(event_row(collection_, circle_, a, b), kHopeless)));
  }
  return known;
}

}  // namespace newsloom::recommend
