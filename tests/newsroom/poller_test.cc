// The poller with a clock and a network of the test's own: nothing here waits for time to pass.
#include "newsloom/feeds.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "newsloom/newsroom.h"

namespace newsloom {
namespace {

constexpr std::int64_t kNoon = 1'772'539'200;  // Tuesday, 3 March 2026, 12:00 UTC
constexpr std::int64_t kHour = 3'600, kDay = 24 * kHour;

class TestClock : public Clock {
 public:
  std::int64_t now() const override { return now_; }
  void pass(std::int64_t seconds) { now_ += seconds; }

 private:
  std::int64_t now_ = kNoon;
};

/// Answers at once from a table.
class TestNetwork : public Network {
 public:
  void fetch(Request request, Done done) override {
    asked.push_back(request);
    const auto refused = errors.find(request.url);
    if (refused != errors.end()) return done(std::unexpected(refused->second));
    const auto found = pages.find(request.url);
    Response response = found == pages.end()
                            ? Response{.status = 404, .page = {}, .moved_to = {}, .retry_after_seconds = {}}
                            : found->second;
    if (response.header("etag") && response.header("etag") == request.etag) {
      response.status = 304;
      response.page.body.clear();
    }
    if (!response.page.url) response.page.url = request.url;
    done(std::move(response));
  }
  void page(const std::string& url, std::string body, int status = 200) {
    Response& response = pages[url];
    response.status = status;
    response.page.body = std::move(body);
  }
  int times_asked(const std::string& url) const {
    int times = 0;
    for (const Request& one : asked) times += one.url == url ? 1 : 0;
    return times;
  }

  std::map<std::string, Response> pages;
  std::map<std::string, Error> errors;
  std::vector<Request> asked;
};

std::string item(const std::string& path, const std::string& title, const std::string& description) {
  return "<item><title>" + title + "</title><link>https://harbour.example" + path + "</link><description>" +
         description + "</description></item>";
}
std::string rss(const std::string& items) {
  return "<rss version='2.0'><channel><title>The Harbour Post</title><link>https://harbour.example/</link>" +
         items + "</channel></rss>";
}
std::string words(int count, int from = 0) {
  std::string out;
  for (int i = from; i < from + count; ++i)
    out += (i > from ? " ferry" : "Ferry") + std::to_string(i) + (i % 12 == 11 ? "." : "");
  return out + ".";
}
std::string html_page(const std::string& title, const std::string& head = "") {
  return "<!doctype html><html lang=en><head><title>" + title + "</title>" + head +
         "</head><body><article><h1>" + title + "</h1><p>" + words(90) + "</p><p>" + words(90, 90) +
         "</p></article></body></html>";
}

class PollerTest : public testing::Test {
 protected:
  PollerTest() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              (std::string("newsloom-poller-") + test->name() + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    open();
  }
  ~PollerTest() override {
    poller_.reset();
    newsroom_.reset();
    std::filesystem::remove_all(folder_);
  }

  void open() {
    poller_.reset();
    newsroom_.reset();
    Env env;
    env.clock = &clock_;
    auto opened = Newsroom::open({.path = (folder_ / "news.db").string()}, env);
    ASSERT_TRUE(opened) << opened.error().message;
    newsroom_ = std::move(*opened);
    poller_ = std::make_unique<Poller>(*newsroom_, network_, env);
  }
  /// Steps until nothing is due and nothing under way. The network answers at once; the writer needs its
  /// moment.
  void poll() {
    for (int quiet = 0; quiet < 3;) {
      const std::size_t asked = network_.asked.size();
      ASSERT_TRUE(poller_->step());
      quiet = poller_->idle() && network_.asked.size() == asked ? quiet + 1 : 0;
    }
  }
  void add(const std::string& url) {
    ASSERT_TRUE(newsroom_->feed_list().add({.url = url, .title = {}, .site_url = {}, .folder = {}}));
  }
  FeedStatus feed() { return newsroom_->feed_list().all()->at(0); }
  /// The article with this headline on the front page, whatever its story.
  std::optional<ArticlePage> article(const std::string& title) {
    const auto edition = newsroom_->edition(500);
    for (const Story& story : edition->stories)
      for (const Headline& line : story.articles)
        if (line.title == title) return *newsroom_->article_page(line.id);
    return std::nullopt;
  }

