// Feeds as they should not be. The door takes any bytes, in bounded time.
#include <gtest/gtest.h>

#include <random>

#include "feed/feed.h"
#include "feed/opml.h"
#include "feed/xml_repair.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

bool has_note(const Feed& feed, std::string_view note) {
  for (const std::string& one : feed.notes)
    if (one.starts_with(note)) return true;
  return false;
}

struct Row {
  const char* name;
  std::string bytes;
  std::vector<std::string> titles;  ///< of the entries
  const char* note;
};

TEST(BrokenFeed, GivesItsEntriesAndANote) {
  const std::string head = "<rss version='2.0'><channel>";
  const Row rows[] = {
      {"junk before the first tag",
       "\n<br>\nWarning: deprecated\n" + head + "<item><title>A</title></item></channel></rss>",
       {"A"},
       ""},
      {"text before the first tag",
       "Warning: x\n" + head + "<item><title>A</title></item></channel></rss>",
       {"A"},
       "leading-junk"},
      {"bare ampersand",
       head + "<item><title>Salt & Pepper</title></item></channel></rss>",
       {"Salt & Pepper"},
       "stray-&"},
      {"stray angle", head + "<item><title>1 < 2</title></item></channel></rss>", {"1 < 2"}, "stray-<"},
      {"HTML's named characters",
       head + "<item><title>Caf&eacute;&nbsp;&ndash; open</title></item></channel></rss>",
       {"Café – open"},
       ""},
      {"numbers of windows-1252",
       head + "<item><title>It&#146;s</title></item></channel></rss>",
       {"It’s"},
       ""},
      {"no end of an item",
       head + "<item><title>A</title><item><title>B</title></item></channel></rss>",
       {"A", "B"},
       "end-missing:item"},
      {"no end of a title",
       head + "<item><title>A</item><item><title>B</title></item></channel></rss>",
       {"A", "B"},
       "end-missing:title"},
      {"cut in a title",
       head + "<item><title>A</title></item><item><title>B and mo",
       {"A", "B and mo"},
       "end-missing:title"},
      {"cut in a tag", head + "<item><title>A</title></item><ite", {"A"}, "end-missing:"},
      {"cut in CDATA", head + "<item><title><![CDATA[A &amp; B", {"A & B"}, "cdata-unfinished"},
      {"control characters",
       head + "<item><title>A\x01\x0b!</title></item></channel></rss>",
       {"A!"},
       "control-characters"},
      {"unquoted attributes", head + "<item><title type=html>A</title></item></channel></rss>", {"A"}, ""},
      {"HTML inside unescaped",
       head + "<item><title>A <b>bold<br> word</title></item></channel></rss>",
       {"A bold word"},
       "end-missing:"},
      {"prefix never declared",
       head + "<item><media:title>A</media:title></item></channel></rss>",
       {"A"},
       ""},
      {"odd prefix",
       "<r:rss "
       "xmlns:r='http://backend.userland.com/rss2'><r:channel><r:item><r:title>A</r:title></r:item></"
       "r:channel></r:rss>",
       {"A"},
       ""},
      {"two roots", head + "<item><title>A</title></item></channel></rss><rss/>", {"A"}, ""},
      {"upper case", "<RSS><CHANNEL><ITEM><TITLE>A</TITLE></ITEM></CHANNEL></RSS>", {"A"}, ""},
      {"bad UTF-8", head + "<item><title>A\xff\xc3\xa9</title></item></channel></rss>", {}, ""},
      {"unfinished comment", head + "<!-- oh <item><title>A</title></item></channel></rss>", {"A"}, ""},
      {"entity of its own",
       "<!DOCTYPE rss [<!ENTITY x 'boom'>]>" + head + "<item><title>A&x;</title></item></channel></rss>",
       {"A&x;"},
       "doctype-dropped"},
  };
  for (const Row& row : rows) {
    const Feed feed = parse_feed(row.bytes);
    EXPECT_TRUE(*row.note == '\0' || has_note(feed, row.note)) << row.name;
    if (row.titles.empty()) continue;
    std::vector<std::string> titles;
    for (const Entry& entry : feed.entries) titles.push_back(entry.hints.title.value_or("none"));
    EXPECT_EQ(titles, row.titles) << row.name;
  }
}

