// Folding wire copies: which earlier article is this one a copy of?
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "features/features.h"
#include "newsloom/ids.h"

namespace newsloom::copies {

struct CopyMatch {
  ArticleId original = ArticleId::kNone;  ///< the first of its group that came, never itself a copy
  double shared = 0;                      ///< share of the shorter text's shingles that the other holds, 0..1
};

/// What the earlier articles are to a new one.
struct Kin {
  std::optional<CopyMatch> copy;
  /// The state that this one replaces, where it is marked as a later one of the same publisher's report
  /// ("UPDATE 2-"): the latest before it, and what both have in common. Then it is no copy.
  std::optional<CopyMatch> version;
  /// Articles with the same sentences around other numbers: yesterday's bulletin, the next town's weather.
  /// Their words speak for no common event. Rising, a few.
  std::vector<ArticleId> instalments;
};

/// The shingles of active articles. One thread at a time; deterministic in the order of calls.
class CopyIndex {
 public:
  CopyIndex();
  ~CopyIndex();
  CopyIndex(CopyIndex&&) noexcept;
  CopyIndex& operator=(CopyIndex&&) noexcept;

  /// The earlier article that `features` copies, if any. Does not add.
  std::optional<CopyMatch> find(const features::Features& features) const { return kin_of(features).copy; }
  Kin kin_of(const features::Features& features) const;
  /// The instalments alone: what a copy is of, the caller knows.
  std::vector<ArticleId> instalments_of(const features::Features& features) const;
  /// Makes the article findable. `original` as decided by find(), or kNone; `at` is the stream's clock in
  /// seconds, never less than in the call before.
  void add(ArticleId id, const features::Features& features, ArticleId original, std::int64_t at);
  /// Forgets what was added before `moment`.
  void expire(std::int64_t moment);
  /// Articles that can be found.
  std::size_t size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom::copies
