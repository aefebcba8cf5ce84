// Articles handed in over HTTP, and taken down.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <latch>
#include <nlohmann/json.hpp>
#include <string>

#include "newsloom/access.h"
#include "server/invented.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const std::string kPage =
    "<html><head><title>Sea wall</title><meta property='og:title' content='Harbour board votes to rebuild "
    "the wall'>"
    "</head><body><h1>Harbour board votes to rebuild the wall</h1><p>The harbour board voted on Tuesday to "
    "rebuild "
    "the whole of the old sea wall, the harbour master said.</p><p>The work takes four summers and is to "
    "begin in "
    "May, when the last of the winter storms is over.</p></body></html>";

class PushTest : public testing::Test {
 protected:
  explicit PushTest(const NewsroomOptions& options = {}) : server_({}, "", options) {}

  Answer send(const std::string& method, const std::string& target, const std::string& type,
              const std::string& body) {
    return ask(server_.port(),
               {.method = method,
                .target = target,
                .headers = "Authorization: Bearer " + token_ + "\r\nContent-Type: " + type + "\r\n",
                .body = body});
  }
  Answer put_page(const std::string& url) {
    return send("PUT", "/api/v1/articles?url=" + url, "text/html; charset=utf-8", kPage);
  }
  Answer take_down(const std::string& target) { return send("DELETE", target, "text/plain", ""); }

  RunningServer server_;
  std::string token_ = server_.newsroom().access().add_token("test").value();
};

TEST_F(PushTest, StoresAPageAndShowsItAtOnce) {
  const Answer answer = put_page("https%3A%2F%2Fmeridian.example%2Fwall");
  EXPECT_EQ(answer.status, 201);
  const Json told = Json::parse(answer.body);
  EXPECT_EQ(told["outcome"], "new");
  EXPECT_EQ(answer.header("location"), told["page"].get<std::string>());
  const Answer page = get(server_.port(), answer.header("location"));
  EXPECT_THAT(page.body, HasSubstr("Harbour board votes to rebuild the wall"));
  EXPECT_THAT(page.body, HasSubstr("https://meridian.example/wall"));
}

TEST_F(PushTest, IsIdempotent) {
  const Json first = Json::parse(put_page("https%3A%2F%2Fmeridian.example%2Fwall").body);
  const Answer again = put_page("https%3A%2F%2Fmeridian.example%2Fwall");
  EXPECT_EQ(again.status, 200);
  const Json second = Json::parse(again.body);
  EXPECT_EQ(second["outcome"], "unchanged");
  EXPECT_EQ(second["id"], first["id"]);
  EXPECT_EQ(server_.newsroom().edition().value().article_count, 1);
}

TEST_F(PushTest, TakesARecordAndItsNextState) {
  Article article = sea_wall_article();
  EXPECT_EQ(send("PUT", "/api/v1/articles", "application/json", to_json(article)).status, 201);
  article.text += "\n\nThe board meets again in June.";
  const Answer answer = send("PUT", "/api/v1/articles", "application/json", to_json(article));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(Json::parse(answer.body)["outcome"], "updated");
  const Answer back = send("PUT", "/api/v1/articles", "application/json", to_json(sea_wall_article()));
  EXPECT_EQ(Json::parse(back.body)["outcome"], "updated") << "what is put is how the article stands now";
}

TEST_F(PushTest, SaysWhatItCannotTake) {
  const struct {
    const char *target, *type, *body;
    int status;
    const char* code;
  } rows[] = {
      {"/api/v1/articles", "application/json", "{\"id\":", 400, "invalid_argument"},
      {"/api/v1/articles", "application/json", "[]", 400, "invalid_argument"},
      {"/api/v1/articles", "application/pdf", "%PDF", 415, "unsupported_type"},
      {"/api/v1/articles?url=javascript:alert(1)", "text/html", "<p>x", 400, "invalid_argument"},
      {"/api/v1/articles", "text/html", "", 422, "nothing_to_show"},
  };
  for (const auto& row : rows) {
    const Answer answer = send("PUT", row.target, row.type, row.body);
    EXPECT_EQ(answer.status, row.status) << row.target << ' ' << row.body;
    EXPECT_EQ(Json::parse(answer.body)["code"], row.code) << row.body;
  }
  const Answer method = send("PATCH", "/api/v1/articles", "application/json", "{}");
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.header("allow"), "GET, HEAD, PUT, POST, DELETE");
}

