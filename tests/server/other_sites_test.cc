// Other sites: which pages may ask from their readers' browsers, the list without a script, what may be sent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/access.h"
#include "server/asked_article.h"
#include "server/invented.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

const std::string kBlog = "https://blog.example";
const std::string kAddress = "https://meridian.example/coast/sea-wall";

ServerOptions public_site() {
  ServerOptions options;
  options.mode = SiteMode::kPublic;
  options.hosts = {"news.example"};
  options.other_sites = {kBlog};
  return options;
}

/// The sea wall, and four other affairs of other publishers.
void fill(RunningServer& server) {
  Article wall = sea_wall_article();
  wall.published->utc_seconds = 1'600'000'000;
  server.publish(wall);
  const std::vector<std::pair<std::string, std::string>> others = {
      {"Ferry to Lower Vellin stops for the winter",
       "The ferry between Port Vellin and Lower Vellin will not sail until spring, its captain Ada Brill "
       "said."},
      {"Frost kills the cherry blossom of Upper Tarn",
       "Growers found every second tree bare after two nights."},
      {"Quill wins the chess final",
       "After nine hours of play Mara Quill beat the champion of the province."},
      {"Fewer nights for the observatory",
       "Street lamps drown the faint stars, the astronomers of Orrery write."}};
  int count = 0;
  for (const auto& [title, text] : others) {
    Article article = numbered_article(++count);
    article.published->utc_seconds = 1'600'000'000 + count;
    article.title = title;
    article.text = text;
    article.summary.reset();
    server.publish(article);
  }
}

Answer ask_from(int port, const std::string& origin, const std::string& target,
                const std::string& method = "GET") {
  return ask(port, {.method = method, .target = target, .headers = "Origin: " + origin + "\r\n"});
}

TEST(OtherSites, OnlyPagesOfTheListMayReadAnswers) {
  RunningServer server(public_site());
  fill(server);
  for (const std::string& target :
       {std::string("/api/v1/recommended?url=") + kAddress, "/widget/recommended?url=" + kAddress,
        std::string("/api/v1/recommended?url=https://unknown.example/")}) {
    const Answer known = ask_from(server.port(), kBlog, target);
    EXPECT_EQ(known.header("access-control-allow-origin"), kBlog) << target;
    EXPECT_EQ(known.header("cross-origin-resource-policy"), "cross-origin") << target;
    EXPECT_EQ(known.header("vary"), "Origin") << target;
    EXPECT_EQ(known.header("access-control-allow-credentials"), "") << target;
    const Answer stranger = ask_from(server.port(), "https://other.example", target);
    EXPECT_EQ(stranger.header("access-control-allow-origin"), "") << target;
    EXPECT_EQ(stranger.header("cross-origin-resource-policy"), "same-origin") << target;
    EXPECT_EQ(stranger.header("vary"), "Origin") << target;
  }
  EXPECT_EQ(ask_from(server.port(), kBlog, "/article/1").header("access-control-allow-origin"), "")
      << "pages are for people";
}

TEST(OtherSites, ABrowserThatAsksBeforehandIsToldWhatItMay) {
  RunningServer server(public_site());
  const Answer allowed = ask_from(server.port(), kBlog, "/api/v1/recommended", "OPTIONS");
  EXPECT_EQ(allowed.status, 204);
  EXPECT_EQ(allowed.header("access-control-allow-origin"), kBlog);
  EXPECT_EQ(allowed.header("access-control-allow-methods"), "GET, POST") << "nothing that takes down";
  EXPECT_THAT(allowed.header("access-control-allow-headers"), Not(HasSubstr("uthorization")));
  EXPECT_EQ(ask_from(server.port(), "https://other.example", "/api/v1/recommended", "OPTIONS").status, 405);
}

TEST(OtherSites, APrivateSiteHasNone) {
  RunningServer server;
  EXPECT_EQ(ask_from(server.port(), kBlog, "/api/v1/edition").header("access-control-allow-origin"), "");
  EXPECT_EQ(ask_from(server.port(), kBlog, "/api/v1/stories/for-text", "POST").status, 403);
  ServerOptions options = public_site();
  options.mode = SiteMode::kPrivate;
  EXPECT_ANY_THROW(RunningServer{options});
  options = public_site();
  for (const char* wrong :
       {"blog.example", "https://blog.example/", "https://blog.example/path", "*", "null"}) {
    options.other_sites = {wrong};
    EXPECT_ANY_THROW(RunningServer{options}) << wrong;
  }
}

