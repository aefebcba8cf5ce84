#include "recommend/circle_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "recommend/candidates.h"
#include "recommend/invented_news.h"
#include "recommend/random_stream.h"

namespace newsloom::recommend {
namespace {

class Told {
 public:
  ArticleId tell(const std::string& text, int story) {
    Invented made = article(text).at(1000).in(story);
    made.features.lead = made.features.body;  // a short report is all opening
    const auto id = static_cast<ArticleId>(++told_);
    collection_.add(id, made.features, made.placement);
    return id;
  }
  const Collection& collection() const { return collection_; }
  EntrySlot slot(ArticleId id) const { return *collection_.find(id); }
  /// Of these, the first as the query.
  Circle circle(const std::vector<ArticleId>& members) const {
    std::vector<Candidate> others;
    for (std::size_t i = 1; i < members.size(); ++i) others.push_back({.entry = slot(members[i])});
    return {collection_, collection_.at(slot(members[0])), others};
  }

 private:
  Collection collection_;
  int told_ = 0;
};

TEST(CircleEvents, TwoAccountsWithoutACommonWordAreOneEventWhereAThirdIsSurelyOneWithEach) {
  Told told;
  const ArticleId query = told.tell("orchard apples harvest cider", 1);
  const ArticleId brief = told.tell("trawler captain missing lighthouse", 2);
  const std::string most =
      " dredger collision estuary tugboat pilot inquiry fog siren harbourmaster buoy wreck diver salvage";
  const ArticleId report = told.tell("trawler captain missing" + most, 2);
  const ArticleId other = told.tell("coroner" + most, 3);
  std::vector<ArticleId> members{query, brief, other};
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    members.push_back(told.tell("theme" + n + " matter" + n + " affair" + n + " orchard", 10 + i));
  }
  const Circle without = told.circle(members);
  EXPECT_FALSE(CircleEvents(told.collection(), without).tell_one_event(1, 2));
  members.push_back(report);
  const Circle with = told.circle(members);
  CircleEvents events(told.collection(), with);
  EXPECT_TRUE(events.tell_one_event(members.size() - 1, 2)) << "no story has them both: the words say it";
  EXPECT_TRUE(events.tell_one_event(1, 2));
  EXPECT_TRUE(events.tell_one_event(2, 1));
  EXPECT_FALSE(events.tell_one_event(1, 3));
  EXPECT_FALSE(events.is_coverage({.entry = told.slot(brief), .place = 1}));
}

TEST(CircleEvents, DecidesTheSameInWhateverOrderItIsAsked) {
  Collection collection;
  RandomStream stream(8);
  for (int id = 1; id <= 300; ++id) {
    const Invented made = stream.next();
    collection.add(static_cast<ArticleId>(id), made.features, made.placement);
  }
  const Entry& query = collection.at(*collection.find(ArticleId{150}));
  const auto candidates = find_candidates(collection, query, {});
  const Circle circle(collection, query, candidates);
  CircleEvents events(collection, circle);
  std::size_t one_event = 0;
  for (std::size_t a = circle.size() - 1; a > 0; --a)
    for (std::size_t b = 1; b < a; ++b) {
      const bool decided = events.tell_one_event(a, b);
      EXPECT_EQ(CircleEvents(collection, circle).tell_one_event(b, a), decided) << a << ", " << b;
      one_event += decided ? 1 : 0;
    }
  EXPECT_GT(one_event, 0U);
  EXPECT_LT(one_event, circle.size() * (circle.size() - 1) / 4);
}

TEST(CircleEvents, WhatIsNearerInEverythingBelongsMore) {
  Told told;
  const std::string event = "trawler captain missing lighthouse dredger collision estuary tugboat";
  const ArticleId query = told.tell(event + " pilot", 1);
  const ArticleId account = told.tell(event + " siren", 2);
  const ArticleId affair = told.tell("lighthouse estuary festival lantern parade orchestra", 3);
  std::vector<ArticleId> members{query, affair, account};
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    members.push_back(told.tell("theme" + n + " matter" + n + " estuary", 10 + i));
  }
  const Circle circle = told.circle(members);
  EXPECT_GT(belonging(told.collection(), circle, 2), belonging(told.collection(), circle, 1));
  EXPECT_GT(belonging(told.collection(), circle, 1), belonging(told.collection(), circle, 3));
}

}  // namespace
}  // namespace newsloom::recommend
