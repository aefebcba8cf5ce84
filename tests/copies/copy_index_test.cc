#include "copies/copy_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "story/invented_articles.h"

namespace newsloom::copies {
namespace {

using story::babble;
using story::features_of;

constexpr ArticleId kFirst{1}, kSecond{2};

std::optional<CopyMatch> copy_among_two(const std::string& original, const std::string& later) {
  CopyIndex index;
  index.add(kFirst, features_of("First", original), ArticleId::kNone, 0);
  return index.find(features_of("Second", later));
}

std::string report(int seed, std::size_t words = 300) {
  std::mt19937 random(static_cast<unsigned>(seed));
  return babble(random, words);
}

TEST(Copies, FindTheSameTextUnderAnotherHeadlineAndDateline) {
  const std::string text = report(1);
  const auto match = copy_among_two("PORT ALBA (NNA) - " + text, "LONDON (XYZ) - " + text + "\n(c) 2023 XYZ");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->original, kFirst);
  EXPECT_GT(match->shared, 0.95);
}

TEST(Copies, FindTheFirstHalfAlone) {
  const std::string text = report(2, 400);
  EXPECT_TRUE(copy_among_two(text, text.substr(0, text.size() / 2)));
}

TEST(Copies, FindATextWithOneWordInEightChanged) {
  std::mt19937 random(3);
  std::string original, rewritten;
  for (int i = 0; i < 300; ++i) {
    const std::string word = babble(random, 1);
    original += word;
    rewritten += i % 8 == 3 ? babble(random, 1) : word;
  }
  EXPECT_TRUE(copy_among_two(original, rewritten));
}

TEST(Copies, LeaveTwoReportsWithOneSharedQuotationApart) {
  const std::string quotation = report(4, 60);
  EXPECT_FALSE(copy_among_two(report(5) + quotation, report(6) + quotation));
}

std::string market(int level, int change, int volume, int oil) {
  return "The Alba exchange closed at " + std::to_string(level) +
         " points after a day of quiet trading, a change of " + std::to_string(change) +
         " points from the day before, while " + std::to_string(volume) +
         " thousand shares changed hands and brokers spoke of a calm session. A barrel of oil cost " +
         std::to_string(oil) +
         " crowns in the evening, and analysts expected little movement before the bank meets.";
}

TEST(Copies, LeaveATemplatedSeriesApart) {
  EXPECT_FALSE(copy_among_two(market(4120, 17, 880, 71), market(4166, 46, 912, 74)));
  CopyIndex index;
  index.add(kFirst, features_of("First", market(4120, 17, 880, 71)), ArticleId::kNone, 0);
  EXPECT_EQ(index.kin_of(features_of("Second", market(4166, 46, 912, 74))).instalments, std::vector{kFirst});
}

TEST(Copies, KnowTheNextDaysFormOfAPublisherThoughSomeNumbersMeetByChance) {
  constexpr std::int64_t kNoon = 1'700'000'000, kDay = 86400;
  const auto bulletin = [](const std::string& text, const std::string& source, std::int64_t at) {
    features::Features f = features_of("Market close", text);
    f.source = source;
    f.arrival_utc = at;
    return f;
  };
  const std::string first = market(4120, 17, 880, 71), next = market(4166, 17, 912, 71);
  CopyIndex index;
  index.add(kFirst, bulletin(first, "paper.example", kNoon), ArticleId::kNone, kNoon);
  const auto instalments = [&](const std::string& source, std::int64_t at) {
    return index.kin_of(bulletin(next, source, at)).instalments;
  };
  EXPECT_EQ(instalments("paper.example", kNoon + kDay), std::vector{kFirst});
  EXPECT_TRUE(instalments("paper.example", kNoon + 3600).empty()) << "what was corrected within the hour";
  EXPECT_TRUE(instalments("gazette.example", kNoon + kDay).empty()) << "what another says of it";
}

features::Features published_by(const std::string& source, std::string title, std::string text) {
  Article article = story::invented(std::move(title), std::move(text));
  article.source = source;
  return features::compute(article);
}

/// The same report with every number changed and a paragraph more.
struct Update {
  std::string before, after;
};
Update flood_report() {
  const std::string first = report(21, 120), last = report(22, 120);
  const auto figures = [](int a, int b, int c) {
    return "Rescuers counted " + std::to_string(a) + " injured, " + std::to_string(b) + " missing and " +
           std::to_string(c) + " houses under water. ";
  };
  return {first + figures(12, 31, 240) + last,
          first + figures(19, 27, 310) + "\n" + report(23, 40) + "\n" + last};
}

TEST(Copies, TellTheSamePublishersUpdateFromACopy) {
  const auto [before, after] = flood_report();
  CopyIndex index;
  index.add(kFirst, published_by("agency.example", "Flood at Alba", before), ArticleId::kNone, 0);
  const Kin update = index.kin_of(published_by("agency.example", "UPDATE 1-Flood at Alba", after));
  ASSERT_TRUE(update.version);
  EXPECT_EQ(update.version->original, kFirst);
  EXPECT_FALSE(update.copy);
  EXPECT_TRUE(update.instalments.empty());
}

TEST(Copies, TakeAnotherPapersPrintUnderSuchAHeadlineForACopy) {
  const std::string text = report(24);
  CopyIndex index;
  index.add(kFirst, published_by("agency.example", "Flood at Alba", text), ArticleId::kNone, 0);
  const Kin print = index.kin_of(published_by("paper.example", "Update: Flood at Alba", text));
  EXPECT_TRUE(print.copy);
  EXPECT_FALSE(print.version);
}

TEST(Copies, AnUpdateFollowsTheLatestStateBeforeIt) {
  const auto [before, after] = flood_report();
  CopyIndex index;
  index.add(kFirst, published_by("agency.example", "Flood at Alba", before), ArticleId::kNone, 0);
  index.add(kSecond, published_by("agency.example", "UPDATE 1-Flood at Alba", after), ArticleId::kNone, 0);
  const Kin second =
      index.kin_of(published_by("agency.example", "UPDATE 2-Flood at Alba", after + report(25, 30)));
  ASSERT_TRUE(second.version);
  EXPECT_EQ(second.version->original, kSecond);
  // The same update once more is none.
  EXPECT_NE(index.kin_of(published_by("agency.example", "UPDATE 1-Flood at Alba", after)).version->original,
            kSecond);
}

TEST(Copies, NameTheOriginalOfACopysCopy) {
  const std::string text = report(7);
  CopyIndex index;
  index.add(kFirst, features_of("A", text), ArticleId::kNone, 0);
  index.add(kSecond, features_of("B", text), kFirst, 0);
  EXPECT_EQ(index.find(features_of("C", text))->original, kFirst);
}

TEST(Copies, ForgetWhatIsOver) {
  const std::string text = report(8);
  CopyIndex index;
  index.add(kFirst, features_of("A", text), ArticleId::kNone, 100);
  index.expire(101);
  EXPECT_EQ(index.size(), 0U);
  EXPECT_FALSE(index.find(features_of("B", text)));
}

/// Every copy that containment over all pairs finds, the sampled index finds too; and nothing else.
TEST(Copies, AgreeWithTheExactComparisonOfAllPairs) {
  const unsigned seed = 20231120;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  CopyIndex index;
  std::vector<features::Features> earlier;
  for (int i = 0; i < 200; ++i) {
    std::string text = babble(random, 200, 100000);
    if (i % 3 == 2) text.insert(0, babble(random, 40).append("\n"));
    const auto features = [&] {
      if (i % 4 != 3) return features_of("Title", text);
      // A copy of a random earlier text: its shingles with a share dropped.
      features::Features copy = earlier[random() % earlier.size()];
      const std::size_t keep = copy.shingles.size() * (60 + random() % 40) / 100;
      std::ranges::shuffle(copy.shingles, random);
      copy.shingles.resize(keep);
      std::ranges::sort(copy.shingles);
      return copy;
    }();
    double best = 0;
    for (const auto& other : earlier) {
      std::vector<std::uint32_t> both;
      std::ranges::set_intersection(features.shingles, other.shingles, std::back_inserter(both));
      best =
          std::max(best, static_cast<double>(both.size()) /
                             static_cast<double>(std::min(features.shingles.size(), other.shingles.size())));
    }
    const auto match = index.find(features);
    EXPECT_EQ(match.has_value(), best >= 0.5) << i << ": exact " << best;
    if (match) {
      EXPECT_NEAR(match->shared, best, 0.02) << i;
    }
    index.add(static_cast<ArticleId>(i + 1), features, match ? match->original : ArticleId::kNone, i);
    earlier.push_back(features);
  }
}

}  // namespace
}  // namespace newsloom::copies
