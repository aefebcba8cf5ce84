// The articles nearest to a query, each compared with each.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "recommend/candidates.h"
#include "recommend/collection.h"
#include "recommend/likeness.h"

namespace newsloom::recommend {

/// How two members of a circle stand to each other among all its members. What is one event and what are two
/// of one affair differs from affair to affair: where everybody repeats the same paragraphs of background,
/// two events are as alike as two accounts of one event are elsewhere. The neighbours are the measure.
struct Company {
  double common = 0;  ///< share of their neighbours that they have in common, 0..1
  /// Their nearness against the nearest neighbour's of each, 0..1: the less and the greater of the two.
  double of_nearest_less = 0, of_nearest_more = 0;
  /// The same against the tenth neighbour's; 0 and up.
  double of_tenth_less = 0, of_tenth_more = 0;
  /// How near the nearest neighbour of each is, 0..1.
  double nearest_less = 0, nearest_more = 0;
};

/// Compares all in one pass over their coordinates: a term that one article holds costs nothing but its
/// look-up. A full circle takes about .2 ms and 40 kB, and the thread keeps 500 kB for the next. Common
/// neighbours as a measure of likeness: Jarvis and Patrick, Clustering Using a Similarity Measure Based on
/// Shared Near Neighbors, 1973.
class Circle {
 public:
  /// Members besides the query.
  static constexpr std::size_t kMost = 64;

  /// The query has place 0, the first kMost of `nearest` the places behind it. Refers to their entries.
  Circle(const Collection& collection, const Entry& query, std::span<const Candidate> nearest);

  /// Members, with the query.
  std::size_t size() const { return members_.size(); }
  const Entry& member(std::size_t place) const { return *members_[place]; }
  /// REQUIRES here and below: a and b are below size(), and not the same.
  Likeness alike(std::size_t a, std::size_t b) const;
  Company company(std::size_t a, std::size_t b) const;

 private:
  using Neighbours = std::bitset<kMost + 1>;
  /// Sums of products of weights, in 1 / (65535² / 256).
  struct Sums {
    std::uint32_t whole = 0, opening = 0, title = 0;
  };
  class Products;
  struct Standing {
    Neighbours neighbours;
    float nearest = 0, tenth = 0;
  };
  static std::size_t pair(std::size_t a, std::size_t b) {
    return a > b ? a * (a - 1) / 2 + b : b * (b - 1) / 2 + a;
  }
  void rank_neighbours(std::size_t member);

  std::vector<const Entry*> members_;
  std::vector<Sums> sums_;       ///< by pair
  std::vector<float> nearness_;  ///< by pair: cosine of all they say, less with the days between
  std::vector<Standing> standings_;
};

}  // namespace newsloom::recommend
