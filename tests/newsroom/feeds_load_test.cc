// An evening with a hundred overlapping feeds, in small: one list, fifty publishers, the same events
// everywhere. The outcome is checked; the time is printed.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "fetch/http_client.h"
#include "newsloom/feeds.h"
#include "newsloom/newsroom.h"
#include "newswire/publisher.h"

namespace newsloom {
namespace {

constexpr int kPublishers = 50, kEvents = 60, kEntries = 8;
constexpr unsigned kSeed = 20260303;

/// Invented words, so that no two events are alike by chance.
std::string word(std::mt19937& random) {
  constexpr std::string_view kFirst = "bdfgklmnprstvz", kSecond = "aeiou";
  std::string out;
  for (int i = 0; i < 3; ++i) {
    out += kFirst[random() % kFirst.size()];
    out += kSecond[random() % kSecond.size()];
  }
  return out;
}

std::string sentence(std::mt19937& random, const std::vector<std::string>& names) {
  std::string out = "The " + word(random);
  for (int i = 0; i < 12; ++i) out += i % 4 == 3 ? " " + names[random() % names.size()] : " " + word(random);
  return out + ".";
}

/// What the wire says of an event: a headline and paragraphs.
struct WireStory {
  std::string headline;
  std::vector<std::string> paragraphs;
};

WireStory wire_story(int event) {
  std::mt19937 random(kSeed + static_cast<unsigned>(event));
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    names.push_back(word(random));
    names.back()[0] = static_cast<char>(names.back()[0] - 'a' + 'A');
  }
  WireStory story{.headline = names[0] + " " + word(random) + " in " + names[1] + " " + word(random),
                  .paragraphs = {}};
  for (int i = 0; i < 6; ++i)
    story.paragraphs.push_back(sentence(random, names) + " " + sentence(random, names) + " " +
                               sentence(random, names));
  return story;
}

/// A publisher's page of it: most of the wire's text, with a paragraph of its own.
std::string page_of(const WireStory& story, int publisher, int event) {
  std::mt19937 random(kSeed ^ static_cast<unsigned>(1'000 * publisher + event));
  std::string body = "<p>" + sentence(random, {"Harbour", "Quay"}) + "</p>";
  for (const std::string& paragraph : story.paragraphs) body += "<p>" + paragraph + "</p>";
  return "<!doctype html><html lang=en><head><title>" + story.headline +
         "</title></head><body><nav><a href=/>Home</a></nav><article><h1>" + story.headline + "</h1>" + body +
         "</article><footer>Publisher " + std::to_string(publisher) + "</footer></body></html>";
}

TEST(LoadFeeds, FiftyOverlappingFeedsAreGroupedAMinuteAfterTheirList) {
  newswire::Wire wire;
  std::vector<std::unique_ptr<newswire::Publisher>> publishers;
  fetch::HttpOptions network_options;
  std::string opml = "<opml version='2.0'><body>";
  std::map<std::string, int> event_of;  ///< by headline
  int expected = 0;
  for (int p = 0; p < kPublishers; ++p) {
    auto& publisher = *publishers.emplace_back(
        std::make_unique<newswire::Publisher>(wire, "127.0.1." + std::to_string(p + 1)));
    network_options.loopback_hosts.push_back(publisher.address());
    std::string items;
    for (int e = 0; e < kEntries; ++e) {
      const int event = (p * 7 + e * 11) % kEvents;
      const WireStory story = wire_story(event);
      const std::string path = "/news/" + std::to_string(event);
      event_of[story.headline] = event;
      items += "<item><title>" + story.headline + "</title><link>" + publisher.url(path) +
               "</link><description>" + story.paragraphs[0].substr(0, 60) + "</description></item>";
      publisher.page(path, newswire::Answer{.body = page_of(story, p, event)});
      ++expected;
    }
    publisher.page("/rss", newswire::Answer{.body = "<rss version='2.0'><channel><title>P</title>" + items +
                                                    "</channel></rss>",
                                            .type = "application/rss+xml"});
    opml += "<outline text='P' xmlUrl='" + publisher.url("/rss") + "'/>";
  }
  const auto folder =
      std::filesystem::temp_directory_path() / ("newsloom-feeds-load-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto newsroom = Newsroom::open({.path = (folder / "news.db").string()});
  ASSERT_TRUE(newsroom);
  fetch::HttpClient network(network_options);
  Poller poller(**newsroom, network);
  std::thread thread([&] { poller.run(); });

  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE((*newsroom)->import_feeds(opml + "</body></opml>"));
  // Full texts, not teasers: their bodies are longer than any summary.
  std::map<int, std::set<StoryId>> stories_of;
  std::map<StoryId, std::set<int>> events_of;
  int full = 0;
  const auto look = [&] {
    stories_of.clear();
    events_of.clear();
    full = 0;
    const auto edition = (*newsroom)->edition(10'000);
    for (const Story& story : edition->stories)
      for (const Headline& line : story.articles) {
        stories_of[event_of.at(line.title)].insert(story.id);
        events_of[story.id].insert(event_of.at(line.title));
        const auto page = (*newsroom)->article_page(line.id);
        full += page && page->article.kind != ArticleKind::kTeaser ? 1 : 0;
      }
  };
  for (int seconds = 0; seconds < 240 && full < expected; ++seconds) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    look();
  }
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  poller.stop();
  thread.join();
  int whole = 0;
  for (const auto& [event, stories] : stories_of) whole += stories.size() == 1 ? 1 : 0;
  int mixed = 0;
  for (const auto& [story, events] : events_of) mixed += events.size() > 1 ? 1 : 0;
  std::printf(
      "%d feeds, %d articles in full after %.1f s; %d of %zu events in one story, %d stories mix events\n",
      kPublishers, full, took, whole, stories_of.size(), mixed);
  EXPECT_EQ(full, expected);
  EXPECT_EQ(mixed, 0);
  EXPECT_GE(whole, static_cast<int>(stories_of.size()) * 9 / 10);
  for (const auto& publisher : publishers) EXPECT_EQ(publisher->most_connections(), 1);
  newsroom->reset();
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace newsloom
