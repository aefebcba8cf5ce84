// What the last days talk about: a word that many of their articles have tells little of one event among
// them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "newsloom/ids.h"
#include "story/packed_vectors.h"

namespace newsloom::story {

/// In how many of a few dozen recent articles each word stands. The frequencies of a month know the words of
/// a season; these know those of an affair that fills the paper for a few days, of which every report holds
/// half: what parts its events are the other words.
///
/// A function of the articles that were offered last: a restart that offers them again finds the same.
class RecentWords {
 public:
  RecentWords();
  /// Where `a_day` articles come in a day, about one of twenty of a day is taken into the sample, and the
  /// oldest leaves it. REQUIRES: ids rise.
  void offer(ArticleId id, const PackedVectors& vectors, std::size_t a_day);
  /// Makes the words of the last days lighter in `vectors`, those of the article `id`, whether or not it is
  /// in the sample. Title, opening and body have their length again; names and numbers stay as they are.
  void lighten(ArticleId id, ArticleVectors& vectors) const;
  /// How full the sample is, 0..1.
  double known() const { return static_cast<double>(sample_.size()) / kArticles; }

 private:
  static constexpr std::size_t kArticles = 60;
  struct Sampled {
    ArticleId id;
    std::vector<TermId> terms;
  };
  bool holds(ArticleId id) const;
  /// Articles of the sample with this term, `own` of the article itself left out.
  std::size_t others_with(TermId term, std::size_t own) const;

  std::deque<Sampled> sample_;  ///< rising
  boost::unordered_flat_map<TermId, std::uint16_t> articles_with_;
  std::array<float, kArticles + 1> weights_{};  ///< of a term that so many articles of the sample hold
};

}  // namespace newsloom::story
