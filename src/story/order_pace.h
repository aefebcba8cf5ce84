// Nearness in time for a stream in which nothing is dated, from the order of its articles.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace newsloom::story {

/// Where articles come in the order in which they appeared, what an event is called comes back soon and then
/// no more; in a stream without order it comes back anywhere. So the pace looks at terms that are met for the
/// second time, and how many articles lie between. Without any order every distance is as likely as every
/// other, and a tenth of them lie within a tenth of the stream; with it, a tenth lie within days. Of a stream
/// that is no longer than its events nothing can be told, and nothing is said.
///
/// It sets no clock and ends no story: what it says of the next article does not depend on what it said of
/// earlier ones, so it cannot run away. A function of the stream alone; one thread at a time.
class OrderPace {
 public:
  /// A term of the newest article stood in one earlier article alone, so many articles ago (1: the last one),
  /// of as many as there are.
  void met_again(std::size_t ago, std::size_t articles);
  struct Told {
    double trust = 0;        ///< 0: the order says nothing, 1: as much as dates
    double days_a_step = 0;  ///< from one article to the next
  };
  Told told() const;

 private:
  /// How many distances were met of each size, in half octaves.
  class Sizes {
   public:
    void add(double size);
    std::uint32_t count() const { return all_; }
    /// The size below which this part of them lies. REQUIRES: count() > 0.
    double below(double part) const;

   private:
    std::array<std::uint32_t, 64> met_{};
    std::uint32_t all_ = 0;
  };
  Sizes steps_;
  Sizes parts_;  ///< in millionths of the stream as long as it was then
};

}  // namespace newsloom::story
