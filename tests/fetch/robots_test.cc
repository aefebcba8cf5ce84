#include "fetch/robots.h"

#include <gtest/gtest.h>

namespace newsloom::fetch {
namespace {

struct Row {
  const char* name;
  const char* robots;
  const char* target;
  bool allowed;
};

TEST(Robots, DecideAfterTheRfc) {
  const Row rows[] = {
      {"nothing said", "", "/a", true},
      {"everybody kept out", "User-agent: *\nDisallow: /", "/a", false},
      {"an empty rule rules nothing", "User-agent: *\nDisallow:", "/a", true},
      {"our own group hides everybody's", "User-agent: *\nDisallow: /\nUser-agent: Newsloom\nDisallow: /x",
       "/a", true},
      {"our own group counts", "User-agent: newsloom/2.0\nDisallow: /x\nUser-agent: *\nAllow: /", "/x/y",
       false},
      {"another's name is not ours", "User-agent: newsloombot\nDisallow: /", "/a", true},
      {"agents in a row share rules", "User-agent: a\nUser-agent: newsloom\nUser-agent: b\nDisallow: /p",
       "/p", false},
      {"groups of one name count together",
       "User-agent: newsloom\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: newsloom\nDisallow: "
       "/b",
       "/b", false},
      {"the longest match decides", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
      {"the longest match decides, whatever the order", "User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c",
       false},
      {"of equals the one that allows", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
      {"star", "User-agent: *\nDisallow: /*.gif", "/x/y.gif?z", false},
      {"star and end", "User-agent: *\nDisallow: /*.gif$", "/x/y.gif?z", true},
      {"end", "User-agent: *\nDisallow: /*.gif$", "/x/y.gif", false},
      {"stars", "User-agent: *\nDisallow: /a*b*c$", "/axxbyyc", false},
      {"stars do not overlap", "User-agent: *\nDisallow: /ab*ba$", "/aba", true},
      {"case counts", "User-agent: *\nDisallow: /A", "/a", true},
      {"keys in any case", "USER-AGENT: *\nDISALLOW: /a", "/a", false},
      {"comments", "User-agent: * # all\nDisallow: /a # that", "/a", false},
      {"escapes", "User-agent: *\nDisallow: /%7Ejoe/\xC3\xA9", "/~joe/%c3%A9", false},
      {"line ends of all kinds", "User-agent: *\r\nDisallow: /a\rDisallow: /b\n", "/b", false},
      {"byte order mark", "\xEF\xBB\xBFUser-agent: *\nDisallow: /a", "/a", false},
      {"rules before any agent", "Disallow: /\nUser-agent: *\nDisallow: /b", "/a", true},
      {"robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", true},
      {"no robots.txt but a page", "<!doctype html><html>User-agent is here</html>", "/a", true},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Robots::parse(row.robots, "newsloom").allows(row.target), row.allowed) << row.name;
  EXPECT_FALSE(Robots::deny_all().allows("/"));
  EXPECT_TRUE(Robots::allow_all().allows("/"));
}

TEST(Robots, TellTheDelay) {
  EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: 2.5", "newsloom").crawl_delay(), 2.5);
  EXPECT_EQ(Robots::parse("User-agent: *\nCrawl-delay: soon", "newsloom").crawl_delay(), std::nullopt);
  EXPECT_EQ(Robots::parse("User-agent: x\nCrawl-delay: 9", "newsloom").crawl_delay(), std::nullopt);
}

TEST(Robots, HostilePatternsCostLittle) {
  std::string file = "User-agent: *\n";
  for (int i = 0; i < 5'000; ++i) {
    file += "Disallow: /";
    for (int j = 0; j < 40; ++j) file += "*a";
    file += "b\n";
  }
  EXPECT_TRUE(Robots::parse(file, "newsloom").allows("/" + std::string(2'000, 'a')));
}

}  // namespace
}  // namespace newsloom::fetch
