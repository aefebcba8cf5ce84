// The front page's offers: a page by its address, a page from a file, a list of feeds from a file. The owner
// gets an article or a sentence that says why not; nobody else gets anything in.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "fetch/http_client.h"
#include "newswire/publisher.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kText =
    "<p>The last steam ferry between Orsk and the island of Tell made its final crossing on Sunday with four "
    "hundred "
    "passengers aboard, a brass band on the upper deck and the mayor at the whistle.</p><p>The Grey Heron "
    "had carried "
    "the mail, cattle and three generations of schoolchildren since the winter in which the causeway was "
    "washed away, "
    "and her engineer, Ludo Varga, said that she would not have lasted another.</p><p>A boat with batteries "
    "takes over "
    "on Monday. It is faster, the company said, and almost silent, and it leaves every forty minutes.</p>";

std::string ferry_page(const std::string& head = "") {
  return "<!DOCTYPE html><html lang=\"en\"><head><title>Last steam ferry to Tell crosses for the final "
         "time</title>" +
         head + "</head><body><article><h1>Last steam ferry to Tell crosses for the final time</h1>" + kText +
         "</article></body></html>";
}

std::string index_page() {
  std::string page =
      "<!DOCTYPE html><html lang=\"en\"><head><title>The Orsk Courier</title><meta property=\"og:type\" "
      "content=\"website\"></head><body><h1>The Orsk Courier</h1>";
  for (int i = 0; i < 40; ++i) {
    page += fmt::format(
        "<div class=\"card\"><h2><a href=\"/town/2026/03/{0}-council-and-bridge\">Council {0} argues over "
        "bridge {0}</a></h2>"
        "<p>A short word on it.</p></div>",
        i);
  }
  return page + "</body></html>";
}

/// Answers from a table, on a thread of its own as a real network does.
class TableNetwork : public Network {
 public:
  void fetch(Request request, Done done) override {
    std::jthread([this, url = request.url, done = std::move(done)] {
      const std::lock_guard lock(mutex_);
      asked_.push_back(url);
      const auto refused = errors_.find(url);
      if (refused != errors_.end()) return done(std::unexpected(refused->second));
      const auto found = pages_.find(url);
      Response response;
      response.status = found == pages_.end() ? 404 : found->second.first;
      response.page.url = url;
      response.page.content_type = type_;
      if (found != pages_.end()) response.page.body = found->second.second;
      done(std::move(response));
    }).join();
  }
  void page(const std::string& url, std::string body, int status = 200) {
    pages_[url] = {status, std::move(body)};
  }
  void error(const std::string& url, Error error) { errors_[url] = std::move(error); }
  void type(std::string type) { type_ = std::move(type); }
  std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::pair<int, std::string>> pages_;
  std::map<std::string, Error> errors_;
  std::vector<std::string> asked_;
  std::string type_ = "text/html; charset=utf-8";
};

/// Takes questions and keeps them.
class SilentNetwork : public Network {
 public:
  void fetch(Request /*request*/, Done done) override {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(done));
    asked_.notify_all();
  }
  void wait_until_asked() {
    std::unique_lock lock(mutex_);
    asked_.wait(lock, [this] { return !waiting_.empty(); });
  }
  void tell_all() {
    for (const Done& done : waiting_) done(fail(ErrorCode::kUnavailable, "the program ends"));
  }

 private:
  std::mutex mutex_;
  std::condition_variable asked_;
  std::vector<Done> waiting_;
};

ServerOptions sample_news() {
  ServerOptions options;
  options.edition_name = "Sample news";
  return options;
}

constexpr const char* kForm = "Content-Type: application/x-www-form-urlencoded\r\n";
constexpr const char* kParts = "Content-Type: multipart/form-data; boundary=x\r\n";

std::string part(const std::string& name, const std::string& body, const std::string& file = "") {
  return "--x\r\nContent-Disposition: form-data; name=\"" + name + '"' +
         (file.empty() ? "" : "; filename=\"" + file + '"') + "\r\n\r\n" + body + "\r\n";
}

class Offers : public testing::Test {
 protected:
  Answer paste(const std::string& url) { return paste(url, server_.form_token(cookie_), cookie_); }
  Answer paste(const std::string& url, const std::string& token, const std::string& headers) {
    return ask(server_.port(), {.method = "POST",
                                .target = "/add-url",
                                .headers = kForm + headers,
                                .body = "form_token=" + token + "&url=" + url});
  }
  Answer send(const std::string& target, const std::string& parts) {
    return ask(server_.port(),
               {.method = "POST",
                .target = target,
                .headers = kParts + cookie_,
                .body = part("form_token", server_.form_token(cookie_)) + parts + "--x--\r\n"});
  }
  std::string open(const Answer& answer) {
    EXPECT_EQ(answer.status, 303) << answer.body;
    return get(server_.port(), answer.header("location"), cookie_).body;
  }
  std::int64_t articles() { return server_.newsroom().edition()->article_count; }

