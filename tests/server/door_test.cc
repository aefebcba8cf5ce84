// The lock on the door, attacked over HTTP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <string>

#include "newsloom/access.h"
#include "server/invented.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kPassword = "a long walk on the pier";
const std::string kForm = "Content-Type: application/x-www-form-urlencoded\r\n";
const std::string kRecord = R"({"id":"pushed","title":"A harbour notice","text":"The berth is closed."})";

/// Stands still unless a test moves it.
class SetClock final : public Clock {
 public:
  std::int64_t now() const override { return now_utc; }
  std::atomic<std::int64_t> now_utc = 1'930'000'000;
};

std::string password_form(const std::string& password, const std::string& next = "%2F") {
  std::string escaped;
  for (const char c : password) escaped += c == ' ' ? '+' : c;
  return "password=" + escaped + "&next=" + next;
}

Answer sign_in(int port, const std::string& password, const std::string& headers = "",
               const std::string& next = "%2F") {
  return ask(port, {.method = "POST",
                    .target = "/sign-in",
                    .headers = kForm + headers,
                    .body = password_form(password, next)});
}

std::string cookie_of(const Answer& answer) {
  const std::string line = answer.header("set-cookie");
  return line.empty() ? "" : "Cookie: " + line.substr(0, line.find(';')) + "\r\n";
}

/// The form token of a page as the session's owner sees it.
std::string form_token(int port, const std::string& cookie) {
  const std::string page = get(port, "/", cookie).body, before = "name=\"form_token\" value=\"";
  const std::size_t at = page.find(before);
  if (at == std::string::npos) return "";
  const std::size_t start = at + before.size();
  return page.substr(start, page.find('"', start) - start);
}

Answer put(int port, const std::string& headers) {
  return ask(port, {.method = "PUT",
                    .target = "/api/v1/articles",
                    .headers = "Content-Type: application/json\r\n" + headers,
                    .body = kRecord});
}

bool is_signed_in(int port, const std::string& cookie) { return !form_token(port, cookie).empty(); }

TEST(Door, ShowsReadersOnThisMachineThePagesWithoutASignIn) {
  RunningServer server;
  EXPECT_EQ(get(server.port(), "/").status, 200);
  EXPECT_EQ(get(server.port(), "/api/v1/edition").status, 200);
}

TEST(Door, LetsNobodyWriteWithoutASessionOrToken) {
  RunningServer server;
  const Answer answer = put(server.port(), "");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.header("www-authenticate"), "Bearer");
  for (const char* made_up : {"Authorization: Bearer nonsense\r\n", "Authorization: Bearer \r\n",
                              "Authorization: Basic b3duZXI6b3duZXI=\r\n", "Cookie: newsloom_session=\r\n",
                              "Cookie: newsloom_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"}) {
    EXPECT_EQ(put(server.port(), made_up).status, 401) << made_up;
  }
  EXPECT_EQ(ask(server.port(), {.method = "DELETE", .target = "/api/v1/articles/1"}).status, 401);
  EXPECT_EQ(ask(server.port(), {.method = "POST", .target = "/sign-out", .headers = kForm}).status, 401);
}

TEST(Door, TakesAnApiTokenUntilItIsRemoved) {
  RunningServer server;
  Access& access = server.newsroom().access();
  const std::string token = access.add_token("crawler").value();
  EXPECT_EQ(put(server.port(), "Authorization: Bearer " + token + "\r\n").status, 201);
  EXPECT_EQ(put(server.port(), "Authorization: bearer " + token + "\r\n").status, 200);
  EXPECT_EQ(put(server.port(), "Authorization: Bearer " + token + "x\r\n").status, 401);
  EXPECT_EQ(put(server.port(), "Authorization: Bearer " + token.substr(1) + "\r\n").status, 401);
  ASSERT_TRUE(access.remove_token("crawler"));
  EXPECT_EQ(put(server.port(), "Authorization: Bearer " + token + "\r\n").status, 401);
}

