// From close articles to a list: each event once, varied, not all of one publisher.
#pragma once

#include <span>
#include <vector>

#include "recommend/candidates.h"
#include "recommend/circle.h"
#include "recommend/collection.h"
#include "recommend/recommender.h"

namespace newsloom::recommend {

/// The most articles of one known source among the first `kSourceWindow` of a list. The rule is off in a
/// collection of a single publisher, which could otherwise recommend two articles and no more.
inline constexpr std::size_t kPerSource = 2, kSourceWindow = 10;

/// A list under construction: takes one article of an event and keeps the rules.
class Selection {
 public:
  /// `query` need not be in the collection; it must outlive the selection.
  Selection(const Collection& collection, const Entry& query, const RecommendOptions& options);

  bool full() const { return chosen_.size() >= options_.limit; }
  /// Is there room by the rules for this article: another event than the query's and all chosen ones, and its
  /// source not yet at its share?
  bool may_take(EntrySlot entry) const;
  bool has_room_for(std::uint32_t source) const;
  /// REQUIRES: may_take(candidate.entry).
  void take(const Candidate& candidate);
  const std::vector<Candidate>& chosen() const { return chosen_; }
  const Collection& collection() const { return collection_; }
  const Entry& query() const { return query_; }

 private:
  const Collection& collection_;
  const Entry& query_;
  RecommendOptions options_;
  bool sources_count_;
  std::vector<Candidate> chosen_;
};

/// Fills `selection` from `candidates`, which stand best first: of the first 64 that are other events than
/// the query's and close enough for a true reason, each time the one that is best after a deduction for what
/// it has in common with those already chosen. Scores in the selection never rise. What a candidate is is
/// found out when it comes to the top, so that the many that never do cost nothing.
void fill_varied(Selection& selection, const Circle& circle, std::span<const Candidate> candidates);

}  // namespace newsloom::recommend