  TableNetwork network_;
  RunningServer server_{sample_news(), {}, {}, {.network = &network_}};
  std::string cookie_ = server_.sign_in();
};

TEST_F(Offers, TheFrontPageMakesThemToTheOwnerAlone) {
  EXPECT_THAT(get(server_.port(), "/", cookie_).body,
              AllOf(HasSubstr("Add your feeds"), HasSubstr("Import an OPML file"), HasSubstr("Paste a URL"),
                    HasSubstr("Drop a saved page"), HasSubstr("action=\"/add-url\"")));
  EXPECT_THAT(get(server_.port(), "/").body, AllOf(HasSubstr("Add your feeds"), Not(HasSubstr("/add-url"))));
}

TEST_F(Offers, APastedAddressBecomesAnArticle) {
  network_.page("https://orsk.example/ferry", ferry_page());
  EXPECT_THAT(
      open(paste("https://orsk.example/ferry")),
      AllOf(HasSubstr("Last steam ferry"), HasSubstr("every forty minutes"), HasSubstr("orsk.example")));
  EXPECT_EQ(articles(), 1);
}

TEST_F(Offers, AnAddressWithoutASchemeIsMeantOverHttps) {
  network_.page("https://orsk.example/ferry", ferry_page());
  EXPECT_EQ(paste("++orsk.example/ferry+").status, 303);
}

TEST_F(Offers, ThePageOfATeaserFillsTheTeaser) {
  Article teaser;
  teaser.id = "t";
  teaser.kind = ArticleKind::kTeaser;
  teaser.url = teaser.canonical_url = "https://orsk.example/ferry";
  teaser.title = "Last steam ferry";
  teaser.summary = "Four hundred passengers came along.";
  const ArticleId id = server_.publish(teaser);
  network_.page("https://orsk.example/ferry", ferry_page());
  const Answer answer = paste("https://orsk.example/ferry");
  EXPECT_EQ(answer.header("location"), "/article/" + std::to_string(number(id)));
  EXPECT_THAT(open(answer), HasSubstr("every forty minutes"));
  EXPECT_EQ(articles(), 1);
}

TEST_F(Offers, ARefusalIsToldInWordsWithALinkToThePublisher) {
  network_.page("https://orsk.example/paid", "<h1>Subscribers only</h1>", 403);
  const Answer answer = paste("https://orsk.example/paid");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body,
              AllOf(HasSubstr("403 (Forbidden) to programs"), HasSubstr("https://orsk.example/paid")));
  EXPECT_EQ(articles(), 0);
}

TEST_F(Offers, APaywallsBeginningIsNotTakenForTheArticle) {
  network_.page(
      "https://orsk.example/teased",
      "<html><body><article><h1>Last steam ferry to Tell</h1><p>The last steam ferry made its final "
      "crossing on Sunday.</p></article></body></html>");
  EXPECT_THAT(paste("https://orsk.example/teased").body, HasSubstr("no more than the beginning of the text"));
  EXPECT_EQ(articles(), 0);
}

TEST_F(Offers, AListOfArticlesIsNotTakenForOne) {
  network_.page("https://orsk.example/", index_page());
  EXPECT_THAT(paste("https://orsk.example/").body, HasSubstr("is a list of articles"));
  EXPECT_EQ(articles(), 0);
}

TEST_F(Offers, FeedsAndFilesAreCalledByTheirNames) {
  network_.page("https://orsk.example/rss",
                "<rss version='2.0'><channel><title>Orsk</title></channel></rss>");
  EXPECT_THAT(paste("https://orsk.example/rss").body, HasSubstr("a feed, not an article"));
  network_.type("application/pdf");
  network_.page("https://orsk.example/a.pdf", "%PDF-1.7");
  EXPECT_THAT(paste("https://orsk.example/a.pdf").body,
              HasSubstr("a file (application/pdf), not an article"));
}