TEST_F(PushTest, TakesManyRecordsInTheirOrder) {
  std::string lines;
  for (int i = 1; i <= 30; ++i) lines += to_json(numbered_article(i)) + "\n";
  lines += "no record\n" + to_json(numbered_article(1)) + "\n";
  const Answer answer = send("POST", "/api/v1/articles", "application/x-ndjson", lines);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(Json::parse(answer.body),
            Json::parse(R"({"pages":32,"articles":30,"updated":0,"skipped":1,"failed":1})"));
  for (int i = 1; i <= 30; ++i)
    EXPECT_EQ(number(server_.newsroom().find("report-" + std::to_string(i)).value()), i);
}

TEST_F(PushTest, TakesDownForGood) {
  const Json pushed = Json::parse(put_page("https%3A%2F%2Fmeridian.example%2Fwall").body);
  const std::string number_text = std::to_string(pushed["id"].get<int>());
  EXPECT_EQ(take_down("/api/v1/articles/" + number_text).status, 200);
  EXPECT_EQ(get(server_.port(), "/article/" + number_text).status, 404);
  EXPECT_THAT(get(server_.port(), "/").body, Not(HasSubstr("Harbour board votes")));
  EXPECT_THAT(get(server_.port(), "/api/v1/articles").body, Not(HasSubstr("Harbour board votes")));
  EXPECT_EQ(take_down("/api/v1/articles/" + number_text).status, 404);
  EXPECT_EQ(put_page("https%3A%2F%2Fmeridian.example%2Fwall").status, 410);
  EXPECT_EQ(put_page("https%3A%2F%2Fmeridian.example%2Fwall%3Futm_source%3Dx").status, 410)
      << "another spelling";
}

TEST_F(PushTest, TakesDownAnAddressOrAWholeSource) {
  put_page("https%3A%2F%2Fmeridian.example%2Fone");
  EXPECT_EQ(
      Json::parse(take_down("/api/v1/articles?url=https%3A%2F%2Fmeridian.example%2Fone").body)["taken_down"],
      1);
  EXPECT_EQ(put_page("https%3A%2F%2Fwww.ledger.example%2Ftwo").status, 201);
  EXPECT_EQ(Json::parse(take_down("/api/v1/articles?source=ledger.example").body)["taken_down"], 1);
  EXPECT_EQ(put_page("https%3A%2F%2Fledger.example%2Fthree").status, 410);
  EXPECT_EQ(take_down("/api/v1/articles").status, 400);
  EXPECT_EQ(take_down("/api/v1/articles/0").status, 404);
}

class FullQueueTest : public PushTest {
 protected:
  FullQueueTest() : PushTest({.path = {}, .queue = 1}) {}
};

TEST_F(FullQueueTest, IsToldToComeAgain) {
  std::latch held(1), go(1), taken(1);
  Newsroom& newsroom = server_.newsroom();
  ASSERT_TRUE(newsroom.submit(PreparedArticle(numbered_article(1)), [&](auto) {
    held.count_down();
    go.wait();
  }));
  held.wait();
  ASSERT_TRUE(newsroom.submit(PreparedArticle(numbered_article(2)), [&](auto) { taken.count_down(); }));
  const Answer refused = send("PUT", "/api/v1/articles", "application/json", to_json(numbered_article(3)));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("retry-after"), "1");
  EXPECT_EQ(Json::parse(refused.body)["code"], "unavailable");
  const std::string two = to_json(numbered_article(3)) + "\n" + to_json(numbered_article(4));
  const Answer many = send("POST", "/api/v1/articles", "application/x-ndjson", two);
  EXPECT_EQ(many.status, 503);
  EXPECT_EQ(Json::parse(many.body)["pages"], 0) << "says from where to go on";
  go.count_down();
  taken.wait();
  EXPECT_EQ(send("PUT", "/api/v1/articles", "application/json", to_json(numbered_article(3))).status, 201);
}

}  // namespace
}  // namespace newsloom::server_test