  std::filesystem::path folder_;
  TestClock clock_;
  TestNetwork network_;
  std::unique_ptr<Newsroom> newsroom_;
  std::unique_ptr<Poller> poller_;
  const std::string url_ = "https://harbour.example/rss.xml";
};

TEST_F(PollerTest, ATeaserBecomesFullWhenItsPageComes) {
  network_.page(url_, rss(item("/ferry?utm_source=rss", "Ferry meets tug", "Nobody was hurt.")));
  network_.page("https://harbour.example/ferry?utm_source=rss", html_page("Ferry meets tug"));
  add(url_);
  poll();
  const auto page = article("Ferry meets tug");
  ASSERT_TRUE(page);
  EXPECT_NE(page->article.kind, ArticleKind::kTeaser);
  EXPECT_GT(page->article.word_count, 100);
  EXPECT_EQ(page->why_no_text, std::nullopt);
  EXPECT_EQ(newsroom_->edition()->article_count, 1);
  EXPECT_EQ(feed().health, "Good; last new entry today");
  EXPECT_EQ(feed().title, "The Harbour Post");
  EXPECT_EQ(feed().entries, 1);
}

TEST_F(PollerTest, AFeedThatCarriesTheWholeTextIsEnough) {
  network_.page(url_, rss(item("/ferry", "Ferry meets tug",
                               "&lt;p&gt;" + words(80) + "&lt;/p&gt;&lt;p&gt;" + words(80) + "&lt;/p&gt;")));
  add(url_);
  poll();
  const auto page = article("Ferry meets tug");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->article.kind, ArticleKind::kArticle);
  EXPECT_EQ(network_.times_asked("https://harbour.example/ferry"), 0);
}

TEST_F(PollerTest, WhatAPublisherRefusesIsToldInWords) {
  network_.page(
      url_,
      rss(item("/403", "Refused piece", "One line.") + item("/gone", "Lost piece", "Another line.") +
          item("/wall", "Walled piece", "A third line.") + item("/robots", "Private piece", "A fourth.")));
  network_.page("https://harbour.example/403", "no", 403);
  network_.page("https://harbour.example/wall", "<html><body><p>Subscribe to read on.</p></body></html>");
  network_.errors["https://harbour.example/robots"] = {ErrorCode::kDenied,
                                                       "its robots.txt asks programs to stay away", ""};
  add(url_);
  poll();
  const auto why = [&](const char* title) { return article(title)->why_no_text.value_or("none"); };
  EXPECT_EQ(why("Refused piece"),
            "harbour.example answers 403 (Forbidden) to programs. The article can only be read there.");
  EXPECT_EQ(why("Lost piece"), "harbour.example no longer has this page: 404 (Not Found).");
  EXPECT_NE(why("Walled piece").find("no more than the beginning"), std::string::npos);
  EXPECT_EQ(why("Private piece"), "harbour.example: its robots.txt asks programs to stay away.");
  EXPECT_EQ(article("Refused piece")->article.summary, "One line.") << "never an empty article";
  clock_.pass(kDay);
  poll();
  EXPECT_EQ(network_.times_asked("https://harbour.example/403"), 1) << "a refusal is not asked again";
}

TEST_F(PollerTest, ASecondPollBringsOnlyWhatIsNew) {
  network_.page(url_, rss(item("/a", "First piece", "One.")));
  network_.page("https://harbour.example/a", html_page("First piece"));
  network_.page("https://harbour.example/b", html_page("Second piece"));
  network_.pages[url_].page.headers = {{"etag", "\"1\""}};
  add(url_);
  poll();
  clock_.pass(kDay);
  poll();
  EXPECT_EQ(network_.times_asked(url_), 2);
  EXPECT_EQ(network_.asked.back().etag, "\"1\"") << "the second time only for what has changed";
  network_.page(url_, rss(item("/b", "Second piece", "Two.") + item("/a", "First piece", "One.")));
  network_.pages[url_].page.headers = {{"etag", "\"2\""}};
  clock_.pass(kDay);
  poll();
  EXPECT_EQ(network_.times_asked("https://harbour.example/a"), 1);
  EXPECT_EQ(network_.times_asked("https://harbour.example/b"), 1);
  EXPECT_EQ(feed().entries, 2);
  EXPECT_EQ(newsroom_->edition()->article_count, 2);
}

TEST_F(PollerTest, ARestartForgetsNothing) {
  network_.page(url_, rss(item("/a", "First piece", "One.")));
  network_.page("https://harbour.example/a", html_page("First piece"));
  add(url_);
  poll();
  const std::size_t asked = network_.asked.size();
  open();
  poll();
  EXPECT_EQ(network_.asked.size(), asked) << "not due again";
  clock_.pass(kDay);
  poll();
  EXPECT_EQ(network_.times_asked("https://harbour.example/a"), 1);
}

TEST_F(PollerTest, ASiteLeadsToItsFeed) {
  network_.page("https://harbour.example",
                "<html><head><link rel=alternate type=application/rss+xml "
                "href=/rss.xml></head><body>Hello</body></html>");
  network_.page(url_, rss(item("/a", "First piece", "One.")));
  add("harbour.example");
  poll();
  EXPECT_EQ(feed().url, url_);
  EXPECT_EQ(feed().mood, FeedMood::kGood);
  EXPECT_TRUE(article("First piece"));
}

TEST_F(PollerTest, HealthIsToldInWords) {
  network_.page(url_, "no", 403);
  add(url_);
  EXPECT_EQ(feed().health, "Not asked yet");
  poll();
  EXPECT_EQ(feed().health, "Answers 403 (Forbidden) since today");
  clock_.pass(2 * kDay);
  poll();
  EXPECT_EQ(feed().health, "Answers 403 (Forbidden) since Tuesday");
  network_.page(url_, "<html><body>hello</body></html>");
  clock_.pass(2 * kDay);
  poll();
  EXPECT_EQ(feed().health, "Holds no feed, and announces none, since today");
  network_.page(url_, rss(item("/a", "First piece", "One.")));
  clock_.pass(2 * kDay);
  poll();
  EXPECT_EQ(feed().health, "Good; last new entry today");
  clock_.pass(40 * kDay);
  poll();
  EXPECT_EQ(feed().health, "No new entry for 40 days");
  network_.page(url_, "", 410);
  clock_.pass(2 * kDay);
  poll();
  EXPECT_EQ(feed().health, "Gone for good (410); it is not asked any more");
  const int asked = network_.times_asked(url_);
  clock_.pass(90 * kDay);
  poll();
  EXPECT_EQ(network_.times_asked(url_), asked);
}

TEST_F(PollerTest, APermanentMoveIsFollowedForGood) {
  network_.page(url_, rss(item("/a", "First piece", "One.")));
  network_.pages[url_].moved_to = "https://harbour.example/new.xml";
  network_.page("https://harbour.example/new.xml", rss(item("/a", "First piece", "One.")));
  add(url_);
  poll();
  EXPECT_EQ(feed().url, "https://harbour.example/new.xml");
  EXPECT_EQ(feed().health, "Moved here from https://harbour.example/rss.xml (today)");
}

TEST_F(PollerTest, ErrorsAreAskedAgainEverLater) {
  network_.page(url_, "", 500);
  add(url_);
  poll();
  std::int64_t last = *feed().next_utc - clock_.now();
  for (int i = 0; i < 4; ++i) {
    clock_.pass(*feed().next_utc - clock_.now());
    poll();
    const std::int64_t wait = *feed().next_utc - clock_.now();
    EXPECT_GT(wait, last);
    last = wait;
  }
  network_.page(url_, "", 429);
  network_.pages[url_].retry_after_seconds = 3 * kDay;
  clock_.pass(*feed().next_utc - clock_.now());
  poll();
  EXPECT_EQ(*feed().next_utc - clock_.now(), 3 * kDay);
}

TEST_F(PollerTest, ThePublishersWishForSilenceIsHeeded) {
  network_.page(url_,
                "<rss><channel><ttl>720</ttl>" + item("/a", "First piece", "One.") + "</channel></rss>");
  add(url_);
  poll();
  EXPECT_GE(*feed().next_utc - clock_.now(), 12 * kHour);
  EXPECT_LE(*feed().next_utc - clock_.now(), 24 * kHour);
}

TEST_F(PollerTest, APausedFeedIsNotAskedUntilItGoesOn) {
  network_.page(url_, rss(item("/a", "First piece", "One.")));
  add(url_);
  const FeedId id = feed().id;
  ASSERT_TRUE(newsroom_->feed_list().pause(id, true));
  poll();
  EXPECT_TRUE(network_.asked.empty());
  EXPECT_EQ(feed().health, "Paused by you");
  ASSERT_TRUE(newsroom_->feed_list().pause(id, false));
  poll();
  EXPECT_TRUE(article("First piece"));
  ASSERT_TRUE(newsroom_->feed_list().remove(id));
  EXPECT_TRUE(newsroom_->feed_list().all()->empty());
  EXPECT_TRUE(article("First piece")) << "its articles stay";
}

TEST_F(PollerTest, TwoFeedsOfOneArticleMakeOneArticle) {
  network_.page(url_, rss(item("/a?utm_source=rss", "First piece", "One.")));
  network_.page("https://harbour.example/local.xml", rss(item("/a", "First piece", "One.")));
  for (const char* page : {"https://harbour.example/a?utm_source=rss", "https://harbour.example/a"})
    network_.page(page, html_page("First piece", "<link rel=canonical href=https://harbour.example/a>"));
  add(url_);
  add("https://harbour.example/local.xml");
  poll();
  EXPECT_EQ(newsroom_->edition()->article_count, 1);
}

TEST_F(PollerTest, ATeaserWhosePageIsAnotherArticleGoesAway) {
  network_.page(url_, rss(item("/a", "First piece", "One.")));
  network_.page("https://harbour.example/a", html_page("First piece"));
  add(url_);
  poll();
  network_.page("https://harbour.example/local.xml", rss(item("/go/17", "First piece", "One.")));
  network_.page("https://harbour.example/go/17",
                html_page("First piece", "<link rel=canonical href=https://harbour.example/a>"));
  add("https://harbour.example/local.xml");
  poll();
  EXPECT_EQ(newsroom_->edition()->article_count, 1);
  EXPECT_EQ(article("First piece")->article.canonical_url, "https://harbour.example/a");
}

TEST_F(PollerTest, ListsComeInAndGoOut) {
  const auto named = newsroom_->feed_list().import_opml(
      "<opml><body><outline text='News'><outline text='Harbour' xmlUrl='https://harbour.example/rss.xml'/>"
      "<outline text='Hill' xmlUrl='https://hill.example/rss'/></outline></body></opml>");
  ASSERT_TRUE(named);
  EXPECT_EQ(*named, 2U);
  ASSERT_TRUE(newsroom_->feed_list().import_opml(*newsroom_->feed_list().export_opml()));
  EXPECT_EQ(newsroom_->feed_list().all()->size(), 2U) << "known ones stay one";
  EXPECT_EQ(feed().folder, "News");
  EXPECT_EQ(newsroom_->feed_list().import_opml("<opml/>").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(newsroom_->feed_list()
                .add({.url = "javascript:x", .title = {}, .site_url = {}, .folder = {}})
                .error()
                .code,
            ErrorCode::kInvalidArgument);
}

}  // namespace
}  // namespace newsloom
