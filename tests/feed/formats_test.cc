// What each format says, on feeds of invented publishers.
#include <gtest/gtest.h>

#include "feed/feed.h"

namespace newsloom::feed {
namespace {

Feed read(std::string_view bytes, std::optional<std::string> url = {},
          std::optional<std::string> content_type = {}) {
  return parse_feed(bytes, {.url = std::move(url), .content_type = std::move(content_type)});
}

std::string iso(const std::optional<Timestamp>& moment) { return moment ? to_iso(*moment) : "none"; }

constexpr std::string_view kRss = R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"
     xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
  <title>The Harbour Post</title>
  <link>https://harbour.example/</link>
  <atom:link rel="self" href="https://harbour.example/rss.xml" type="application/rss+xml"/>
  <description>News from the quay</description>
  <language>en_gb</language>
  <lastBuildDate>Tue, 03 Mar 2026 10:00:00 GMT</lastBuildDate>
  <ttl>30</ttl>
  <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
  <image><url>/logo.png</url><title>Logo</title><link>https://harbour.example/</link></image>
  <item>
    <title>Ferry &amp;amp; tug collide &lt;b&gt;off&lt;/b&gt; the mole</title>
    <link>https://harbour.example/ferry?a=1&amp;b=2</link>
    <guid isPermaLink="false">hp-4711</guid>
    <pubDate>Tue, 03 Mar 2026 09:41:00 +0100</pubDate>
    <dc:creator>Ann Field</dc:creator>
    <category>Local</category><category>Shipping</category>
    <description>&lt;p&gt;Nobody was hurt.&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>Nobody was hurt when the ferry met the tug.</p><img src="/pics/ferry.jpg" width="640">]]></content:encoded>
    <media:thumbnail url="https://harbour.example/pics/small.jpg" width="90"/>
    <media:content url="https://harbour.example/pics/large.jpg" medium="image" width="900"/>
    <enclosure url="https://harbour.example/ferry.mp3" type="audio/mpeg" length="123456"/>
    <comments>https://harbour.example/ferry#talk</comments>
    <source url="https://wire.example/rss">The Wire</source>
  </item>
</channel></rss>)";

TEST(Rss, GivesEveryFieldOfItsChannel) {
  const Feed feed = read(kRss, "https://harbour.example/rss.xml");
  EXPECT_EQ(feed.format, Format::kRss);
  EXPECT_EQ(feed.version, "2.0");
  EXPECT_EQ(feed.title, "The Harbour Post");
  EXPECT_EQ(feed.subtitle, "News from the quay");
  EXPECT_EQ(feed.site_url, "https://harbour.example/");
  EXPECT_EQ(feed.self_url, "https://harbour.example/rss.xml");
  EXPECT_EQ(feed.image_url, "https://harbour.example/logo.png");
  EXPECT_EQ(feed.lang, "en-gb");
  EXPECT_EQ(iso(feed.updated), "2026-03-03T10:00:00Z");
  EXPECT_EQ(feed.rhythm.ttl_seconds, 1800);
  EXPECT_EQ(feed.rhythm.period_seconds, 1800);
  EXPECT_TRUE(feed.notes.empty());
}

TEST(Rss, GivesEveryFieldOfAnItem) {
  const Feed feed = read(kRss, "https://harbour.example/rss.xml");
  ASSERT_EQ(feed.entries.size(), 1U);
  const Entry& entry = feed.entries[0];
  EXPECT_EQ(entry.hints.title, "Ferry & tug collide off the mole");
  EXPECT_EQ(entry.url, "https://harbour.example/ferry?a=1&b=2");
  EXPECT_EQ(entry.id, "hp-4711");
  EXPECT_EQ(iso(entry.hints.published), "2026-03-03T09:41:00+01:00");
  EXPECT_EQ(entry.hints.authors, std::vector<std::string>{"Ann Field"});
  EXPECT_EQ(entry.hints.tags, (std::vector<std::string>{"Local", "Shipping"}));
  EXPECT_EQ(entry.hints.summary, "Nobody was hurt.");
  ASSERT_TRUE(entry.content);
  EXPECT_NE(entry.content->find("<p>Nobody was hurt when the ferry met the tug.</p>"), std::string::npos);
  EXPECT_EQ(entry.hints.image_url, "https://harbour.example/pics/large.jpg") << "the largest one";
  ASSERT_EQ(entry.enclosures.size(), 2U);
  EXPECT_EQ(entry.enclosures[1], (Enclosure{"https://harbour.example/ferry.mp3", "audio/mpeg", 123456}));
  EXPECT_EQ(entry.comments_url, "https://harbour.example/ferry#talk");
  EXPECT_EQ(entry.source_title, "The Wire");
  EXPECT_EQ(entry.source_url, "https://wire.example/rss");
  EXPECT_EQ(entry.lang, "en-gb");
}

