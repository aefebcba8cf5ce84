// A publisher's own site: its feed is the only intake, and every one of its thousand posts gets related
// stories.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "fetch/http_client.h"
#include "newsloom/feeds.h"
#include "newsloom/newsroom.h"
#include "newswire/publisher.h"

namespace newsloom {
namespace {

constexpr int kPosts = 1'000, kSeries = 100;
constexpr std::int64_t kNoon = 1'772'539'200, kHour = 3'600;  // Tuesday, 3 March 2026, 12:00 UTC

class TestClock : public Clock {
 public:
  std::int64_t now() const override { return now_; }
  void pass(std::int64_t seconds) { now_ += seconds; }

 private:
  std::int64_t now_ = kNoon;
};

std::string word(std::mt19937& random) {
  constexpr std::string_view kFirst = "bdfgklmnprstvz", kSecond = "aeiou";
  std::string out;
  for (int i = 0; i < 3; ++i) {
    out += kFirst[random() % kFirst.size()];
    out += kSecond[random() % kSecond.size()];
  }
  return out;
}

/// The words that all posts of a series draw from.
std::vector<std::string> words_of_series(int series) {
  std::mt19937 random(1000U + static_cast<unsigned>(series));
  std::vector<std::string> words;
  for (int i = 0; i < 12; ++i) words.push_back(word(random));
  return words;
}

/// A post of the blog as its feed gives it, in full: plain English around words of its own and of its series.
std::string item(int post, const std::string& address) {
  std::mt19937 random(static_cast<unsigned>(post));
  const auto series = words_of_series(post % kSeries);
  const auto text = [&](int sentences) {
    std::string out;
    for (int i = 0; i < sentences; ++i)
      out += "The " + word(random) + " of the old " + series[random() % series.size()] +
             " was shown to the people who had asked for it, and they thought that the " + word(random) +
             " would be there before the end of the year. ";
    return out;
  };
  const std::string title =
      "How the " + word(random) + " came back to the " + series[random() % series.size()];
  const int day = 1 + post % 28;
  return "<item><title>" + title + "</title><link>" + address + "</link><pubDate>" + std::to_string(day) +
         " Feb 2026 10:00:00 GMT</pubDate><content:encoded><![CDATA[<p>" + text(8) + "</p><p>" + text(8) +
         "</p>]]></content:encoded></item>";
}

/// Steps until nothing is due and nothing under way.
void poll(Poller& poller) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  for (int quiet = 0; quiet < 20;) {
    ASSERT_TRUE(poller.step());
    ASSERT_LT(std::chrono::steady_clock::now(), end);
    quiet = poller.idle() ? quiet + 1 : 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

TEST(OwnSite, AFeedOfAThousandPostsIsAllThatRelatedStoriesNeed) {
  newswire::Wire wire;
  newswire::Publisher blog(wire, "127.0.2.1");
  const auto address = [&](int post) { return blog.url("/post/" + std::to_string(post)); };
  std::string items;
  for (int post = 0; post < kPosts; ++post) items += item(post, address(post));
  blog.page("/feed", newswire::Answer{.body = "<rss version='2.0' "
                                              "xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
                                              "<channel><title>Blog</title>" +
                                              items + "</channel></rss>",
                                      .type = "application/rss+xml"});
  const auto folder =
      std::filesystem::temp_directory_path() / ("newsloom-own-site-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  TestClock clock;
  Env env;
  env.clock = &clock;
  {
    auto newsroom = Newsroom::open({.path = (folder / "news.db").string()}, env);
    ASSERT_TRUE(newsroom) << newsroom.error().message;
    fetch::HttpOptions options;
    options.loopback_hosts = {blog.address()};
    fetch::HttpClient network(options);
    Poller poller(**newsroom, network, env);
    ASSERT_TRUE(
        (*newsroom)->feed_list().add({.url = blog.url("/feed"), .title = {}, .site_url = {}, .folder = {}}));
    for (int polls = 0; polls < 4 && (*newsroom)->edition(1)->article_count < kPosts; ++polls) {
      poll(poller);
      clock.pass(25 * kHour);
    }
    ASSERT_EQ((*newsroom)->edition(1)->article_count, kPosts);
    EXPECT_EQ(blog.times_asked("/post/0"), 0) << "the site itself is left alone";

    int shown = 0, of_series = 0;
    for (int post = 0; post < kPosts; ++post) {
      const auto next = (*newsroom)->recommended_for_url(address(post) + "?utm_source=letter", {.limit = 5});
      ASSERT_TRUE(next) << next.error().message;
      EXPECT_EQ(next->recommended.size(), 5U) << post;
      std::set<std::string> links;
      for (const RecommendedStory& story : next->recommended) {
        const std::string link = story.headline.url.value_or("");
        EXPECT_NE(link, address(post));
        EXPECT_TRUE(links.insert(link).second) << link << " twice under " << post;
        ASSERT_TRUE(link.starts_with(blog.url("/post/"))) << link;
        ++shown;
        of_series += std::stoi(link.substr(blog.url("/post/").size())) % kSeries == post % kSeries ? 1 : 0;
      }
    }
    EXPECT_GE(of_series, shown * 9 / 10) << "of " << shown;
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace newsloom
