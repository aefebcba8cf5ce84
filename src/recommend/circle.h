// The articles nearest to a query, each compared with each.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
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

/// A member is compared with all the others when it is first asked about: what a list asks about are those
/// that come near its top. One thread. Some 100 kB of tables, which the thread keeps for its next circle.
/// Common neighbours as a measure of likeness: Jarvis and Patrick, Clustering Using a Similarity Measure
/// Based on Shared Near Neighbors, 1973.
class Circle {
 public:
  /// Members besides the query.
  static constexpr std::size_t kMost = 64;

  /// The query has place 0, the first kMost of `nearest` the places behind it. Refers to their entries.
  Circle(const Collection& collection, const Entry& query, std::span<const Candidate> nearest);
  ~Circle();
  Circle(Circle&&) noexcept;
  Circle& operator=(Circle&&) = delete;

  /// Members, with the query.
  std::size_t size() const { return members_.size(); }
  const Entry& member(std::size_t place) const { return *members_[place]; }
  /// REQUIRES here and below: a and b are below size(), and not the same.
  Likeness alike(std::size_t a, std::size_t b) const;
  Company company(std::size_t a, std::size_t b) const;
  /// The places of those that say most alike, whatever the days between, the closest first; fewer where the
  /// circle is smaller.
  std::span<const std::uint8_t> closest(std::size_t member) const;

 private:
  static constexpr std::size_t kPlaces = kMost + 1;
  /// Places, and some more for registers of eight numbers.
  static constexpr std::size_t kLanes = (kPlaces + 7) / 8 * 8;
  using Neighbours = std::bitset<kPlaces>;
  static constexpr std::size_t kClosest = 3;
  /// One member against all; what stands at its own place means nothing.
  struct Row {
    std::array<std::uint32_t, kLanes> wholes{};  ///< sums of products of weights, in 1 / (65535² / 256)
    std::array<float, kPlaces> nearness{};       ///< cosine of all they say, less with the days between
    Neighbours neighbours;
    float nearest = 0, tenth = 0;
    std::array<std::uint8_t, kClosest> closest{};
    std::uint8_t close = 0;  ///< so many of those
  };
  /// Who holds what.
  class Holders;

  const Row& row(std::size_t member) const;
  void weigh_nearness(std::size_t member, Row& row) const;
  void rank_neighbours(std::size_t member, Row& row) const;
  void find_closest(std::size_t member, Row& row) const;

  std::vector<const Entry*> members_;
  std::unique_ptr<Holders> holders_;
  mutable std::bitset<kPlaces> compared_;  ///< those that have a row
};

}  // namespace newsloom::recommend
