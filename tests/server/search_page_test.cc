// The search page as a browser gets it: forms, marks, filters, foreign text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/invented.h"
#include "server/parameters.h"
#include "server/raw_client.h"
#include "server/running_server.h"
#include "text/hash.h"

namespace newsloom::server_test {
namespace {

using server::Parameters;
using testing::HasSubstr;
using testing::Not;

class SearchPage : public testing::Test {
 protected:
  SearchPage() {
    Article article = sea_wall_article();
    article.text += "\n\nA sign read <script>alert('wall')</script> & more.";
    server_.publish(article);
    for (int i = 0; i < 25; ++i) server_.publish(lone_article(i));
  }
  /// One that no other makes a story with, on a day that has been.
  static Article lone_article(int number) {
    const std::string name = "q" + text::hex(text::hash64(std::to_string(number))).substr(0, 9);
    Article article;
    article.id = name;
    article.kind = ArticleKind::kArticle;
    article.title = "Report of " + name;
    article.text = name + " in the province.";
    article.lang = "en";
    article.published = Timestamp{1'600'000'000, 0, Precision::kMinute};
    return article;
  }
  std::string page(const std::string& query) {
    const Answer answer = get(server_.port(), "/search" + query);
    EXPECT_EQ(answer.status, 200) << query;
    return answer.body;
  }
  RunningServer server_;
};

TEST_F(SearchPage, ExplainsItselfWhereNothingIsAsked) {
  EXPECT_THAT(page(""), HasSubstr("What can be asked"));
  EXPECT_THAT(page("?q="), HasSubstr("What can be asked"));
}

TEST_F(SearchPage, MarksTheWordsInTitleAndSnippetAndKeepsTheQuestion) {
  const std::string body = page("?q=walls+rebuild");
  EXPECT_THAT(body, HasSubstr("<mark>rebuild</mark> the old sea <mark>wall</mark></a>"));
  EXPECT_THAT(body, HasSubstr("value=\"walls rebuild\""));
  EXPECT_THAT(body, HasSubstr("1 article"));
}

TEST_F(SearchPage, EscapesForeignTextAroundItsMarks) {
  const std::string body = page("?q=alert+%22%3E%3Cscript%3E");
  EXPECT_THAT(page("?q=alert"), HasSubstr("&lt;script&gt;<mark>alert</mark>("));
  EXPECT_THAT(body, Not(HasSubstr("<script")));
  EXPECT_THAT(body, HasSubstr("value=\"alert &quot;&gt;&lt;script&gt;\""));
}

TEST_F(SearchPage, FiltersByTheFormsFields) {
  EXPECT_THAT(page("?q=wall&lang=de"), HasSubstr("Nothing here matches"));
  EXPECT_THAT(page("?q=wall&lang=en"), HasSubstr("<option value=\"en\" selected>"));
  EXPECT_THAT(page("?q=wall&before=1999-01-01"), HasSubstr("Nothing here matches"));
  EXPECT_THAT(page("?after=1999-01-01&order=newest"), HasSubstr("25 articles"));
}

TEST_F(SearchPage, LeadsFromPageToPage) {
  const std::string first = page("?q=province&order=newest");
  EXPECT_THAT(first, HasSubstr("href=\"/search?q=province&amp;order=newest&amp;offset=20\""));
  const std::string second = page("?q=province&order=newest&offset=20");
  EXPECT_THAT(second, HasSubstr("<mark>province</mark>"));
  EXPECT_THAT(second, Not(HasSubstr("rel=\"next\"")));
}

TEST_F(SearchPage, TakesAnythingForAQuestion) {
  for (const char* query :
       {"?q=%00%ff%22", "?q=((&lang=%22&after=x&offset=-1", "?q=a&q=b&&&=&offset=99999999999999999999",
        "?q=%", "?lang=en%22%20OR", "?offset=5000&q=wall"})
    page(query);
}

TEST_F(SearchPage, SourcesAreListedWithTheirArticles) {
  const Answer answer = get(server_.port(), "/sources");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr(">The Meridian Post</a>"));
  EXPECT_THAT(answer.body, HasSubstr("/search?order=newest&amp;q=source%3Ameridian.example"));
}

TEST(ParametersTest, ReadsWhatFormsSend) {
  const Parameters read("q=sea+wall%21&empty=&lang=de&q=second&%C3%A9=%ff&broken=%4");
  EXPECT_EQ(read.get("q"), "sea wall!");
  EXPECT_EQ(read.get("empty"), std::nullopt);
  EXPECT_EQ(read.get("é"), "\xEF\xBF\xBD");
  EXPECT_EQ(read.get("broken"), "%4");
  EXPECT_EQ(read.get("nothing"), std::nullopt);
  EXPECT_EQ(Parameters::of_target("/search?q=a?b#q=c").get("q"), "a?b");
  EXPECT_EQ(server::percent_encoded("a b/é&"), "a%20b%2F%C3%A9%26");
}

}  // namespace
}  // namespace newsloom::server_test