TEST(Rss, TakesAGuidForTheLinkOnlyWhenItIsOne) {
  const auto link = [](std::string_view guid) {
    return read("<rss><channel><item><title>x</title>" + std::string(guid) + "</item></channel></rss>")
        .entries.at(0)
        .url;
  };
  EXPECT_EQ(link("<guid>https://a.example/1</guid>"), "https://a.example/1");
  EXPECT_EQ(link("<guid isPermaLink='false'>https://a.example/1</guid>"), std::nullopt);
  EXPECT_EQ(link("<guid>urn:1</guid>"), std::nullopt);
}

TEST(Rss, NamesAuthorsWithoutTheirMail) {
  const std::pair<const char*, std::vector<std::string>> rows[] = {
      {"ann@a.example (Ann Field)", {"Ann Field"}},
      {"Ann Field <ann@a.example>", {"Ann Field"}},
      {"Ann Field (ann@a.example)", {"Ann Field"}},
      {"ann@a.example", {}},
      {"Ann Field", {"Ann Field"}},
  };
  for (const auto& [written, expected] : rows) {
    std::string escaped;
    for (const char* c = written; *c; ++c) escaped += *c == '<' ? "&lt;" : std::string(1, *c);
    const Feed feed = read("<rss><channel><item><author>" + escaped + "</author></item></channel></rss>");
    EXPECT_EQ(feed.entries.at(0).hints.authors, expected) << written;
  }
}

TEST(Rdf, KeepsItsItemsBesideTheChannel) {
  const Feed feed = read(
      R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://hill.example/"><title>Hill News</title><link>https://hill.example/</link></channel>
    <item rdf:about="https://hill.example/goats"><title>Goats return</title><dc:date>2026-03-03T07:00:00+01:00</dc:date>
      <dc:subject>Farms</dc:subject></item></rdf:RDF>)");
  EXPECT_EQ(feed.format, Format::kRdf);
  EXPECT_EQ(feed.version, "1.0");
  EXPECT_EQ(feed.title, "Hill News");
  ASSERT_EQ(feed.entries.size(), 1U);
  EXPECT_EQ(feed.entries[0].url, "https://hill.example/goats");
  EXPECT_EQ(feed.entries[0].hints.tags, std::vector<std::string>{"Farms"});
  EXPECT_EQ(iso(feed.entries[0].hints.published), "2026-03-03T07:00:00+01:00");
}

