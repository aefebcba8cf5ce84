// The articles of the collection that are close to one of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "recommend/collection.h"
#include "recommend/likeness.h"
#include "recommend/recommender.h"

namespace newsloom::recommend {

struct Candidate {
  EntrySlot entry = 0;
  Likeness alike{};              ///< to the query
  double closeness = 0;          ///< in what both say, 0..1
  double score = 0;              ///< what the list is ordered by, 0..1
  std::optional<double> days{};  ///< from the query; empty where one time is unknown
  bool same_storyline = false;
  bool coverage = false;   ///< of the query's own event; where nobody asked, false
  std::uint8_t place = 0;  ///< in the circle of the list; 0: outside
};

/// Is `entry` to be seen at all from `query`, by time and source?
bool in_sight(const Collection& collection, const Entry& query, const Glance& entry,
              const RecommendOptions& options);
/// By time alone. Inline: a list asks thousands of times.
inline bool in_sight(const Moment& query, const Moment& entry, const RecommendOptions& options) {
  if (!entry.known) return true;
  if (options.as_of_utc && day_of(entry.utc) > day_of(*options.as_of_utc)) return false;
  const auto days = days_between(query, entry);
  return !days || *days <= options.stale_after_days;
}
/// Those of `members` that are in sight.
std::vector<EntrySlot> visible(const Collection& collection, std::span<const EntrySlot> members,
                               const Entry& query, const RecommendOptions& options);

/// The closest articles, best first (ties: the lower id), the query itself left out; the query need not be in
/// the collection. Reads a bounded number of postings and weighs a bounded number of articles exactly. Pure.
std::vector<Candidate> find_candidates(const Collection& collection, const Entry& query,
                                       const RecommendOptions& options);

}  // namespace newsloom::recommend