TEST_F(Offers, WhatFailsOnTheWayIsToldInWords) {
  EXPECT_THAT(paste("https://orsk.example/none").body, HasSubstr("no longer has this page: 404"));
  network_.error("https://down.example/", {ErrorCode::kUnavailable, "no such name", ""});
  EXPECT_THAT(
      paste("https://down.example/").body,
      AllOf(HasSubstr("down.example could not be reached: no such name"), Not(HasSubstr("tries again"))));
  network_.error("https://big.example/", {ErrorCode::kTooLarge, "too large", ""});
  EXPECT_THAT(paste("https://big.example/").body, HasSubstr("too large to be read"));
  network_.error("https://robots.example/",
                 {ErrorCode::kDenied, "its robots.txt asks programs to stay away", ""});
  EXPECT_THAT(paste("https://robots.example/").body, HasSubstr("its robots.txt asks programs to stay away"));
  EXPECT_EQ(articles(), 0);
}

TEST_F(Offers, WhatIsNoAddressIsNeverAskedFor) {
  for (const char* text :
       {"", "ferry", "file:///etc/passwd", "javascript:alert(document.cookie)", "ftp://orsk.example/",
        "mailto:editor@orsk.example", "gopher://orsk.example:70/", "//orsk.example/"})
    EXPECT_EQ(paste(text).status, 400) << text;
  EXPECT_THAT(paste("%3Cscript%3E").body, Not(HasSubstr("<script>")));
  EXPECT_TRUE(network_.asked().empty());
}

TEST_F(Offers, NobodyElseMakesTheNewsroomFetch) {
  const std::string token = server_.form_token(cookie_);
  EXPECT_EQ(paste("https://orsk.example/ferry", "", cookie_).status, 403) << "without the form's token";
  EXPECT_EQ(paste("https://orsk.example/ferry", std::string(token.size(), 'a'), cookie_).status, 403);
  EXPECT_EQ(paste("https://orsk.example/ferry", token, "").status, 401) << "without the session";
  EXPECT_EQ(paste("https://orsk.example/ferry", token, cookie_ + "Origin: https://evil.example\r\n").status,
            403);
  EXPECT_EQ(paste("https://orsk.example/ferry", token, cookie_ + "Sec-Fetch-Site: cross-site\r\n").status,
            403);
  EXPECT_EQ(
      get(server_.port(), "/add-url?url=https://orsk.example/ferry&form_token=" + token, cookie_).status,
      404);
  EXPECT_TRUE(network_.asked().empty());
}

TEST_F(Offers, WhatWasTakenDownStaysOut) {
  network_.page("https://orsk.example/ferry", ferry_page());
  ASSERT_TRUE(server_.newsroom().take_down(TakeDown::named("https://orsk.example/ferry")));
  EXPECT_EQ(paste("https://orsk.example/ferry").status, 410);
  EXPECT_EQ(articles(), 0);
}

TEST_F(Offers, ASavedPageBecomesAnArticleOfItsPublisher) {
  const std::string saved =
      "<!DOCTYPE html>\n<!-- saved from url=(0026)https://orsk.example/ferry -->\n" + ferry_page();
  EXPECT_THAT(open(send("/add-page", part("page", saved, "ferry.html"))),
              AllOf(HasSubstr("every forty minutes"), HasSubstr("orsk.example")));
}

TEST_F(Offers, ALyingSavedPageIsStillReadAsOne) {
  for (const char* mark : {"<!-- saved from url=(9999999999999999999)https://a.example/ -->",
                           "<!-- saved from url=(0900)https://a.example/ -->", "<!-- saved from url=( -->",
                           "<!-- saved from url=(0019)javascript:alert(1) -->"})
    EXPECT_EQ(send("/add-page", part("page", mark + ferry_page(), "ferry.html")).status, 303) << mark;
}

TEST_F(Offers, AListOfFeedsComesAsAFile) {
  const std::string opml =
      "<?xml version='1.0'?><opml version='2.0'><body><outline text='Orsk &amp; Tell' "
      "xmlUrl='https://orsk.example/rss'/><outline text='Hill' "
      "xmlUrl='https://hill.example/rss'/></body></opml>";
  EXPECT_THAT(open(send("/feeds", part("wish", "import") + part("opml", opml, "feeds.opml"))),
              AllOf(HasSubstr("Orsk &amp; Tell"), HasSubstr("hill.example/rss")));
  EXPECT_EQ(server_.newsroom().feed_list().all()->size(), 2U);
}

TEST_F(Offers, AFileThatIsNoListIsToldSo) {
  const Answer answer =
      send("/feeds", part("wish", "import") + part("opml", "\xFF\xD8\xFF\xE0 a picture", "a.jpg"));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.body, HasSubstr("names no feed"));
  EXPECT_EQ(send("/feeds", part("wish", "import")).status, 400) << "without the file";
}

