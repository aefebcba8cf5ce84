#include "copies/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "record/passages_json.h"
#include "story/invented_articles.h"

namespace newsloom::copies {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kFerry =
    "The ferry Morning Star ran aground off Port Alba on Sunday morning in thick fog. Forty passengers were "
    "brought ashore.";

TEST(Passages, ShowWhatBothHaveAndWhatOnlyOne) {
  const std::string later =
      "The ferry Morning Star ran aground off Port Alba on Sunday morning in thick fog. All of the "
      "passengers "
      "are safe, said the harbour master.";
  const Passages passages = passages_of(later, kFerry);
  EXPECT_THAT(passages.shared,
              ElementsAre("The ferry Morning Star ran aground off Port Alba on Sunday morning in thick fog"));
  EXPECT_THAT(passages.only_here, ElementsAre("All of the passengers are safe, said the harbour master"));
  EXPECT_THAT(passages.only_there, ElementsAre("Forty passengers were brought ashore"));
  EXPECT_EQ(passages.shared_words, 15);
  EXPECT_EQ(passages.words, 25);
  EXPECT_EQ(passages.words_there, 20);
}

TEST(Passages, AreFoundInWhateverOrderTheParagraphsStand) {
  std::mt19937 random(31);
  const std::string first = story::babble(random, 40), second = story::babble(random, 40);
  const Passages passages = passages_of(first + "\n\n" + second, second + "\n\n" + first);
  EXPECT_EQ(passages.shared_words, 80);
  EXPECT_THAT(passages.only_here, IsEmpty());
}

TEST(Passages, AreFewAndShortWhateverTheTexts) {
  std::mt19937 random(32);
  std::string here, there;
  for (int i = 0; i < 200; ++i) {
    const std::string both = story::babble(random, 60);
    here += both + story::babble(random, 60);
    there += both + story::babble(random, 60);
  }
  const Passages passages = passages_of(here, there);
  for (const auto* const list : {&passages.shared, &passages.only_here, &passages.only_there}) {
    EXPECT_EQ(list->size(), kMostPassages);
    for (const std::string& text : *list) EXPECT_LE(text.size(), kLongestPassage + std::string("…").size());
  }
  EXPECT_EQ(passages.words, static_cast<std::int64_t>(kMostPassageWords));
}

TEST(Passages, OfNothingAreNone) {
  EXPECT_EQ(passages_of("", ""), Passages{});
  EXPECT_EQ(passages_of(std::string(100'000, 'x'), kFerry).shared_words, 0);
}

TEST(Passages, ComeBackFromTheirJson) {
  const Passages passages = passages_of(kFerry, "Forty passengers were brought ashore by two \"boats\".");
  EXPECT_EQ(passages_from_json(to_json(passages)).value(), passages);
  EXPECT_FALSE(passages_from_json("[]"));
  EXPECT_FALSE(passages_from_json("{"));
}

}  // namespace
}  // namespace newsloom::copies