TEST(BrokenFeed, EntitiesNeverGrow) {
  std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol 'lol'>";
  for (int i = 1; i < 10; ++i) {
    laughs += "<!ENTITY lol" + std::to_string(i) + " '";
    for (int j = 0; j < 10; ++j) laughs += "&lol" + (i > 1 ? std::to_string(i - 1) : "") + ";";
    laughs += "'>";
  }
  laughs +=
      "<!ENTITY file SYSTEM "
      "'file:///etc/hostname'>]><rss><channel><title>&lol9;&file;</title></channel></rss>";
  const Feed feed = parse_feed(laughs);
  EXPECT_EQ(feed.title, "&lol9;&file;");
}

TEST(BrokenFeed, LimitsAreNamed) {
  std::string many = "<rss><channel>";
  for (int i = 0; i < 20; ++i) many += "<item><title>x</title></item>";
  EXPECT_TRUE(has_note(parse_feed(many, {}, {.max_entries = 5}), "entries:5"));
  EXPECT_EQ(parse_feed(many, {}, {.max_entries = 5}).entries.size(), 5U);
  EXPECT_TRUE(has_note(parse_feed(many, {}, {.max_bytes = 100}), "bytes:100"));
  EXPECT_TRUE(has_note(parse_feed(many, {}, {.max_nodes = 10}), "xml-nodes:10"));
  std::string deep = "<rss><channel><item><title>";
  for (int i = 0; i < 1000; ++i) deep += "<b>";
  const Feed feed = parse_feed(deep + "deep</title></item></channel></rss>");
  EXPECT_TRUE(has_note(feed, "depth:128"));
  EXPECT_EQ(feed.entries.at(0).hints.title, "deep");
  const std::string longest(2'000'000, 'a');
  EXPECT_EQ(parse_feed("<rss><channel><title>" + longest + "</title></channel></rss>").title->size(),
            1U << 20);
}

/// Much of what makes a careless reader quadratic. The test ends in time or not at all.
TEST(BrokenFeed, HostilePatternsCostLinearTime) {
  for (const char* pattern : {"<",
                              "<a",
                              "<a ",
                              "<a b=\"",
                              "<a b='",
                              "<!--",
                              "<![CDATA[",
                              "<!",
                              "<![",
                              "<?",
                              "&",
                              "&a",
                              "&#",
                              "</a>",
                              "<a>",
                              "<item>",
                              "<a/>",
                              "<a></b>",
                              "]]>",
                              "<entry><item>",
                              "{\"items\":[",
                              "[",
                              "{\"a\":",
                              "\"",
                              "<a b c d e f g ",
                              "&abcdefghijklmnopq;",
                              "<x:y:z>",
                              "<outline text='a'>"}) {
    std::string bytes = "<rss><channel>";
    if (*pattern == '{' || *pattern == '[') bytes.clear();
    while (bytes.size() < 400'000) bytes += pattern;
    const Feed feed = parse_feed(bytes);
    EXPECT_LE(feed.entries.size(), Limits{}.max_entries) << pattern;
    parse_opml(bytes);
  }
}

TEST(BrokenFeed, AnyBytesAreTaken) {
  const std::string seeds[] = {
      "<rss version='2.0'><channel><title>T</title><item><title>A &amp; "
      "B</title><link>http://a.example/</link><![CDATA[x]]></item></channel></rss>",
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'><entry><content "
      "type='xhtml'><div><p>x</p></div></content></entry></feed>",
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"content_html\":\"<p>x</"
      "p>\"}]}",
      "<opml><body><outline text='a'><outline xmlUrl='http://a.example/rss'/></outline></body></opml>"};
  constexpr unsigned kSeed = 20260303;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 3'000; ++round) {
    std::string bytes = seeds[random() % std::size(seeds)];
    for (unsigned edits = random() % 8; edits > 0; --edits) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.erase(at, 1 + random() % 5);
          break;
        case 2:
          bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 20));
          break;
        default:
          bytes.resize(at);
      }
      if (bytes.empty()) bytes = "<";
    }
    const Feed feed = parse_feed(bytes, {.url = "http://a.example/feed", .content_type = {}});
    for (const Entry& entry : feed.entries)
      EXPECT_TRUE(!entry.hints.title || text::is_valid_utf8(*entry.hints.title))
          << "seed " << kSeed << ", round " << round;
    parse_opml(bytes);
  }
}

TEST(XmlRepair, LeavesWellFormedXmlAsItMeans) {
  EXPECT_EQ(repair_xml("<a b=\"1\"><c>x &amp; y</c><d/></a>", 16).xml,
            "<_><a b=\"1\"><c>x &amp; y</c><d/></a></_>");
  EXPECT_TRUE(repair_xml("<a b=\"1\"><c>x &amp; y</c><d/></a>", 16).notes.empty());
}

}  // namespace
}  // namespace newsloom::feed