TEST(Door, OpensOnceForTheKeyThatWasPrinted) {
  RunningServer server;
  const std::string target = "/?key=" + server.server().one_time_key();
  EXPECT_EQ(get(server.port(), "/?key=wrong").status, 403);
  RawClient head(server.port());
  head.send("HEAD " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(head.read_answer(true).header("set-cookie"), "") << "a preview does not use it up";
  const Answer answer = get(server.port(), target);
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.header("location"), "/") << "the key stays in no history";
  EXPECT_THAT(answer.header("set-cookie"), AllOf(HasSubstr("HttpOnly"), HasSubstr("SameSite=Lax"),
                                                 HasSubstr("Path=/;"), Not(HasSubstr("Secure"))));
  EXPECT_TRUE(is_signed_in(server.port(), cookie_of(answer)));
  EXPECT_EQ(get(server.port(), target).status, 403);
  EXPECT_EQ(get(server.port(), target, cookie_of(answer)).status, 303) << "who is in stays in";
}

TEST(Door, TakesTheSessionOfAFormOnlyWithItsToken) {
  RunningServer server;
  const std::string cookie = server.sign_in(), token = form_token(server.port(), cookie);
  EXPECT_EQ(put(server.port(), cookie).status, 403) << "no token";
  EXPECT_EQ(put(server.port(), cookie + "X-Form-Token: " + std::string(43, 'A') + "\r\n").status, 403);
  EXPECT_EQ(put(server.port(), cookie + "X-Form-Token: " + token + "\r\n").status, 201);
}

TEST(Door, TakesNoFormOfAnotherSite) {
  RunningServer server;
  const std::string cookie = server.sign_in();
  const std::string good = cookie + "X-Form-Token: " + form_token(server.port(), cookie) + "\r\n";
  for (const char* foreign : {"Origin: https://evil.example\r\n", "Origin: null\r\n",
                              "Origin: http://localhost.evil.example\r\n", "Origin: http://localhost:1\r\n",
                              "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n"}) {
    EXPECT_EQ(put(server.port(), good + foreign).status, 403) << foreign;
  }
  EXPECT_EQ(put(server.port(), good + "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n").status,
            201);
}

TEST(Door, TakesNoTokenOfAnotherSession) {
  RunningServer server({}, kPassword);
  const std::string mine = cookie_of(sign_in(server.port(), kPassword));
  const std::string other = cookie_of(sign_in(server.port(), kPassword));
  ASSERT_NE(mine, other);
  EXPECT_EQ(put(server.port(), mine + "X-Form-Token: " + form_token(server.port(), other) + "\r\n").status,
            403);
}

TEST(Door, SignsInWithThePasswordAndOutAgain) {
  RunningServer server({}, kPassword);
  EXPECT_EQ(server.server().one_time_key(), "") << "who has a password needs no key";
  EXPECT_EQ(get(server.port(), "/?key=").status, 200) << "an empty key is none";
  const Answer wrong = sign_in(server.port(), "a long walk on the bier");
  EXPECT_EQ(wrong.status, 403);
  EXPECT_EQ(wrong.header("set-cookie"), "");
  const Answer right = sign_in(server.port(), kPassword, "", "%2Fstory%2F7");
  EXPECT_EQ(right.status, 303);
  EXPECT_EQ(right.header("location"), "/story/7");
  const std::string cookie = cookie_of(right);
  const std::string body = "form_token=" + form_token(server.port(), cookie);
  const Answer out =
      ask(server.port(), {.method = "POST", .target = "/sign-out", .headers = kForm + cookie, .body = body});
  EXPECT_EQ(out.status, 303);
  EXPECT_THAT(out.header("set-cookie"), HasSubstr("Max-Age=0"));
  EXPECT_FALSE(is_signed_in(server.port(), cookie))
      << "the old cookie is worth nothing, wherever it was kept";
}

TEST(Door, GivesEverySignInASessionOfItsOwn) {
  RunningServer server({}, kPassword);
  const std::string planted = "Cookie: newsloom_session=chosen-by-somebody-else\r\n";
  const Answer answer = sign_in(server.port(), kPassword, planted);
  EXPECT_THAT(answer.header("set-cookie"), Not(HasSubstr("chosen-by-somebody-else")));
  EXPECT_FALSE(is_signed_in(server.port(), planted));
  const std::string first = cookie_of(answer);
  const std::string second = cookie_of(sign_in(server.port(), kPassword, first));
  EXPECT_FALSE(is_signed_in(server.port(), first)) << "it ends with the next sign-in";
  EXPECT_TRUE(is_signed_in(server.port(), second));
}

