#include "text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/language.h"
#include "text/stem.h"

namespace newsloom::text {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<Word> words;
  split_words(text, words);
  std::vector<std::string> out;
  for (const Word& word : words) out.emplace_back(word.text);
  return out;
}

TEST(Words, AreCutInAnyLanguage) {
  using testing::ElementsAre;
  EXPECT_THAT(words_of("The harbour-master’s 7.5 tonnes, 1,000 in all."),
              ElementsAre("The", "harbour", "master", "s", "7.5", "tonnes", "1,000", "in", "all"));
  EXPECT_THAT(words_of("Über Straße"), ElementsAre("Über", "Straße"));
  EXPECT_THAT(words_of("Привет, мир!"), ElementsAre("Привет", "мир"));
  EXPECT_THAT(words_of(""), ElementsAre());
  EXPECT_THAT(words_of("... – !"), ElementsAre());
}

TEST(Words, OfScriptsWithoutSpacesComeFromADictionary) {
  EXPECT_GT(words_of("今天天气很好").size(), 1u);
  EXPECT_GT(words_of("สวัสดีชาวโลก").size(), 1u);
}

TEST(Words, AreCountedByTheirRateInVeryLongTextsWithoutSpaces) {
  for (const std::string_view line :
       {"渔民担心渔网,要求挖泥船五月停工。\n", "ชาวประมงกังวลเรื่องอวนของพวกเขา\n"}) {
    std::string text;
    while (text.size() < 200'000) text += line;
    std::vector<Word> words;
    split_words(text, words);
    EXPECT_NEAR(static_cast<double>(count_words(text)), static_cast<double>(words.size()),
                0.01 * static_cast<double>(words.size()))
        << line;
    EXPECT_EQ(count_words(line), words.size() * line.size() / text.size()) << "short ones exactly";
  }
}

TEST(Words, KnowWhereSentencesBeginAndWhatIsCapital) {
  std::vector<Word> words;
  split_words("Boats sank. ALL hands", words);
  ASSERT_EQ(words.size(), 4u);
  EXPECT_TRUE(words[0].starts_sentence && words[0].capitalised);
  EXPECT_FALSE(words[1].starts_sentence || words[1].capitalised);
  EXPECT_TRUE(words[2].starts_sentence && words[2].all_capitals);
  EXPECT_FALSE(words[3].starts_sentence);
}

TEST(Stemmer, BringsFormsOfAWordTogether) {
  Stemmer stemmer;
  const auto stem = [&](std::string_view word, std::string_view language) {
    return std::string(stemmer.stem(word, language));
  };
  EXPECT_EQ(stem("elections", "en"), stem("election", "en"));
  EXPECT_EQ(stem("häuser", "de"), stem("haus", "de"));
  EXPECT_EQ(stem("выборов", "ru"), stem("выборы", "ru"));
  EXPECT_EQ(stem("whatever", "xx"), "whatever");
  EXPECT_EQ(stem("elections", "en"), stem("elections", "en")) << "the memo changes nothing";
}

TEST(StopWords, AreTheFunctionWordsOfTheirLanguageOnly) {
  EXPECT_TRUE(Stemmer::is_stop_word("the", "en"));
  EXPECT_TRUE(Stemmer::is_stop_word("und", "de"));
  EXPECT_FALSE(Stemmer::is_stop_word("und", "en"));
  EXPECT_FALSE(Stemmer::is_stop_word("ferry", "en"));
  EXPECT_FALSE(Stemmer::is_stop_word("", "en"));
}

TEST(Language, IsDetectedFromTheText) {
  EXPECT_EQ(
      detect_language("The council voted on Tuesday to rebuild the old harbour wall before winter.").code,
      "en");
  EXPECT_EQ(
      detect_language("Der Gemeinderat hat am Dienstag beschlossen, die alte Hafenmauer neu zu bauen.").code,
      "de");
  EXPECT_EQ(detect_language("Совет во вторник решил заново построить старую портовую стену.").code, "ru");
}

TEST(Language, DeclaredHelpsOnlyWhereTheTextSaysNothing) {
  EXPECT_EQ(detect_language("42", "de-AT").code, "de");
  EXPECT_EQ(
      detect_language("The council voted on Tuesday to rebuild the old harbour wall before winter.", "de")
          .code,
      "en");
  EXPECT_EQ(detect_language("").code, std::nullopt);
  EXPECT_EQ(detect_language(
                "Der Gemeinderat hat am Dienstag\x1f beschlossen, die alte Hafenmauer\x01 neu zu bauen.")
                .code,
            "de")
      << "control characters hide no language";
}

TEST(Language, KnowsDirectionAndSpeed) {
  EXPECT_TRUE(is_right_to_left("ar"));
  EXPECT_FALSE(is_right_to_left("en"));
  EXPECT_EQ(reading_minutes(0, "en"), 1);
  EXPECT_EQ(reading_minutes(456, "en"), 2);
  EXPECT_GT(reading_minutes(2000, "ar"), reading_minutes(2000, "en"));
}

}  // namespace
}  // namespace newsloom::text