TEST(Atom, ReadsItsThreeKindsOfText) {
  const Feed feed =
      read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://tal.example/blog/">
    <title type="text">Tal &amp; Berg</title><updated>2026-03-03T10:00:00Z</updated>
    <link href="."/><link rel="self" href="atom.xml"/>
    <entry><id>urn:tal:1</id><title type="html">Br&amp;uuml;cke &lt;i&gt;gesperrt&lt;/i&gt;</title>
      <link rel="enclosure" href="ton.mp3" type="audio/mpeg" length="9"/>
      <link rel="alternate" type="text/html" href="bruecke"/>
      <author><name>Uwe Bach</name><email>uwe@tal.example</email></author>
      <category term="verkehr" label="Verkehr"/>
      <published>2026-03-02T08:30+01:00</published><updated>2026-03-03T09:00:00Z</updated>
      <summary>Bis Mai.</summary>
      <content type="xhtml" xml:base="bilder/"><div xmlns="http://www.w3.org/1999/xhtml"><p>Bis <b>Mai</b>.</p><img src="b.jpg"/></div></content>
    </entry></feed>)");
  EXPECT_EQ(feed.format, Format::kAtom);
  EXPECT_EQ(feed.version, "1.0");
  EXPECT_EQ(feed.title, "Tal & Berg");
  EXPECT_EQ(feed.site_url, "https://tal.example/blog/");
  EXPECT_EQ(feed.self_url, "https://tal.example/blog/atom.xml");
  ASSERT_EQ(feed.entries.size(), 1U);
  const Entry& entry = feed.entries[0];
  EXPECT_EQ(entry.hints.title, "Brücke gesperrt");
  EXPECT_EQ(entry.url, "https://tal.example/blog/bruecke");
  EXPECT_EQ(entry.hints.authors, std::vector<std::string>{"Uwe Bach"});
  EXPECT_EQ(entry.hints.tags, std::vector<std::string>{"Verkehr"});
  EXPECT_EQ(iso(entry.hints.published), "2026-03-02T08:30+01:00");
  EXPECT_EQ(iso(entry.modified), "2026-03-03T09:00:00Z");
  EXPECT_EQ(entry.hints.summary, "Bis Mai.");
  EXPECT_EQ(entry.content, "<p>Bis <b>Mai</b>.</p><img src=\"b.jpg\">");
  EXPECT_EQ(entry.lang, "de");
  ASSERT_EQ(entry.enclosures.size(), 1U);
  EXPECT_EQ(entry.enclosures[0].url, "https://tal.example/blog/ton.mp3");
}

TEST(Atom, ReadsVersionThreeToo) {
  const Feed feed = read(R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title>
    <entry><title mode="escaped" type="text/html">A &lt;b&gt;B&lt;/b&gt;</title><issued>2004-01-01T10:00:00Z</issued>
    <modified>2004-01-02T10:00:00Z</modified><content type="text/html" mode="base64">PHA+SGVsbG88L3A+</content></entry></feed>)");
  EXPECT_EQ(feed.version, "0.3");
  ASSERT_EQ(feed.entries.size(), 1U);
  EXPECT_EQ(feed.entries[0].hints.title, "A B");
  EXPECT_EQ(iso(feed.entries[0].hints.published), "2004-01-01T10:00:00Z");
  EXPECT_EQ(iso(feed.entries[0].modified), "2004-01-02T10:00:00Z");
  EXPECT_EQ(feed.entries[0].content, "<p>Hello</p>");
}

TEST(JsonFeed, GivesEveryField) {
  const Feed feed = read(
      R"({"version":"https://jsonfeed.org/version/1.1","title":"Delta","home_page_url":"https://delta.example/",
    "feed_url":"https://delta.example/feed.json","language":"en","authors":[{"name":"Desk"}],"items":[
    {"id":7,"url":"/a","title":"Dam opens","content_html":"<p>At noon.</p><img src='i.png'>","summary":"At noon",
     "date_published":"2026-03-03T12:00:00Z","date_modified":"2026-03-03T13:00:00Z","tags":["Water"],"image":"/dam.png",
     "authors":[{"name":"Bo Reed"}],"attachments":[{"url":"/dam.mp3","mime_type":"audio/mpeg","size_in_bytes":5}]},
    {"id":"8","url":"/b","content_text":"One.\n\nTwo <three>."}]})",
      "https://delta.example/feed.json");
  EXPECT_EQ(feed.format, Format::kJsonFeed);
  EXPECT_EQ(feed.version, "1.1");
  ASSERT_EQ(feed.entries.size(), 2U);
  const Entry& entry = feed.entries[0];
  EXPECT_EQ(entry.id, "7");
  EXPECT_EQ(entry.url, "https://delta.example/a");
  EXPECT_EQ(entry.hints.title, "Dam opens");
  EXPECT_EQ(entry.hints.summary, "At noon");
  EXPECT_EQ(entry.hints.authors, std::vector<std::string>{"Bo Reed"});
  EXPECT_EQ(entry.hints.image_url, "https://delta.example/dam.png");
  EXPECT_EQ(iso(entry.modified), "2026-03-03T13:00:00Z");
  EXPECT_EQ(entry.enclosures.at(0), (Enclosure{"https://delta.example/dam.mp3", "audio/mpeg", 5}));
  EXPECT_EQ(feed.entries[1].content, "<p>One.</p><p>Two &lt;three>.</p>");
  EXPECT_EQ(feed.entries[1].hints.authors, std::vector<std::string>{"Desk"});
}

