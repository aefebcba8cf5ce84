#include "features/features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace newsloom::features {
namespace {

Article ferry() {
  Article out;
  out.title = "Ferry runs aground off Port Alba";
  out.lang = "en";
  out.text =
      "PORT ALBA (NNA) - The ferry Morning Star ran aground on Sunday and 42 passengers were injured, said "
      "harbour "
      "master Ada Quill.\n\nIt carried 310 people. Quill blamed fog.";
  return out;
}

std::vector<std::string> surfaces(const std::vector<Name>& names) {
  std::vector<std::string> out;
  for (const Name& name : names) out.push_back(name.surface);
  return out;
}

TEST(Features, KeepNamesAsPrintedWholeAndInParts) {
  const auto names = surfaces(compute(ferry()).names);
  for (const char* wanted : {"Ada Quill", "Quill", "Morning Star"})
    EXPECT_EQ(std::ranges::count(names, wanted), 1) << wanted;
  EXPECT_EQ(std::ranges::count(names, "Sunday"), 0);
}

TEST(Features, KeepNumbersAloneAndWithTheirUnits) {
  std::vector<std::string> numbers;
  for (const Number& number : compute(ferry()).numbers) numbers.push_back(number.surface);
  std::ranges::sort(numbers);
  EXPECT_EQ(numbers, (std::vector<std::string>{"310", "310 people", "42", "42 passengers"}));
}

TEST(Features, KnowThatNoUnitStandsBehindASign) {
  Article article;
  article.lang = "en";
  article.text = "Prices rose by 48 %, said Ann Lee, and 27, mostly children, fell ill.";
  std::vector<std::string> numbers;
  for (const Number& number : compute(article).numbers) numbers.push_back(number.surface);
  std::ranges::sort(numbers);
  EXPECT_EQ(numbers, (std::vector<std::string>{"27", "48"}));
}

TEST(Features, KnowWhichNumbersBelongToAWord) {
  Article article;
  article.lang = "en";
  article.text = "The Tarnovirus-19 patients met a 29-year-old pilot of the Orrery-73 on deck 42.";
  std::vector<std::string> numbers;
  for (const Number& number : compute(article).numbers) numbers.push_back(number.surface);
  std::ranges::sort(numbers);
  EXPECT_EQ(numbers, (std::vector<std::string>{"19", "29", "29-year-old", "42", "73"}));
}

TEST(Features, KnowAWordFromANameWhereASentenceBegins) {
  Article article;
  article.lang = "en";
  article.text =
      "Actor Sam Lorrimer left. Nobody asked the actor why. New Harbour was quiet. They sailed to New "
      "Harbour.";
  const auto names = surfaces(compute(article).names);
  EXPECT_EQ(std::ranges::count(names, "Sam Lorrimer"), 1);
  EXPECT_EQ(std::ranges::count(names, "Actor Sam Lorrimer"), 0);
  EXPECT_EQ(std::ranges::count(names, "New Harbour"), 1);
}

TermId name_term(const std::string& text, const std::string& lang, const std::string& surface) {
  Article article;
  article.lang = lang;
  article.text = text;
  for (const Name& name : compute(article).names)
    if (name.surface == surface) return name.term;
  ADD_FAILURE() << surface << " is no name in: " << text;
  return 0;
}

TEST(Features, KnowANameInEveryCaseAndScript) {
  const TermId plain = name_term("Вчера там был Олег Тарин.", "ru", "Олег Тарин");
  EXPECT_EQ(name_term("Вчера там не было Олега Тарина.", "ru", "Олега Тарина"), plain);
  EXPECT_EQ(name_term("On the quay stood Oleg Tarin.", "en", "Oleg Tarin"), plain);
  EXPECT_NE(name_term("On the quay stood Oleg Maro.", "en", "Oleg Maro"), plain);
  EXPECT_EQ(name_term("Gestern kam Wladimir Selenko dorthin.", "de", "Wladimir Selenko"),
            name_term("On the quay stood Vladimir Zelenko.", "en", "Vladimir Zelenko"));
  EXPECT_EQ(name_term("Вчера был Тарин там.", "ru", "Тарин"),
            name_term("Вчера не было Тарина там.", "ru", "Тарина"));
}

TEST(Features, KnowADayOfAMonthInEveryLanguage) {
  const auto dates = [](const std::string& text, const std::string& lang) {
    Article article;
    article.lang = lang;
    article.text = text;
    return compute(article).numbers;
  };
  const auto english = dates("Snow fell on November 8 in Tarn.", "en");
  const auto russian = dates("Снег выпал 8 ноября в Тарне.", "ru");
  ASSERT_EQ(english.size(), 1u);
  ASSERT_EQ(russian.size(), 1u);
  EXPECT_EQ(english[0].surface, "November 8");
  EXPECT_EQ(russian[0].surface, "8 ноября");
  EXPECT_EQ(english[0].term, russian[0].term);
  EXPECT_NE(dates("Snow fell on November 9 in Tarn.", "en")[0].term, english[0].term);
}

TEST(Features, ReadTheSummaryWhereThereIsNoText) {
  Article teaser = ferry();
  teaser.kind = ArticleKind::kTeaser;
  teaser.summary = teaser.text;
  teaser.text.clear();
  const Features features = compute(teaser);
  EXPECT_FALSE(features.body.empty());
  EXPECT_TRUE(features.teaser);
}

TEST(Features, LeaveOutTheMomentThatOpensAText) {
  const auto numbers = [](std::string text) {
    Article article;
    article.title = "Bridge closed";
    article.text = std::move(text);
    std::vector<std::string> out;
    for (const Number& number : compute(article).numbers) out.push_back(number.surface);
    std::ranges::sort(out);
    return out;
  };
  using Surfaces = std::vector<std::string>;
  EXPECT_EQ(numbers("MONDAY, 19 SEPTEMBER 2022, 07:08 The bridge was closed for 12 days."),
            numbers("The bridge was closed for 12 days."));
  EXPECT_EQ(numbers("Montag, 19. September 2022, 07:08 Uhr. Die Brücke blieb 12 Tage zu."),
            numbers("Die Brücke blieb 12 Tage zu."));
  EXPECT_NE(numbers("On 19 September 2022 the bridge was closed."), Surfaces{}) << "a sentence tells its day";
}

TEST(Features, TakeTheLanguageWithoutItsCountry) {
  Article article = ferry();
  article.lang = "en-GB";
  EXPECT_EQ(compute(article).lang, "en");
}

TEST(Features, AreTheSameTextBelowAnotherDateline) {
  Article other = ferry();
  other.text.replace(0, other.text.find(" - "), "LONDON (XYZ)");
  EXPECT_EQ(compute(ferry()).content_hash, compute(other).content_hash);
}

TEST(Features, StandAnyBytes) {
  Article odd;
  odd.title = std::string("\xff\xfe\x80", 3);
  odd.text = std::string("\0\xc3 9,,9 \xe2\x82", 9);
  EXPECT_NO_FATAL_FAILURE(compute(odd));
  EXPECT_EQ(compute(Article{}), compute(Article{}));
}

TEST(Features, ComeBackFromTheirBytes) {
  const Features features = compute(ferry());
  const auto read = from_bytes(to_bytes(features));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(*read, features);
}

TEST(Features, EveryCutOfTheirBytesIsAnError) {
  const std::string bytes = to_bytes(compute(ferry()));
  for (std::size_t length = 0; length < bytes.size(); ++length)
    EXPECT_FALSE(from_bytes(std::string_view(bytes).substr(0, length)).has_value()) << length;
}

}  // namespace
}  // namespace newsloom::features