TEST(Door, ProlongsTheSessionOfWhoComesBackOnceADay) {
  SetClock clock;
  constexpr std::int64_t kDay = 24 * 3600;
  RunningServer server({}, {}, {}, {.clock = &clock});
  const std::string cookie = server.sign_in();
  EXPECT_EQ(get(server.port(), "/", cookie).header("set-cookie"), "");
  for (int week = 0; week < 10; ++week) {
    clock.now_utc += 7 * kDay;
    const Answer answer = get(server.port(), "/", cookie);
    EXPECT_THAT(answer.header("set-cookie"), AllOf(HasSubstr("Max-Age=2592000"), HasSubstr("HttpOnly")));
    EXPECT_EQ(cookie_of(answer), cookie);
    EXPECT_EQ(get(server.port(), "/", cookie).header("set-cookie"), "") << "once is enough";
  }
  EXPECT_TRUE(is_signed_in(server.port(), cookie));
  clock.now_utc += 31 * kDay;
  EXPECT_FALSE(is_signed_in(server.port(), cookie));
  EXPECT_EQ(get(server.port(), "/", cookie).header("set-cookie"), "");
}

Answer set_password(int port, const std::string& cookie, const std::string& token,
                    const std::string& fields) {
  return ask(port, {.method = "POST",
                    .target = "/password",
                    .headers = kForm + cookie,
                    .body = "form_token=" + token + "&" + fields});
}

TEST(Door, LetsTheOwnerSetAPasswordAndThenChangeIt) {
  RunningServer server;
  const std::string first = server.sign_in(), token = form_token(server.port(), first);
  EXPECT_THAT(get(server.port(), "/password", first).body, Not(HasSubstr("name=\"current\"")));
  const Answer set =
      set_password(server.port(), first, token, "password=a+walk+on+the+pier&again=a+walk+on+the+pier");
  EXPECT_EQ(set.status, 303);
  const std::string second = cookie_of(set);
  EXPECT_TRUE(is_signed_in(server.port(), second));
  EXPECT_FALSE(is_signed_in(server.port(), first)) << "every other session has ended";
  EXPECT_THAT(get(server.port(), "/password", second).body, HasSubstr("name=\"current\""));
  const std::string fresh = "password=an+oar+in+the+hall&again=an+oar+in+the+hall";
  EXPECT_EQ(set_password(server.port(), second, form_token(server.port(), second), fresh).status, 403)
      << "without the old one";
  const Answer changed = set_password(server.port(), second, form_token(server.port(), second),
                                      "current=a+walk+on+the+pier&" + fresh);
  EXPECT_EQ(changed.status, 303);
  EXPECT_TRUE(server.newsroom().access().is_password("an oar in the hall"));
  EXPECT_EQ(sign_in(server.port(), "an oar in the hall").status, 303);
}

TEST(Door, SetsNoPasswordForAnybodyElse) {
  RunningServer server;
  const std::string cookie = server.sign_in(), token = form_token(server.port(), cookie);
  const std::string fields = "password=an+oar+in+the+hall&again=an+oar+in+the+hall";
  const std::string api =
      "Authorization: Bearer " + server.newsroom().access().add_token("crawler").value() + "\r\n";
  EXPECT_EQ(get(server.port(), "/password").status, 303) << "to the sign-in page";
  EXPECT_EQ(set_password(server.port(), "", "", fields).status, 401);
  EXPECT_EQ(set_password(server.port(), cookie, "", fields).status, 403) << "another site's form";
  EXPECT_EQ(set_password(server.port(), cookie + "Origin: https://evil.example\r\n", token, fields).status,
            403);
  EXPECT_EQ(set_password(server.port(), api, "", fields).status, 401) << "a program's token is not the owner";
  EXPECT_EQ(set_password(server.port(), cookie, token, "password=short&again=short").status, 400);
  EXPECT_EQ(set_password(server.port(), cookie, token, "password=an+oar+in+the+hall&again=an+oar").status,
            400);
  EXPECT_FALSE(server.newsroom().access().has_password());
}

