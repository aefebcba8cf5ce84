#include "recommend/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "recommend/random_stream.h"

namespace newsloom::recommend {
namespace {

/// The slow, obvious way: every article in sight, closest first.
std::vector<std::pair<double, int>> by_scan(const Collection& collection, EntrySlot query, int articles) {
  std::vector<std::pair<double, int>> all;
  for (int id = 1; id <= articles; ++id) {
    const auto slot = collection.find(static_cast<ArticleId>(id));
    if (!slot || *slot == query) continue;
    const Entry &a = collection.at(query), &b = collection.at(*slot);
    if (!in_sight(collection, a, collection.glance(*slot), {})) continue;
    all.emplace_back(-closeness(likeness(a.vector, b.vector)) * nearness(days_between(a.moment, b.moment)),
                     id);
  }
  std::ranges::sort(all);
  return all;
}

TEST(Candidates, TheIndexFindsWhatAScanOfAllArticlesFinds) {
  constexpr int kArticles = 400;
  constexpr std::size_t kDepth = 20;
  for (const unsigned seed : {3u, 31u}) {
    Collection collection;
    RandomStream stream(seed);
    for (int id = 1; id <= kArticles; ++id) {
      const Invented made = stream.next();
      collection.add(static_cast<ArticleId>(id), made.features, made.placement);
      if (stream.below(5) == 0) collection.remove(static_cast<ArticleId>(1 + stream.below(id)));
    }
    for (int id = 1; id <= kArticles; ++id) {
      const auto query = collection.find(static_cast<ArticleId>(id));
      if (!query) continue;
      const auto found = find_candidates(collection, collection.at(*query), {});
      const auto expected = by_scan(collection, *query, kArticles);
      for (std::size_t i = 0; i < std::min(kDepth, expected.size()) && expected[i].first < -0.01; ++i) {
        const bool there = std::ranges::any_of(found, [&](const Candidate& candidate) {
          return number(collection.at(candidate.entry).id) == expected[i].second;
        });
        EXPECT_TRUE(there) << "seed " << seed << ", under " << id << ": place " << i
                           << " of the scan, article " << expected[i].second << ", is missing";
      }
    }
  }
}

TEST(PostingIndex, KeepsTheHeaviestFirstInEveryEpochWhateverComesAndGoes) {
  std::mt19937 random(99);
  PostingIndex index;
  struct Filed {
    EntrySlot entry;
    Epoch epoch;
    std::vector<TermSlot> slots;
    std::vector<std::uint16_t> weights;
    Terms terms() const { return {slots, weights}; }
  };
  std::vector<Filed> filed;
  for (EntrySlot entry = 0; entry < 500; ++entry) {
    Filed one{entry, static_cast<Epoch>(random() % 6), {}, {}};
    for (TermSlot slot = 0; slot < 5; ++slot) {
      if (random() % 2 == 0) continue;
      one.slots.push_back(slot);
      one.weights.push_back(static_cast<std::uint16_t>(1 + random() % 50));
    }
    index.insert(entry, one.epoch, one.terms());
    filed.push_back(std::move(one));
    if (random() % 3 != 0) continue;
    const std::size_t gone = random() % filed.size();
    index.erase(filed[gone].entry, filed[gone].epoch, filed[gone].terms());
    filed.erase(filed.begin() + static_cast<std::ptrdiff_t>(gone));
  }
  for (TermSlot slot = 0; slot < 5; ++slot) {
    std::size_t expected = 0;
    for (const Filed& one : filed) expected += static_cast<std::size_t>(std::ranges::count(one.slots, slot));
    const auto list = index.from(slot, 0);
    EXPECT_EQ(list.size(), expected);
    EXPECT_TRUE(std::ranges::is_sorted(list, [](const Posting& a, const Posting& b) {
      return a.epoch != b.epoch ? a.epoch < b.epoch : a.impact > b.impact;
    }));
    for (const Posting& posting : index.from(slot, 3)) EXPECT_GE(posting.epoch, 3);
  }
}

TEST(PostingIndex, KeepsOfAWordOfManyArticlesTheHeaviest) {
  std::mt19937 random(7);
  PostingIndex index;
  constexpr TermSlot kSlot = 3;
  const std::vector<TermSlot> slots = {kSlot};
  std::vector<std::uint16_t> weights;
  const auto terms = [&](EntrySlot entry) { return Terms{slots, std::span(weights).subspan(entry, 1)}; };
  constexpr EntrySlot kEntries = 3 * kPostingsKept;
  for (EntrySlot entry = 0; entry < kEntries; ++entry)
    weights.push_back(static_cast<std::uint16_t>(random()));
  for (EntrySlot entry = 0; entry < kEntries; ++entry) index.insert(entry, 9, terms(entry));
  index.insert(kEntries, 10, terms(0));  // in an epoch of its own
  // As many as may be missing are taken down, the heaviest.
  std::vector<EntrySlot> left(kEntries);
  for (EntrySlot entry = 0; entry < kEntries; ++entry) left[entry] = entry;
  std::ranges::sort(left, [&](EntrySlot a, EntrySlot b) {
    return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
  });
  constexpr std::size_t kGone = kPostingsKept - kPostingsRead;
  for (std::size_t i = 0; i < kGone; ++i) index.erase(left[i], 9, terms(left[i]));
  index.erase(left.back(), 9, terms(left.back()));  // which was never kept
  const auto list = index.from(kSlot, 9);
  ASSERT_EQ(list.size(), kPostingsRead + 1);
  for (std::size_t i = 0; i < kPostingsRead; ++i) EXPECT_EQ(list[i].entry, left[kGone + i]) << "place " << i;
  EXPECT_EQ(list.back().entry, kEntries);
}

TEST(PostingIndex, OfVeryManyAtOnceItKeepsWhatItKeepsOneByOne) {
  std::mt19937 random(8);
  PostingIndex one_by_one, at_once;
  constexpr EntrySlot kEntries = 12 * kPostingsKept;
  const auto file = [&](auto take) {
    for (EntrySlot entry = 0; entry < kEntries; ++entry) {
      const std::vector<TermSlot> slots = {1, 2 + entry % 40};
      const std::vector<std::uint16_t> weights = {static_cast<std::uint16_t>(1 + random() % 900),
                                                  static_cast<std::uint16_t>(1 + random() % 9)};
      // Two of three of one time.
      take(entry, static_cast<Epoch>(random() % 3 == 0 ? random() % 6 : 3), Terms{slots, weights});
    }
  };
  file([&](EntrySlot entry, Epoch epoch, Terms terms) { one_by_one.insert(entry, epoch, terms); });
  random.seed(8);  // the same again
  file([&](EntrySlot entry, Epoch epoch, Terms terms) { at_once.append(entry, epoch, terms); });
  at_once.settle();
  for (TermSlot slot = 0; slot < 42; ++slot) {
    const auto same = [](const Posting& a, const Posting& b) {
      return a.epoch == b.epoch && a.impact == b.impact && a.entry == b.entry;
    };
    EXPECT_TRUE(std::ranges::equal(one_by_one.from(slot, 0), at_once.from(slot, 0), same)) << slot;
  }
}

TEST(Similarity, IsOneForTheSameTextAndNothingForTextsWithoutCommonWords) {
  Vocabulary vocabulary;
  const auto a =
      make_vector(article("dam harbour council", {"Port Alba"}).features, vocabulary, Weighing::kOnce);
  const auto b =
      make_vector(article("dam harbour council", {"Port Alba"}).features, vocabulary, Weighing::kOnce);
  const auto c = make_vector(article("chess final").features, vocabulary, Weighing::kOnce);
  EXPECT_NEAR(likeness(a, a).whole, 1, 1e-3);
  EXPECT_GT(likeness(a, b).whole, 0.97);  // weighed by the frequencies of two moments
  EXPECT_EQ(likeness(a, c).whole, 0);
  EXPECT_EQ(likeness(a, ArticleVector{}).whole, 0);
}

TEST(Vocabulary, ForgetsATermWithItsLastHolder) {
  Vocabulary vocabulary;
  const TermSlot slot = vocabulary.hold(42);
  EXPECT_EQ(vocabulary.hold(42), slot);
  vocabulary.print_as(slot, "Port Alba");
  vocabulary.release(slot);
  EXPECT_EQ(vocabulary.printed(slot), "Port Alba");
  vocabulary.release(slot);
  EXPECT_EQ(vocabulary.holders_of(42), 0u);
  EXPECT_EQ(vocabulary.printed(vocabulary.hold(43)), "");
}

struct MomentRow {
  const char* claim;
  std::optional<std::int64_t> published, arrival;
  std::int64_t expected;
  bool known;
};

TEST(Moment, BelievesAPublicationOnlyWhereItCanBeTrue) {
  constexpr std::int64_t kClock = kMonday + 7;
  const MomentRow rows[] = {
      {"published alone", kMonday, std::nullopt, kMonday, true},
      {"published before arrival", kMonday, kMonday + kHour, kMonday, true},
      {"announced for tomorrow", kMonday + 20 * kHour, kMonday, kMonday + 20 * kHour, true},
      {"from a far future", kMonday + 30 * kDay, kMonday, kMonday, true},
      {"the epoch as a default", 0, kMonday, kMonday, true},
      {"nothing known", std::nullopt, std::nullopt, kClock, false},
      {"only nonsense known", 0, std::nullopt, kClock, false},
  };
  for (const MomentRow& row : rows) {
    features::Features features;
    features.published_utc = row.published;
    features.arrival_utc = row.arrival;
    const Moment moment = moment_of(features, kClock);
    EXPECT_EQ(moment.utc, row.expected) << row.claim;
    EXPECT_EQ(moment.known, row.known) << row.claim;
  }
}

TEST(Moment, CountsWholeDaysWhereOneTimeIsOnlyADay) {
  const Moment evening{kMonday + 23 * kHour, true, false}, day{kMonday + kDay, true, true},
      unknown{kMonday, false, false};
  EXPECT_EQ(days_between(evening, day), 1.0);
  EXPECT_EQ(days_between(day, day), 0.0);
  EXPECT_EQ(days_between(evening, unknown), std::nullopt);
  EXPECT_NEAR(*days_between(evening, {kMonday + 11 * kHour, true, false}), 0.5, 1e-9);
}

TEST(Moment, TheDecayFallsAndIsNotShorterThanThreeDays) {
  EXPECT_EQ(nearness(0), 1);
  EXPECT_GE(nearness(3), 0.5);
  double last = 1;
  for (int days = 1; days < 100; ++days) {
    EXPECT_LT(nearness(days), last);
    last = nearness(days);
  }
}

}  // namespace
}  // namespace newsloom::recommend
