#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsloom/article.h"

namespace newsloom {
namespace {

using testing::HasSubstr;

Article whole_article() {
  Article a;
  a.input = "pages/1.html";
  a.id = "harbour-1";
  a.url = "https://tribune.example/harbour?x=1";
  a.canonical_url = "https://tribune.example/harbour";
  a.kind = ArticleKind::kLive;
  a.opinion = true;
  a.title = "Harbour “reopens”";
  a.authors = {{"ANN LEE", AuthorKind::kPerson}, {"Northwire", AuthorKind::kAgency}};
  a.agency = "Northwire";
  a.site_name = "The Tribune";
  a.source = "tribune.example";
  a.dateline = "HARROWMOUTH";
  a.published = parse_iso("2026-03-11T06:40:00+01:00");
  a.modified = parse_iso("2026-03-11");
  a.arrival = parse_iso("2026-03-11T06:00:00Z");
  a.lead_image = Image{"https://tribune.example/x.jpg", "Boats.", "Emil Tarrant", "NORTHWIRE LTD"};
  a.images = {*a.lead_image, Image{{}, "More boats.", {}, {}}};
  a.text = "One.\n\nTwo </script> & \u2028 three.";
  a.html = "<p>One.</p>";
  a.summary = "It reopens.";
  a.section = "Coast";
  a.tags = {"harbour", "boats"};
  a.lang = "ar";
  a.right_to_left = true;
  a.word_count = 4;
  a.reading_minutes = 1;
  a.related = {{"https://tribune.example/2", "Second", "All of it.", "Northwire", "ORSOLA",
                parse_iso("2026-03-10T09:00")}};
  a.version_of = "harbour-0";
  a.evidence = {{"title", "h1", 0.95}, {"text", "blocks", 0.5}};
  a.notes = {"utf8-repaired:3"};
  return a;
}

TEST(Record, ComesBackAsItWas) {
  for (const Article& article : {whole_article(), Article{}}) {
    const auto again = article_from_json(to_json(article));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(to_json(*again), to_json(article));
    EXPECT_EQ(*again, article);
  }
}

TEST(Record, IsOneLineAndSaysNullForWhatIsUnknown) {
  const std::string line = to_json(Article{});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  for (const char* key :
       {"url", "title", "agency", "published", "lead_image", "reading_minutes", "version_of"}) {
    EXPECT_THAT(line, HasSubstr("\"" + std::string(key) + "\":null"));
  }
  EXPECT_EQ(line.find("\"\","), std::string::npos) << "an empty string stands for nothing: " << line;
}

TEST(Record, TakesCollectionsWithFewKeys) {
  const auto article = article_from_json(
      R"({"id":"7","title":"T","text":"One.\nTwo.","published":"2020-05-02T00:00:00Z","extra":[1]})");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->kind, ArticleKind::kArticle);
  EXPECT_EQ(article->published->precision, Precision::kDay)
      << "midnight UTC without a word on precision is a day";
  EXPECT_EQ(to_iso(*article->published), "2020-05-02");
}

TEST(Record, KeepsMidnightWhereThePrecisionSaysSo) {
  const auto article =
      article_from_json(R"({"id":"7","published":"2020-05-02T00:00:00Z","published_precision":"second"})");
  ASSERT_TRUE(article);
  EXPECT_EQ(to_iso(*article->published), "2020-05-02T00:00:00Z");
}

TEST(Record, NamesTheKeyThatIsWrong) {
  struct Row {
    const char *json, *message;
  };
  for (const Row& row :
       {Row{"{\"title\":7}", "'title'"}, Row{"{\"authors\":\"Ann\"}", "'authors'"},
        Row{"{\"lead_image\":[]}", "'lead_image'"}, Row{"{\"related\":[{\"title\":[]}]}", "'related.title'"},
        Row{"{\"word_count\":-1}", "'word_count'"}, Row{"[]", "no JSON object"}, Row{"{\"id\":", "no JSON"},
        Row{"", "no JSON"}}) {
    const auto article = article_from_json(row.json);
    ASSERT_FALSE(article) << row.json;
    EXPECT_EQ(article.error().code, ErrorCode::kInvalidArgument);
    EXPECT_THAT(article.error().message, HasSubstr(row.message)) << row.json;
  }
}

TEST(Record, TakesAnUnreadableMomentForUnknown) {
  const auto article = article_from_json(R"({"id":"7","published":"soon"})");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->published, std::nullopt);
}

TEST(Record, WritesBytesThatAreNoUtf8AsReplacements) {
  Article article;
  article.title = "a\xFFz";
  const auto again = article_from_json(to_json(article));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->title, "a\uFFFDz");
}

}  // namespace
}  // namespace newsloom