TEST(OtherSites, TheScriptMayBeLoadedByEveryPageAndNamedByItsHash) {
  RunningServer server(public_site());
  const Answer script = get(server.port(), "/static/widget.js");
  EXPECT_EQ(script.header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.header("access-control-allow-origin"), "*");
  EXPECT_EQ(script.header("cross-origin-resource-policy"), "cross-origin");
  EXPECT_EQ(script.header("set-cookie"), "");
  for (const char* absent : {"cookie", "localStorage", "innerHTML", "eval", ".style"})
    EXPECT_THAT(script.body, Not(HasSubstr(std::string(absent) + "("))) << absent;
  EXPECT_EQ(get(server.port(), "/static/newsloom.css").header("access-control-allow-origin"), "");
}

TEST(Fragment, IsAListOfWholeLinksToThePublishersPages) {
  RunningServer server(public_site());
  fill(server);
  const Answer list =
      get(server.port(), "/widget/recommended?limit=3&url=" + kAddress + "%3Futm_source=mail");
  EXPECT_EQ(list.status, 200);
  EXPECT_EQ(list.body.find("<ul class=\"newsloom-list\">"), 0U) << list.body;
  EXPECT_THAT(list.body, HasSubstr("href=\"https://ledger"));
  EXPECT_THAT(list.body, HasSubstr("<span class=\"newsloom-why\">"));
  EXPECT_THAT(list.body, Not(HasSubstr("<html")));
  std::size_t entries = 0;
  for (std::size_t at = 0; (at = list.body.find("<li ", at)) != std::string::npos; ++at) ++entries;
  EXPECT_EQ(entries, 3U);
}

TEST(Fragment, IsNothingWhereNothingIsKnown) {
  RunningServer server(public_site());
  fill(server);
  for (const char* target : {"/widget/recommended?url=https://unknown.example/", "/widget/recommended"}) {
    const Answer list = get(server.port(), target);
    EXPECT_EQ(list.status, 200) << target;
    EXPECT_EQ(list.body, "") << target;
  }
}

TEST(Fragment, LinksHereWhereNoAddressIsKnownAndEscapesWhatPublishersWrite) {
  RunningServer server(public_site());
  fill(server);
  Article hostile = numbered_article(7);
  hostile.url = hostile.canonical_url = std::nullopt;
  hostile.title = "<script>alert(1)</script> \"&";
  hostile.text = "Bees in the belfry kept the bell of Saint Osk silent for a week.";
  hostile.published->utc_seconds = 1'600'000'000;
  const ArticleId id = server.publish(hostile);
  const std::string list = get(server.port(), "/widget/recommended?limit=20&url=" + kAddress).body;
  EXPECT_THAT(list, Not(HasSubstr("<script")));
  EXPECT_THAT(list, HasSubstr("href=\"http://localhost/article/" + std::to_string(number(id)) + "\""));
}

TEST(OnlyOneSource, ItsOwnArticlesAreRecommendedHoweverMany) {
  RunningServer server(public_site());
  fill(server);
  const std::string of_all = get(server.port(), "/api/v1/recommended?id=1").body;
  EXPECT_THAT(of_all, HasSubstr("ledger2.example"));
  const Json own = Json::parse(get(server.port(), "/api/v1/recommended?id=1&source=ledger2.example").body);
  ASSERT_EQ(own["recommended"].size(), 1U);
  EXPECT_EQ(own["recommended"][0]["article"]["source"], "ledger2.example");
}

TEST(AskedText, OfAVisitorIsTakenUpToItsOwnLimitAndNoOther) {
  RunningServer server(public_site());
  const auto send = [&](const std::string& target, const std::string& type, std::size_t bytes) {
    return ask(server.port(), {.method = "POST",
                               .target = target,
                               .headers = "Content-Type: " + type + "\r\n",
                               .body = std::string(bytes, 'x')})
        .status;
  };
  EXPECT_EQ(send("/api/v1/recommended", "text/plain", 100'000), 200);
  EXPECT_EQ(send("/api/v1/recommended", "text/plain", server::kMaxAskedBytes + 1), 413);
  EXPECT_EQ(send("/api/v1/articles", "text/plain", 100'000), 413);
  EXPECT_EQ(send("/api/v1/recommended", "image/png", 10), 400);
  EXPECT_EQ(send("/api/v1/recommended", "application/json", 10), 400);
  EXPECT_EQ(send("/api/v1/stories/for-text", "text/plain", 0), 400);
}

TEST(AskedText, IsNotStored) {
  RunningServer server(public_site());
  fill(server);
  const auto before = server.newsroom().edition()->article_count;
  ask(server.port(),
      {.method = "POST",
       .target = "/api/v1/recommended",
       .headers = "Content-Type: application/json\r\n",
       .body = R"({"id":"fresh","title":"Bridge of Tharn closed","text":"Closed for a year."})"});
  EXPECT_EQ(server.newsroom().edition()->article_count, before);
}

}  // namespace
}  // namespace newsloom::server_test