TEST_F(Offers, AFileFromAnotherSiteIsNotTaken) {
  const Answer answer =
      ask(server_.port(),
          {.method = "POST",
           .target = "/feeds",
           .headers = kParts + cookie_,
           .body = part("wish", "import") +
                   part("opml", "<opml><outline xmlUrl='https://evil.example/rss'/></opml>", "a.opml") +
                   "--x--\r\n"});
  EXPECT_EQ(answer.status, 403);
  EXPECT_TRUE(server_.newsroom().feed_list().all()->empty());
}

TEST(OffersBelowABase, LeadToTheArticleBelowIt) {
  TableNetwork network;
  network.page("https://orsk.example/ferry", ferry_page());
  ServerOptions options;
  options.base_path = "/news";
  RunningServer server(options, {}, {}, {.network = &network});
  const Answer in = get(server.port(), "/news/?key=" + server.server().one_time_key());
  const std::string line = in.header("set-cookie"),
                    cookie = "Cookie: " + line.substr(0, line.find(';')) + "\r\n";
  const std::string front = get(server.port(), "/news/feeds", cookie).body,
                    before = "name=\"form_token\" value=\"";
  const std::size_t start = front.find(before) + before.size();
  const Answer answer = ask(server.port(), {.method = "POST",
                                            .target = "/news/add-url",
                                            .headers = kForm + cookie,
                                            .body = "url=orsk.example/ferry&form_token=" +
                                                    front.substr(start, front.find('"', start) - start)});
  EXPECT_EQ(answer.header("location"), "/news/article/1");
}

TEST(OffersWithoutANetwork, AreNotMadeAndSaySo) {
  RunningServer server(sample_news());
  const std::string cookie = server.sign_in();
  EXPECT_THAT(get(server.port(), "/", cookie).body,
              AllOf(HasSubstr("Drop a saved page"), Not(HasSubstr("/add-url"))));
  const Answer answer =
      ask(server.port(), {.method = "POST",
                          .target = "/add-url",
                          .headers = kForm + cookie,
                          .body = "url=orsk.example/a&form_token=" + server.form_token(cookie)});
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.body, HasSubstr("fetches nothing"));
}

// With the real network: the guards are those of the feeds.
TEST(OffersInsideTheOwnersNetwork, AreRefusedBeforeAnybodyIsAsked) {
  newswire::Wire wire;
  newswire::Publisher neighbour(wire);
  neighbour.page("/secret", {.body = ferry_page()});
  newswire::Publisher outside(wire, "127.0.0.9");
  outside.page("/ferry", {.status = 302, .headers = {{"location", neighbour.url("/secret")}}});
  const std::string allowed = outside.url("/").substr(7);
  fetch::HttpClient network({.loopback_hosts = {allowed.substr(0, allowed.size() - 1)}});
  RunningServer server({}, {}, {}, {.network = &network});
  const std::string cookie = server.sign_in(), token = server.form_token(cookie);
  for (const std::string& url :
       {neighbour.url("/secret"), outside.url("/ferry"), std::string("http://169.254.169.254/"),
        std::string("http://[::1]/"), std::string("http://0x7f.1/")}) {
    const Answer answer = ask(server.port(), {.method = "POST",
                                              .target = "/add-url",
                                              .headers = kForm + cookie,
                                              .body = fmt::format("form_token={}&url={}", token, url)});
    EXPECT_EQ(answer.status, 422) << url;
    EXPECT_THAT(answer.body, HasSubstr("No article came")) << url;
  }
  EXPECT_TRUE(neighbour.asked().empty());
  EXPECT_EQ(server.newsroom().edition()->article_count, 0);
}

TEST(OffersOfAClosingServer, AnAnswerThatComesAfterItsEndIsDropped) {
  SilentNetwork network;
  {
    ServerOptions options;
    options.stop_timeout = std::chrono::milliseconds(1);
    RunningServer server(options, {}, {}, {.network = &network});
    const std::string cookie = server.sign_in(), token = server.form_token(cookie);
    const std::string body = "url=orsk.example/a&form_token=" + token;
    RawClient client(server.port());
    client.send("POST /add-url HTTP/1.1\r\nHost: localhost\r\n" + (kForm + cookie) +
                "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    network.wait_until_asked();
  }
  network.tell_all();  // AddressSanitizer would see what is touched that is gone
}

}  // namespace
}  // namespace newsloom::server_test
