#include "feed/opml.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace newsloom::feed {
namespace {

TEST(Opml, KeepsFoldersTitlesAndOrder) {
  const Subscriptions list =
      parse_opml(R"(<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
    <outline text="News"><outline text="Near"><outline type="rss" text="Harbour &amp; Post" title="Harbour &amp; Post"
      xmlUrl="https://harbour.example/rss.xml" htmlUrl="https://harbour.example/"/></outline>
      <outline type="rss" text="Hill" xmlUrl=" https://hill.example/rss "/></outline>
    <outline text="again" xmlUrl="https://hill.example/rss"/>
    <outline text="no address" xmlUrl="javascript:x"/><outline text="Top" XMLURL="http://top.example/a?b=1&c=2"/>
    </body></opml>)");
  ASSERT_EQ(list.feeds.size(), 3U);
  EXPECT_EQ(list.feeds[0], (Subscription{"https://harbour.example/rss.xml", "Harbour & Post",
                                         "https://harbour.example/", "News / Near"}));
  EXPECT_EQ(list.feeds[1], (Subscription{"https://hill.example/rss", "Hill", {}, "News"}));
  EXPECT_EQ(list.feeds[2].feed_url, "http://top.example/a?b=1&c=2");
  EXPECT_EQ(list.feeds[2].folder, std::nullopt);
}

TEST(Opml, ReadsWhatItWrites) {
  const std::vector<Subscription> feeds = {
      {"https://a.example/rss?x=1&y=2", "A <\"B\"> & 'C'", "https://a.example/", "Folder & Co"},
      {"https://b.example/rss", {}, {}, {}},
      {"https://c.example/rss", "Ж", {}, "Folder & Co"}};
  Subscriptions back = parse_opml(write_opml(feeds, "Mine"));
  // Folders come together; a feed without a title is called by its address.
  ASSERT_EQ(back.feeds.size(), 3U);
  EXPECT_EQ(back.feeds[0], feeds[0]);
  EXPECT_EQ(back.feeds[1], feeds[2]);
  EXPECT_EQ(back.feeds[2].feed_url, feeds[1].feed_url);
  EXPECT_TRUE(back.notes.empty());
}

TEST(Opml, ReadsTheStarterPack) {
  std::ifstream file(NEWSLOOM_SOURCE_DIR "/samples/starter.opml");
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  const Subscriptions list = parse_opml(bytes);
  EXPECT_GE(list.feeds.size(), 50U);
  EXPECT_TRUE(list.notes.empty());
  std::set<std::string> languages;
  for (const Subscription& feed : list.feeds) {
    EXPECT_TRUE(feed.title && feed.folder && feed.site_url) << feed.feed_url;
    EXPECT_TRUE(feed.feed_url.starts_with("https://")) << feed.feed_url;
    languages.insert(feed.folder.value_or(""));
  }
  EXPECT_GE(languages.size(), 12U);
}

}  // namespace
}  // namespace newsloom::feed