TEST(JsonFeed, CutShortGivesWhatStandsBeforeTheCut) {
  const Feed feed = read(
      R"({"version":"https://jsonfeed.org/version/1","title":"Delta","items":[{"id":"1","title":"A]}"},{"id":"2","ti)");
  ASSERT_EQ(feed.entries.size(), 1U);
  EXPECT_EQ(feed.entries[0].hints.title, "A]}");
  EXPECT_EQ(feed.notes, std::vector<std::string>{"json-damaged"});
}

TEST(Sitemap, ReadsNewsAndPictures) {
  const Feed feed = read(R"(<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc>https://isle.example/a</loc><lastmod>2026-03-03</lastmod>
      <n:news><n:publication><n:name>Isle Times</n:name><n:language>en</n:language></n:publication>
        <n:publication_date>2026-03-03T06:00:00Z</n:publication_date><n:title>Mail boat late</n:title><n:keywords>boats, mail</n:keywords></n:news>
      <image:image><image:loc>https://isle.example/a.jpg</image:loc></image:image></url>
    <url><loc>javascript:alert(1)</loc></url></urlset>)");
  EXPECT_EQ(feed.format, Format::kSitemap);
  ASSERT_EQ(feed.entries.size(), 1U) << "an address that is none makes no entry";
  const Entry& entry = feed.entries[0];
  EXPECT_EQ(entry.url, "https://isle.example/a");
  EXPECT_EQ(iso(entry.modified), "2026-03-03");
  EXPECT_EQ(entry.hints.title, "Mail boat late");
  EXPECT_EQ(iso(entry.hints.published), "2026-03-03T06:00:00Z");
  EXPECT_EQ(entry.hints.tags, (std::vector<std::string>{"boats", "mail"}));
  EXPECT_EQ(entry.hints.image_url, "https://isle.example/a.jpg");
  EXPECT_EQ(entry.source_title, "Isle Times");
  EXPECT_EQ(entry.lang, "en");
}

TEST(Sitemap, AnIndexNamesItsParts) {
  const Feed feed = read(R"(<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://isle.example/1.xml</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>)",
                         "https://isle.example/index.xml");
  EXPECT_EQ(feed.format, Format::kSitemapIndex);
  EXPECT_EQ(feed.sitemaps,
            (std::vector<std::string>{"https://isle.example/1.xml", "https://isle.example/2.xml"}));
}

TEST(ParseFeed, TellsWhatIsNoFeed) {
  for (const char* bytes :
       {"", "plain words",
        "<!doctype html><html><head><title>A page</title></head><body><p>item</p></body></html>", "{\"a\":1}",
        "[]", "<opmlx/>", "\xff\xfe"})
    EXPECT_EQ(read(bytes).format, Format::kNone) << bytes;
  EXPECT_EQ(read("<opml version='2.0'/>").format, Format::kOpml);
}

TEST(ParseFeed, BelievesTheBytesMoreThanTheContentType) {
  const std::string rss = "<rss><channel><title>Zürich</title></channel></rss>";
  EXPECT_EQ(read(rss, {}, "text/html; charset=iso-8859-1").title, "Zürich");
  EXPECT_EQ(
      read("<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>\xed\xc9\xd2</title></channel></rss>",
           {}, "application/json")
          .title,
      "Мир");
  using namespace std::string_literals;
  EXPECT_EQ(
      read("<\0r\0s\0s\0>\0<\0c\0h\0a\0n\0n\0e\0l\0>\0<\0t\0i\0t\0l\0e\0>\0\x16\x04<\0/\0t\0i\0t\0l\0e\0>\0"s)
          .title,
      "Ж");
}

TEST(ParseFeed, PicksNoCountingPixelForAPicture) {
  const Feed feed = read(
      R"(<rss><channel><item><description>&lt;img src="https://a.example/count.gif" width="1" height="1"&gt;
      &lt;img src="/real.jpg"&gt; Text</description></item></channel></rss>)",
      "https://a.example/rss");
  EXPECT_EQ(feed.entries.at(0).hints.image_url, "https://a.example/real.jpg");
}

}  // namespace
}  // namespace newsloom::feed
