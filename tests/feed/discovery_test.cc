#include "feed/discovery.h"

#include <gtest/gtest.h>

namespace newsloom::feed {
namespace {

std::vector<std::string> found(std::string_view page) {
  std::vector<std::string> out;
  for (const AnnouncedFeed& feed : announced_feeds(html::parse(page), "https://harbour.example/world/"))
    out.push_back(feed.url);
  return out;
}

TEST(Discovery, TakesAnnouncedFeedsCommentsLast) {
  EXPECT_EQ(found(R"(<head><link rel="stylesheet alternate" href="/dark.css">
      <link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
      <link rel="alternate" type="application/json+oembed" href="/oembed">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
      <link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom.xml">
      <link rel="alternate" type="application/rss+xml" href="feed://harbour.example/rss">
      <link rel="alternate" hreflang="de" href="/de/"></head><body><a href="/rss">RSS</a>)"),
            (std::vector<std::string>{"https://harbour.example/world/atom.xml", "http://harbour.example/rss",
                                      "https://harbour.example/comments/feed/"}));
}

TEST(Discovery, HeedsTheBaseOfThePage) {
  EXPECT_EQ(
      found(
          "<base href='https://cdn.example/x/'><link rel=alternate type=application/feed+json href=f.json>"),
      std::vector<std::string>{"https://cdn.example/x/f.json"});
}

TEST(Discovery, FallsBackToLinksThatLookLikeFeeds) {
  EXPECT_EQ(
      found("<p><a href='/about'>About</a> <a href='/news/rss.xml'>RSS</a> <a href='/feed/'>Feed</a> <a "
            "href='/news/rss.xml'>RSS</a>"),
      (std::vector<std::string>{"https://harbour.example/news/rss.xml", "https://harbour.example/feed/"}));
  EXPECT_TRUE(found("<p><a href='/feedback'>Write to us</a>").empty());
}

}  // namespace
}  // namespace newsloom::feed
