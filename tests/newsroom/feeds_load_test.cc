// An evening with a hundred overlapping feeds, in small: one list, fifty publishers, the same events
// everywhere. The outcome is checked; the time is printed.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <thread>

#include "fetch/http_client.h"
#include "newsloom/feeds.h"
#include "newsloom/newsroom.h"
#include "newswire/overlap.h"

namespace newsloom {
namespace {

TEST(LoadFeeds, FiftyOverlappingFeedsAreGroupedAMinuteAfterTheirList) {
  newswire::Wire wire;
  const newswire::Overlap evening = newswire::overlap(wire);
  fetch::HttpOptions network_options;
  for (const auto& publisher : evening.publishers)
    network_options.loopback_hosts.push_back(publisher->address());
  const auto folder =
      std::filesystem::temp_directory_path() / ("newsloom-feeds-load-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto newsroom = Newsroom::open({.path = (folder / "news.db").string()});
  ASSERT_TRUE(newsroom);
  fetch::HttpClient network(network_options);
  Poller poller(**newsroom, network);
  std::thread thread([&] { poller.run(); });

  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE((*newsroom)->feed_list().import_opml(evening.opml));
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
        stories_of[evening.event_of.at(line.title)].insert(story.id);
        events_of[story.id].insert(evening.event_of.at(line.title));
        const auto page = (*newsroom)->article_page(line.id);
        full += page && page->article.kind != ArticleKind::kTeaser ? 1 : 0;
      }
  };
  for (int seconds = 0; seconds < 240 && full < evening.articles; ++seconds) {
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
      "%zu feeds, %d articles in full after %.1f s; %d of %zu events in one story, %d stories mix events\n",
      evening.publishers.size(), full, took, whole, stories_of.size(), mixed);
  EXPECT_EQ(full, evening.articles);
  EXPECT_EQ(mixed, 0);
  EXPECT_GE(whole, static_cast<int>(stories_of.size()) * 9 / 10);
  for (const auto& publisher : evening.publishers) EXPECT_EQ(publisher->most_connections(), 1);
  newsroom->reset();
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace newsloom
