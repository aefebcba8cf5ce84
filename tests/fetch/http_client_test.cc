// The client against publishers on loopback. Waiting is for answers, never for time to pass: the pauses
// between requests are set to nothing, and where a time limit is the claim, nothing is answered at all.
#include "fetch/http_client.h"

#include <gtest/gtest.h>

#include <future>

#include "newswire/publisher.h"

namespace newsloom::fetch {
namespace {

using newswire::Answer;
using newswire::Asked;
using newswire::Publisher;
using newswire::Wire;

HttpOptions impatient() {
  HttpOptions options;
  options.loopback_hosts = {"127.0.0.1", "127.0.0.2", "localhost"};
  options.host_pause = std::chrono::milliseconds(0);
  options.timeout = std::chrono::milliseconds(20'000);
  return options;
}

Request ask(std::string url) {
  Request request;
  request.url = std::move(url);
  return request;
}

class HttpClientTest : public testing::Test {
 protected:
  Wire wire_;
  Publisher publisher_{wire_};
  HttpClient client_{impatient()};
};

TEST_F(HttpClientTest, GetsAPageWithItsHeaders) {
  publisher_.page("/a", Answer{.body = "<p>hello", .headers = {{"ETag", "\"7\""}}});
  const auto response = client_.get(ask(publisher_.url("/a#part")));
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->page.body, "<p>hello");
  EXPECT_EQ(response->page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(response->header("etag"), "\"7\"");
  const Asked asked = publisher_.asked().back();
  EXPECT_NE(asked.headers.at("user-agent").find("Newsloom"), std::string::npos);
  EXPECT_NE(asked.headers.at("accept-encoding").find("gzip"), std::string::npos);
  EXPECT_EQ(asked.headers.count("cookie"), 0U);
  EXPECT_EQ(asked.headers.count("referer"), 0U);
}

TEST_F(HttpClientTest, AsksOnlyForWhatHasChanged) {
  publisher_.page("/feed", [](const Asked& asked) {
    const auto etag = asked.headers.find("if-none-match");
    const bool known = etag != asked.headers.end() && etag->second == "\"7\"";
    return known ? Answer{.status = 304} : Answer{.body = "news"};
  });
  Request request = ask(publisher_.url("/feed"));
  EXPECT_EQ(client_.get(request)->status, 200);
  request.etag = "\"7\"";
  request.last_modified = "Tue, 03 Mar 2026 10:00:00 GMT\r\nX-Evil: 1";
  EXPECT_EQ(client_.get(request)->status, 304);
  EXPECT_EQ(publisher_.asked().back().headers.at("if-modified-since"),
            "Tue, 03 Mar 2026 10:00:00 GMTX-Evil: 1");
  EXPECT_EQ(publisher_.asked().back().headers.count("x-evil"), 0U);
}

TEST_F(HttpClientTest, FollowsRedirectsAndTellsPermanentMoves) {
  publisher_.page("/old", Answer{.status = 301, .headers = {{"Location", "/new"}}});
  publisher_.page("/new", Answer{.body = "here"});
  publisher_.page("/today", Answer{.status = 302, .headers = {{"Location", "/old"}}});
  const auto moved = client_.get(ask(publisher_.url("/old")));
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->page.body, "here");
  EXPECT_EQ(moved->page.url, publisher_.url("/new"));
  EXPECT_EQ(moved->moved_to, publisher_.url("/new"));
  const auto today = client_.get(ask(publisher_.url("/today")));
  ASSERT_TRUE(today);
  EXPECT_EQ(today->moved_to, std::nullopt);
}

TEST_F(HttpClientTest, EndsCirclesAndStrangeRedirects) {
  publisher_.page("/circle", Answer{.status = 302, .headers = {{"Location", "/circle"}}});
  publisher_.page("/file", Answer{.status = 302, .headers = {{"Location", "file:///etc/passwd"}}});
  publisher_.page("/gopher", Answer{.status = 302, .headers = {{"Location", "gopher://127.0.0.1/"}}});
  EXPECT_EQ(client_.get(ask(publisher_.url("/circle"))).error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(publisher_.times_asked("/circle"), 6);
  EXPECT_EQ(client_.get(ask(publisher_.url("/file"))).error().message, "is redirected to nowhere");
  EXPECT_EQ(client_.get(ask(publisher_.url("/gopher"))).error().message, "is redirected to nowhere");
  EXPECT_EQ(client_.get(ask("ftp://127.0.0.1/a")).error().code, ErrorCode::kInvalidArgument);
}

TEST_F(HttpClientTest, StaysOutOfTheOwnersNetwork) {
  HttpClient strict;
  publisher_.page("/a", Answer{.body = "secret"});
  const std::string port = publisher_.url("").substr(std::string("http://127.0.0.1").size());
  for (const std::string& host :
       {std::string("127.0.0.1"), std::string("localhost"), std::string("[::ffff:127.0.0.1]"),
        std::string("2130706433"), std::string("0x7f.1"), std::string("0")}) {
    const auto response = strict.get(ask(std::string("http://").append(host).append(port).append("/a")));
    ASSERT_FALSE(response) << host;
    EXPECT_TRUE(response.error().code == ErrorCode::kDenied ||
                response.error().code == ErrorCode::kInvalidArgument)
        << host << ": " << response.error().message;
  }
  EXPECT_TRUE(publisher_.asked().empty()) << "not even its robots.txt was asked for";
}

TEST_F(HttpClientTest, NoRedirectLeadsIntoTheOwnersNetwork) {
  Publisher inner(wire_, "127.0.0.9");
  publisher_.page("/lure", Answer{.status = 302, .headers = {{"Location", inner.url("/admin")}}});
  publisher_.page("/metadata",
                  Answer{.status = 302, .headers = {{"Location", "http://169.254.169.254/latest/"}}});
  EXPECT_EQ(client_.get(ask(publisher_.url("/lure"))).error().code, ErrorCode::kDenied);
  EXPECT_EQ(client_.get(ask(publisher_.url("/metadata"))).error().code, ErrorCode::kDenied);
  EXPECT_TRUE(inner.asked().empty());
}

TEST_F(HttpClientTest, CutsOffWhatIsTooLarge) {
  publisher_.page("/bomb",
                  Answer{.body = newswire::gzip_bomb(64), .headers = {{"Content-Encoding", "gzip"}}});
  publisher_.page("/endless", Answer{.body = std::string(65'536, 'x'), .endless = true});
  publisher_.page("/header", Answer{.headers = {{"X-Long", std::string(90'000, 'x')}}});
  Request request = ask(publisher_.url("/bomb"));
  request.max_bytes = 1u << 20;
  EXPECT_EQ(client_.get(request).error().code, ErrorCode::kTooLarge);
  request.url = publisher_.url("/endless");
  EXPECT_EQ(client_.get(request).error().code, ErrorCode::kTooLarge);
  request.url = publisher_.url("/header");
  EXPECT_FALSE(client_.get(request));
}

TEST_F(HttpClientTest, UndoesCompression) {
  publisher_.page("/a",
                  Answer{.body = newswire::gzip("plain again"), .headers = {{"Content-Encoding", "gzip"}}});
  EXPECT_EQ(client_.get(ask(publisher_.url("/a")))->page.body, "plain again");
}

TEST_F(HttpClientTest, GivesUpOnSilence) {
  HttpOptions options = impatient();
  options.timeout = std::chrono::milliseconds(300);
  HttpClient client(options);
  publisher_.page("/silent", Answer{.silent = true});
  EXPECT_EQ(client.get(ask(publisher_.url("/silent"))).error().code, ErrorCode::kTimeout);
}

TEST_F(HttpClientTest, HeedsRobotsAndReadsThemOnce) {
  publisher_.page("/robots.txt",
                  Answer{.body = "User-agent: newsloom\nDisallow: /private", .type = "text/plain"});
  publisher_.page("/private", Answer{.body = "secret"});
  publisher_.page("/open", Answer{.body = "news"});
  publisher_.page("/lure", Answer{.status = 302, .headers = {{"Location", "/private"}}});
  EXPECT_EQ(client_.get(ask(publisher_.url("/private"))).error().code, ErrorCode::kDenied);
  EXPECT_EQ(client_.get(ask(publisher_.url("/lure"))).error().code, ErrorCode::kDenied);
  EXPECT_EQ(client_.get(ask(publisher_.url("/open")))->page.body, "news");
  EXPECT_EQ(publisher_.times_asked("/robots.txt"), 1);
  EXPECT_EQ(publisher_.times_asked("/private"), 0);
}

TEST_F(HttpClientTest, LeavesSitesAloneWhoseRobotsFail) {
  publisher_.page("/robots.txt", Answer{.status = 500});
  publisher_.page("/a", Answer{.body = "news"});
  EXPECT_EQ(client_.get(ask(publisher_.url("/a"))).error().code, ErrorCode::kDenied);
  Publisher without(wire_, "127.0.0.2");
  without.page("/a", Answer{.body = "news"});
  EXPECT_TRUE(client_.get(ask(without.url("/a")))) << "no robots.txt allows all";
}

TEST_F(HttpClientTest, AsksOneHostOneThingAtATime) {
  for (int i = 0; i < 20; ++i) publisher_.page("/" + std::to_string(i), Answer{.body = std::to_string(i)});
  std::vector<std::promise<Result<Response>>> answers(20);
  for (std::size_t i = 0; i < answers.size(); ++i)
    client_.fetch(ask(publisher_.url("/" + std::to_string(i))),
                  [&answer = answers[i]](Result<Response> told) { answer.set_value(std::move(told)); });
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto response = answers[i].get_future().get();
    ASSERT_TRUE(response);
    EXPECT_EQ(response->page.body, std::to_string(i));
  }
  EXPECT_EQ(publisher_.most_connections(), 1);
  const auto asked = publisher_.asked();
  ASSERT_EQ(asked.size(), 21U);
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(asked[static_cast<std::size_t>(i) + 1].target, "/" + std::to_string(i));
}

TEST_F(HttpClientTest, AHostThatAsksForSilenceGetsIt) {
  publisher_.page("/busy", Answer{.status = 429, .headers = {{"Retry-After", "120"}}});
  publisher_.page("/a", Answer{.body = "news"});
  const auto busy = client_.get(ask(publisher_.url("/busy")));
  ASSERT_TRUE(busy);
  EXPECT_EQ(busy->retry_after_seconds, 120);
  EXPECT_EQ(client_.get(ask(publisher_.url("/a"))).error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(publisher_.times_asked("/a"), 0);
}

TEST_F(HttpClientTest, RequestsUnderWayAreToldOfTheEnd) {
  std::promise<Result<Response>> answer;
  publisher_.page("/silent", Answer{.silent = true});
  {
    HttpClient client(impatient());
    client.fetch(ask(publisher_.url("/silent")),
                 [&](Result<Response> told) { answer.set_value(std::move(told)); });
  }
  EXPECT_EQ(answer.get_future().get().error().code, ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace newsloom::fetch