TEST(Door, LosesItsPrintedKeyWithTheFirstPassword) {
  RunningServer server;
  ASSERT_TRUE(server.newsroom().access().set_password(kPassword));
  EXPECT_EQ(get(server.port(), "/?key=" + server.server().one_time_key()).status, 403);
}

TEST(Door, SlowsDownWhoGuessesTheOldPassword) {
  SetClock clock;
  RunningServer server({}, kPassword, {}, {.clock = &clock});
  const std::string cookie = cookie_of(sign_in(server.port(), kPassword));
  int refused = 0;
  for (int i = 0; i < 12; ++i)
    refused += set_password(server.port(), cookie, form_token(server.port(), cookie),
                            "current=guess+number+" + std::to_string(i) +
                                "&password=mine+for+ever&again=mine+for+ever")
                   .status == 429;
  EXPECT_GE(refused, 5);
  EXPECT_TRUE(server.newsroom().access().is_password(kPassword));
}

TEST(Door, SlowsDownWhoGuesses) {
  SetClock clock;
  RunningServer server({}, kPassword, {}, {.clock = &clock});
  int refused = 0;
  for (int i = 0; i < 12; ++i)
    refused += sign_in(server.port(), "guess number " + std::to_string(i)).status == 429;
  EXPECT_GE(refused, 5);
  EXPECT_EQ(sign_in(server.port(), kPassword).status, 429)
      << "also for the right one, or guessing would go on";
  clock.now_utc += 60;
  EXPECT_EQ(sign_in(server.port(), kPassword).status, 303);
}

TEST(Door, NeverSendsABrowserToAnotherSiteAfterASignIn) {
  for (const char* next : {"https%3A%2F%2Fevil.example%2F", "%2F%2Fevil.example", "%2F%5Cevil.example",
                           "%2Fok%0D%0ASet-Cookie%3A+a%3Db", "%2Fok%0D%0A%0D%0Abody"}) {
    RunningServer server({}, kPassword);
    const Answer answer = sign_in(server.port(), kPassword, "", next);
    EXPECT_EQ(answer.status, 303);
    EXPECT_EQ(answer.header("location"), "/") << next;
    EXPECT_THAT(answer.header("set-cookie"), StartsWith("newsloom_session=")) << next;
  }
}

TEST(Door, AnswersToItsOwnNamesOnly) {
  ServerOptions options;
  options.hosts = {"news.example"};
  RunningServer server(options);
  EXPECT_EQ(ask(server.port(), {.host = "news.example"}).status, 200);
  EXPECT_EQ(ask(server.port(), {.host = "NEWS.example:8080"}).status, 200);
  for (const char* host :
       {"evil.example", "news.example.evil.example", "127.0.0.1.evil.example", "", "news.example@evil"})
    EXPECT_EQ(ask(server.port(), {.host = host}).status, 421) << host;
  EXPECT_EQ(put(server.port(), "Host: evil.example\r\n").status, 400) << "two hosts";
}

TEST(Door, ShowsNothingPrivateThroughAProxy) {
  RunningServer plain;
  const ArticleId id = plain.publish(sea_wall_article());
  const std::string target = "/article/" + std::to_string(number(id));
  EXPECT_EQ(get(plain.port(), target, "X-Forwarded-For: 198.51.100.7\r\n").status, 303) << "not configured";

  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  RunningServer server(options, kPassword);
  const Answer stranger = get(server.port(), target);
  EXPECT_EQ(stranger.status, 303);
  EXPECT_EQ(stranger.header("location"), "/sign-in?next=%2Farticle%2F" + std::to_string(number(id)));
  EXPECT_EQ(get(server.port(), "/api/v1/edition").status, 401);
  EXPECT_EQ(get(server.port(), "/sign-in").status, 200);
  EXPECT_EQ(get(server.port(), "/static/newsloom.css").status, 200);
  const std::string cookie = cookie_of(sign_in(server.port(), kPassword));
  EXPECT_EQ(get(server.port(), "/", cookie).status, 200);
}

TEST(Door, MarksItsCookieSecureBehindHttps) {
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  RunningServer server(options, kPassword);
  const std::string https = "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n";
  EXPECT_THAT(sign_in(server.port(), kPassword, https).header("set-cookie"), HasSubstr("; Secure"));
  EXPECT_EQ(sign_in(server.port(), kPassword, https + "Origin: http://localhost\r\n").status, 403)
      << "a page without TLS is another site";
}

