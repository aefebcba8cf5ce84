// What visitors of a public site see.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "newsloom/access.h"
#include "server/invented.h"
#include "server/raw_client.h"
#include "server/running_server.h"
#include "server/visitors_view.h"

namespace newsloom::server_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ServerOptions open_to_all() {
  ServerOptions options;
  options.mode = SiteMode::kPublic;
  options.full_text = {"meridian.example"};
  return options;
}

std::string path_to(ArticleId id) { return "/article/" + std::to_string(number(id)); }

Article foreign_article() {
  Article article = numbered_article(7);
  article.summary.reset();
  article.text.clear();
  for (int i = 1; i <= 90; ++i) article.text += "word" + std::to_string(i) + (i % 30 == 0 ? ".\n\n" : " ");
  return article;
}

TEST(Visitors, ReadWholeTextsOfOwnAndLicensedSources) {
  RunningServer server(open_to_all());
  const Answer answer = get(server.port(), path_to(server.publish(sea_wall_article())));
  EXPECT_THAT(answer.body, HasSubstr("said the harbour master"));
  EXPECT_THAT(answer.body, Not(HasSubstr("noindex")));
}

TEST(Visitors, SeeFortyWordsAndALinkOfOtherTexts) {
  RunningServer server(open_to_all());
  const ArticleId id = server.publish(foreign_article());
  const Answer page = get(server.port(), path_to(id));
  EXPECT_THAT(page.body, HasSubstr("Report number 7"));
  EXPECT_THAT(page.body, HasSubstr("word40"));
  EXPECT_THAT(page.body, Not(HasSubstr("word41")));
  EXPECT_THAT(page.body, HasSubstr("href=\"https://ledger7.example/report\""));
  EXPECT_THAT(page.body, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
  EXPECT_THAT(page.body, HasSubstr("<link rel=\"canonical\" href=\"https://ledger7.example/report\">"));
  EXPECT_EQ(page.header("x-robots-tag"), "noindex");
  const std::string number_text = std::to_string(number(id));
  for (const std::string& target :
       {"/api/v1/articles/" + number_text, "/api/v1/recommended?id=" + number_text,
        std::string("/api/v1/articles"), std::string("/api/v1/edition"), std::string("/"),
        std::string("/search?q=word42"), std::string("/api/v1/search?q=word42"), std::string("/edition.atom"),
        std::string("/search.json?q=word42")})
    EXPECT_THAT(get(server.port(), target).body, Not(HasSubstr("word41"))) << target;
}

TEST(Visitors, AreNotTheOwnerWhoReadsEverything) {
  RunningServer server(open_to_all());
  const ArticleId id = server.publish(foreign_article());
  EXPECT_THAT(get(server.port(), path_to(id), server.sign_in()).body, HasSubstr("word90"));
  const std::string token = server.newsroom().access().add_token("reader").value();
  EXPECT_THAT(get(server.port(), "/api/v1/articles/" + std::to_string(number(id)),
                  "Authorization: Bearer " + token + "\r\n")
                  .body,
              HasSubstr("word90"));
}

TEST(Visitors, SeeNoMoreInListsThanOnPages) {
  Headline line = headline(1, "A long summary");
  line.source = "ledger.example";
  std::string summary;
  for (int i = 1; i <= 60; ++i) summary += "word" + std::to_string(i) + " ";
  line.summary = summary;
  server::cut_for_visitors(line, {});
  EXPECT_THAT(*line.summary, HasSubstr("word40"));
  EXPECT_THAT(*line.summary, Not(HasSubstr("word41")));
  line.summary = summary;
  server::cut_for_visitors(line, {"ledger.example"});
  EXPECT_EQ(*line.summary, summary);
}

TEST(Visitors, AreQuotedNothingOfTextsTheyMayNotRead) {
  Article article = sea_wall_article();
  article.quotes = {{.text = "We needed a decision", .speaker = "Teo Lanz"}};
  server::cut_for_visitors(article, {"meridian.example"});
  EXPECT_EQ(article.quotes.size(), 1u);
  server::cut_for_visitors(article, {});
  EXPECT_TRUE(article.quotes.empty());
}

TEST(Visitors, SeeNoPassagesOfTextsTheyMayNotRead) {
  const auto shown_to = [](const server::FullText& full_text) {
    ArticlePage page;
    page.article = sea_wall_article();
    page.coverage = {headline(4, "Board to rebuild wall")};
    page.coverage.front().source = "northwire.example";
    page.copy = TextOrigin{.of = ArticleId{4}, .shared = .8, .passages = {}};
    page.copy->passages = {.shared = {"a"}, .only_here = {"b"}, .only_there = {"c"}};
    server::cut_for_visitors(page, full_text);
    const Passages& left = page.copy->passages;
    return left.shared.size() + left.only_here.size() + left.only_there.size();
  };
  EXPECT_EQ(shown_to({}), 0u);
  EXPECT_EQ(shown_to({"meridian.example"}), 0u) << "some are of the other's text";
  EXPECT_EQ(shown_to({"northwire.example"}), 0u);
  EXPECT_EQ(shown_to({"meridian.example", "northwire.example"}), 3u);
}

TEST(Visitors, GetFewBytesOfTextsWithoutSpaces) {
  Article article;
  for (int i = 0; i < 1000; ++i) article.text += "港";
  server::cut_for_visitors(article, {});
  EXPECT_LT(article.summary->size(), 500u);
  EXPECT_THAT(*article.summary, ::testing::EndsWith("港 …"));
  EXPECT_TRUE(article.text.empty());
}

}  // namespace
}  // namespace newsloom::server_test
