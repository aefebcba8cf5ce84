// What the owner said of two articles: "the same story", "not the same story".
#pragma once

#include <map>
#include <set>

#include "newsloom/ids.h"

namespace newsloom::story {

/// The latest word on a pair counts.
class Links {
 public:
  void say(ArticleId a, ArticleId b, bool same) {
    for (const auto& [x, y] : {std::pair(a, b), std::pair(b, a)}) {
      (same ? same_ : apart_)[x].insert(y);
      (same ? apart_ : same_)[x].erase(y);
    }
  }
  const std::set<ArticleId>& same_as(ArticleId id) const { return of(same_, id); }
  const std::set<ArticleId>& apart_from(ArticleId id) const { return of(apart_, id); }
  bool empty() const { return same_.empty() && apart_.empty(); }

 private:
  using Pairs = std::map<ArticleId, std::set<ArticleId>>;
  static const std::set<ArticleId>& of(const Pairs& pairs, ArticleId id) {
    static const std::set<ArticleId> kNone;
    const auto found = pairs.find(id);
    return found == pairs.end() ? kNone : found->second;
  }
  Pairs same_, apart_;
};

}  // namespace newsloom::story