TEST(Door, CountsRequestsByTheClientThatAProxyNames) {
  ServerOptions options;
  options.mode = SiteMode::kPublic;
  options.trusted_proxies = {"127.0.0.0/8", "10.0.0.0/8"};
  SetClock clock;
  RunningServer server(options, kPassword, {}, {.clock = &clock});
  const auto status_for = [&](const std::string& forwarded) {
    return get(server.port(), "/healthz", "X-Forwarded-For: " + forwarded + "\r\n").status;
  };
  int refused = 0;
  // What stands left of the last untrusted address is only what the client says of itself.
  for (int i = 0; i < 300; ++i)
    refused += status_for("203.0.113." + std::to_string(i % 250) + ", 198.51.100.7, 10.1.2.3") == 429;
  EXPECT_EQ(refused, 100) << "after a burst of 200";
  EXPECT_EQ(status_for("198.51.100.8"), 200) << "another client";
  for (int i = 0; i < 300; ++i) status_for("2001:db8:0:7::" + std::to_string(i + 1));
  EXPECT_EQ(status_for("2001:db8:0:7:ffff::1"), 429) << "one household, one /64";
  EXPECT_EQ(status_for("2001:db8:0:8::1"), 200);
  clock.now_utc += 1;
  EXPECT_EQ(status_for("198.51.100.7"), 200) << "who waits is let in again";
}

TEST(Door, ReadsNoLargeBodyOfAStranger) {
  RunningServer server;
  const std::string length = "Content-Length: 20000\r\n";
  RawClient stranger(server.port());
  stranger.send("POST /sign-in HTTP/1.1\r\nHost: localhost\r\n" + length + "\r\n");
  EXPECT_EQ(stranger.read_answer().status, 413) << "before the body came";
  RawClient chunks(server.port());
  chunks.send("POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5000\r\n" +
              std::string(0x5000, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunks.read_answer().status, 413);
  const std::string token = server.newsroom().access().add_token("crawler").value();
  Asked big{.method = "PUT",
            .target = "/api/v1/articles",
            .headers = "Content-Type: text/plain\r\nAuthorization: Bearer " + token + "\r\n",
            .body = "A harbour notice\n\n" + std::string(100'000, 'x')};
  EXPECT_EQ(ask(server.port(), big).status, 201);
}

TEST(Door, KeepsItsPagesBelowTheBasePath) {
  ServerOptions options;
  options.base_path = "/news";
  RunningServer server(options, kPassword);
  const std::string article = "/article/" + std::to_string(number(server.publish(sea_wall_article())));
  EXPECT_EQ(get(server.port(), "/").status, 404);
  EXPECT_EQ(get(server.port(), "/newsroom").status, 404);
  const Answer front = get(server.port(), "/news");
  EXPECT_EQ(front.status, 200);
  EXPECT_THAT(front.body,
              AllOf(HasSubstr("href=\"/news/static/newsloom.css\""), HasSubstr("href=\"/news" + article)));
  EXPECT_THAT(front.body, Not(HasSubstr("href=\"/static")));
  EXPECT_EQ(get(server.port(), "/news" + article).status, 200);
  const Answer in =
      ask(server.port(),
          {.method = "POST", .target = "/news/sign-in", .headers = kForm, .body = password_form(kPassword)});
  EXPECT_EQ(in.header("location"), "/news/");
  EXPECT_THAT(in.header("set-cookie"), HasSubstr("Path=/news/;"));
}

TEST(Door, DoesNotOpenBeyondThisMachineWithoutAPassword) {
  RunningServer within;
  ServerOptions options;
  options.listen = "0.0.0.0:0";
  options.web_root = NEWSLOOM_SOURCE_DIR "/web";
  const auto refused = Server::start(options, within.newsroom());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
  EXPECT_THAT(refused.error().message, HasSubstr("newsloom password"));
  ASSERT_TRUE(within.newsroom().access().set_password(kPassword));
  EXPECT_TRUE(Server::start(options, within.newsroom()));
}

}  // namespace
}  // namespace newsloom::server_test
