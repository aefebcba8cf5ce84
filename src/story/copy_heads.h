// Which article of a copy group is its original, where it is not the first that came.
#pragma once

#include <map>
#include <optional>

#include "newsloom/ids.h"

namespace newsloom::story {

/// A group is known by the first of its articles that came; its words count in the story. Its original may
/// come later: the agency's own report, or one that was published earlier.
class CopyHeads {
 public:
  /// The original of the group that began with `first`.
  ArticleId head_of(ArticleId first) const {
    const auto found = heads_.find(first);
    return found == heads_.end() ? first : found->second;
  }
  /// The first of the group whose original is `head`; nothing where that is the same article.
  std::optional<ArticleId> first_of(ArticleId head) const {
    const auto found = firsts_.find(head);
    return found == firsts_.end() ? std::nullopt : std::optional(found->second);
  }
  void set(ArticleId first, ArticleId head) {
    if (const auto old = heads_.find(first); old != heads_.end()) firsts_.erase(old->second);
    heads_[first] = head;
    firsts_[head] = first;
  }
  /// The original was taken away: the first stands for the group again.
  void drop(ArticleId head) {
    if (const auto found = firsts_.find(head); found != firsts_.end()) {
      heads_.erase(found->second);
      firsts_.erase(found);
    }
  }
  /// Forgets the groups that began longest ago, as long as `is_gone` says so of their first article.
  template <class IsGone>
  void forget(IsGone is_gone) {
    while (!heads_.empty() && is_gone(heads_.begin()->first)) {
      firsts_.erase(heads_.begin()->second);
      heads_.erase(heads_.begin());
    }
  }

 private:
  std::map<ArticleId, ArticleId> heads_, firsts_;
};

}  // namespace newsloom::story
