#include "text/index_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsloom::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(std::string_view text, std::string_view language = "",
                               IndexWordsOf whose = IndexWordsOf::kArticle) {
  IndexWords index;
  std::vector<std::string> out;
  index.cut(text, language, whose, [&](const IndexWord& word) {
    EXPECT_LE(word.end, text.size());
    EXPECT_LT(word.begin, word.end);
    out.push_back((word.same_place ? "+" : "") + std::string(word.word));
  });
  return out;
}

TEST(IndexWords, FoldsWhatReadersLeaveOut) {
  struct Row {
    const char *text, *folded;
  };
  for (const auto& [text, folded] : {
           Row{"HARBOUR", "harbour"},
           Row{"São", "sao"},
           Row{"Straße", "strasse"},
           Row{"Łódź", "lodz"},
           Row{"Ærø", "aero"},
           Row{"ﬁeld", "field"},
           Row{"ёлка", "елка"},
           Row{"новый", "новый"},
           Row{"Σεισμός", "σεισμος"},
           Row{"أخبار", "اخبار"},
           Row{"مدينة", "مدينه"},
           Row{"e\u0301tat", "etat"},
           Row{"İzmir", "izmir"},
           Row{"１２", "12"},
           Row{"٢٠٣١", "2031"},
       }) {
    EXPECT_THAT(words(text), ElementsAre(folded)) << text;
  }
}

TEST(IndexWords, StemsInTheArticlesLanguageWhetherOrNotAccentsAreTyped) {
  EXPECT_EQ(words("flooding floods flooded", "en"), words("flood flood flood", "en"));
  EXPECT_EQ(words("élections", "fr"), words("elections", "fr"));
  EXPECT_EQ(words("Häuser", "de-AT"), words("haus", "de"));
  EXPECT_THAT(words("flooding"), ElementsAre("flooding"));
}

TEST(IndexWords, WritesNumbersInOneWay) {
  struct Row {
    const char *text, *number;
  };
  for (const auto& [text, number] : {
           Row{"1,000", "1000"},
           Row{"1.000", "1000"},
           Row{"12,345,678", "12345678"},
           Row{"7.5", "7.5"},
           Row{"7,5", "7.5"},
           Row{"1,234.56", "1234.56"},
           Row{"1.234,56", "1234.56"},
           Row{"19.9.2022", "19.9.2022"},
           Row{"2031", "2031"},
       }) {
    EXPECT_THAT(words(text, "en"), ElementsAre(number)) << text;
  }
}

TEST(IndexWords, MakesPairsOfHanKanaAndHangul) {
  EXPECT_THAT(words("港口城", "zh"), ElementsAre("港口", "+港", "口城", "+口", "城"));
  EXPECT_THAT(words("港口城", "zh", IndexWordsOf::kQuery), ElementsAre("港口", "口城"));
  EXPECT_THAT(words("港", "zh", IndexWordsOf::kQuery), ElementsAre("港"));
  EXPECT_THAT(words("서울에서", "ko", IndexWordsOf::kQuery), ElementsAre("서울", "울에", "에서"));
  EXPECT_THAT(words("NHK は 2031年", "ja"), ElementsAre("nhk", "は", "2031", "年"));
}

TEST(IndexWords, FindsWordsBetweenPairsWhereTheyStand) {
  IndexWords index;
  const std::string text = "海 sea 海";
  std::vector<std::string> cut;
  index.cut(text, "", IndexWordsOf::kArticle,
            [&](const IndexWord& word) { cut.push_back(text.substr(word.begin, word.end - word.begin)); });
  EXPECT_THAT(cut, ElementsAre("海", "sea", "海"));
}

TEST(IndexWords, CutsEndlessWordsShort) {
  const auto cut = words(std::string(100'000, 'x'));
  ASSERT_EQ(cut.size(), 1U);
  EXPECT_LE(cut[0].size(), 64U);
}

TEST(IndexWords, FindsNoWordsInPunctuation) { EXPECT_THAT(words(" \n\"'()*^:-…—“”"), IsEmpty()); }

}  // namespace
}  // namespace newsloom::text
