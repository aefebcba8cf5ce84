// Feeds out, read by programs that others wrote: python3-feedparser and sfeed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "server/feeds_out.h"
#include "server/invented.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace newsloom::server_test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::HasSubstr;

/// What `command` prints when it is given `input` as its standard input.
std::string run(const std::string& command, const std::string& input) {
  const fs::path file = fs::path(::testing::TempDir()) / ("feed-" + std::to_string(::getpid()));
  std::ofstream(file, std::ios::binary) << input;
  FILE* pipe = ::popen((command + " < '" + file.string() + "' 2>&1").c_str(), "r");
  std::string out;
  for (int c = 0; pipe != nullptr && (c = std::fgetc(pipe)) != EOF;) out += static_cast<char>(c);
  EXPECT_EQ(::pclose(pipe), 0) << command << '\n' << out;
  fs::remove(file);
  return out;
}

/// The feed as feedparser understands it.
Json understood(const std::string& feed) {
  return Json::parse(run(
      "/usr/bin/python3 -c 'import feedparser, json, sys; f = feedparser.parse(sys.stdin.buffer.read()); "
      "print(json.dumps({\"broken\": bool(f.bozo), \"version\": f.version, \"title\": f.feed.get(\"title\"), "
      "\"links\": [l.href for l in f.feed.links], \"entries\": [{\"title\": e.title, \"id\": e.id, \"link\": "
      "e.link, "
      "\"updated\": e.updated, \"summary\": e.get(\"summary\"), \"author\": e.get(\"author\")} for e in "
      "f.entries]}))'",
      feed));
}

class FeedsOut : public testing::Test {
 protected:
  FeedsOut() {
    Article article = sea_wall_article();
    article.published->utc_seconds = 1'600'000'000;
    article.summary = "Two <years> of \"argument\" & more end.";
    server_.publish(article);
    for (int i = 0; i < 3; ++i) server_.publish(numbered_article(i));
  }
  Answer feed(const std::string& path) {
    Answer answer = get(server_.port(), path);
    EXPECT_EQ(answer.status, 200) << path;
    return answer;
  }
  RunningServer server_;
};

TEST_F(FeedsOut, AreReadAsAtomByFeedparser) {
  for (const char* path : {"/edition.atom", "/story/1.atom", "/source/1.atom", "/search.atom?q=wall"}) {
    const Answer answer = feed(path);
    EXPECT_EQ(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    const Json read = understood(answer.body);
    EXPECT_EQ(read["broken"], false) << path << answer.body;
    EXPECT_EQ(read["version"], "atom10") << path;
    const auto entry = std::find_if(read["entries"].begin(), read["entries"].end(), [](const Json& one) {
      return one["title"] == "Harbour board votes to rebuild the old sea wall";
    });
    ASSERT_NE(entry, read["entries"].end()) << path << answer.body;
    EXPECT_EQ((*entry)["link"], "http://localhost/article/1");
    EXPECT_EQ((*entry)["updated"], "2020-09-13T12:26:40Z");
    EXPECT_EQ((*entry)["author"], "The Meridian Post");
    EXPECT_THAT((*entry)["summary"].get<std::string>(), HasSubstr("Two"));
  }
}

TEST_F(FeedsOut, AreReadBySfeed) {
  // sfeed prints a line for each entry: time, title, link, …
  const std::string lines = run("sfeed", feed("/source/1.atom").body);
  EXPECT_THAT(
      lines,
      HasSubstr("1600000000\tHarbour board votes to rebuild the old sea wall\thttp://localhost/article/1"));
}

TEST_F(FeedsOut, AreJsonFeedsToo) {
  for (const char* path : {"/edition.json", "/story/1.json", "/source/1.json", "/search.json?q=wall"}) {
    const Answer answer = feed(path);
    EXPECT_EQ(answer.header("content-type"), "application/feed+json; charset=utf-8");
    const Json read = Json::parse(answer.body);
    EXPECT_EQ(read["version"], "https://jsonfeed.org/version/1.1");
    EXPECT_THAT(read["feed_url"].get<std::string>(), HasSubstr(path));
    ASSERT_FALSE(read["items"].empty()) << path;
    for (const Json& item : read["items"])
      for (const char* field : {"id", "url", "title", "content_text"})
        EXPECT_TRUE(item[field].is_string()) << field;
  }
}

TEST_F(FeedsOut, AreAnnouncedByTheirPages) {
  EXPECT_THAT(get(server_.port(), "/").body,
              HasSubstr("type=\"application/atom+xml\" title=\"Atom\" href=\"/edition.atom\""));
  EXPECT_THAT(get(server_.port(), "/story/1").body, HasSubstr("href=\"/story/1.atom\""));
  EXPECT_THAT(get(server_.port(), "/search?q=wall").body, HasSubstr("href=\"/search.json?q=wall\""));
}

TEST_F(FeedsOut, OfNothingAreNotFound) {
  for (const char* path :
       {"/story/99.atom", "/source/99.json", "/article/1.atom", "/nothing.json", "/story/x.atom"})
    EXPECT_EQ(get(server_.port(), path).status, 404) << path;
}

TEST(FeedForms, HoldAnyTextWhole) {
  server::OutFeed feed;
  feed.title = "]]> <feed> & \x01\xff \"";
  feed.page = "/";
  feed.self = "/edition";
  Headline line = headline(1, "a\x02 <b> & 'c' \xed\xa0\x80");
  line.summary = std::string("\0x", 2);
  feed.entries = {line, headline(2, "")};
  const Json read = understood(server::to_atom(feed, "http://localhost"));
  EXPECT_EQ(read["broken"], false);
  EXPECT_EQ(read["entries"].size(), 2U);
  EXPECT_EQ(Json::parse(server::to_json_feed(feed, "http://localhost"))["items"].size(), 2U);
}

}  // namespace
}  // namespace newsloom::server_test
