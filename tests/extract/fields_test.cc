// The fields of a page beside its body, by pages written for the test. Invented throughout.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "extract/addresses.h"
#include "extract/quotes.h"
#include "newsloom/article.h"

namespace newsloom {
namespace {

using testing::ElementsAre;

/// Five paragraphs that no body finder overlooks: an article of ordinary length.
constexpr std::string_view kText =
    "<p>The council of Orsola voted on Tuesday to dredge the lower harbour for the first time in forty "
    "years, "
    "after a long debate about its cost and the fish that spawn there.</p>"
    "<p>The work will take four summers and is to cost more than seven million crowns, of which the state "
    "pays "
    "half, according to a paper that members of the council received last week.</p>"
    "<p>Fishermen fear for their nets and ask that the dredgers rest in May, when the herring come into the "
    "bay "
    "to spawn, as they have for as long as anybody can remember.</p>"
    "<p>The harbour master, who has served under three mayors, told the council that two barges ran aground "
    "last winter and that the pilots no longer bring ships of more than four metres to the old quay at low "
    "water. She asked for a decision before the ice goes, since the yards that own dredgers are booked long "
    "before.</p>"
    "<p>A motion to wait for another study failed by one vote. The council will hear the builders in June "
    "and "
    "choose among their offers by the end of the summer, the mayor said after the session.</p>";

Article article_of(std::string_view head, std::string_view above, std::string_view below = "") {
  Page page;
  page.body = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>" + std::string(head) +
              "</head><body><article><h1>Council votes to dredge the harbour</h1>" + std::string(above) +
              std::string(kText) + std::string(below) + "</article></body></html>";
  return extract_article(page);
}

std::string day_of(const Article& article) { return article.published ? to_iso(*article.published) : "none"; }

std::string names_of(const Article& article) {
  std::string out;
  for (const Author& author : article.authors)
    out += (out.empty() ? "" : "|") + author.name + ":" + std::string(name_of(author.kind));
  return out;
}

TEST(Published, IsWhatMachinesAndReadersAreToldAlike) {
  struct Row {
    const char *name, *head, *above, *day;
  };
  for (const Row& row :
       {Row{"JSON-LD in a graph", R"(<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle",
            "headline":"Council votes to dredge the harbour","datePublished":"2031-03-04T10:15:00+01:00"},]}</script>)",
            "", "2031-03-04T10:15:00+01:00"},
        Row{"OpenGraph", R"(<meta property="article:published_time" content="2031-03-04T10:15:00Z">)",
            "<p>4 March 2031</p>", "2031-03-04T10:15:00Z"},
        Row{"a time element", "", R"(<time datetime="2031-03-04T10:15+01:00">yesterday</time>)",
            "2031-03-04T10:15+01:00"},
        Row{"a line between headline and text", "", "<p>Tuesday, 4 March 2031</p>", "2031-03-04"},
        Row{"microdata", "", R"(<span itemprop="datePublished" content="2031-03-04">a while ago</span>)",
            "2031-03-04"},
        Row{"not the change, where both are said",
            R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"x",
            "datePublished":"2031-03-04","dateModified":"2031-05-06"}</script>)",
            "<p>Published 4 March 2031 | Updated 6 May 2031</p>", "2031-03-04"},
        Row{"two digits of a year", "", "<p>04.03.31</p>", "2031-03-04"},
        Row{"a month first, as another day of the page says",
            R"(<meta property="article:published_time" content="2031-11-01T04:00:14Z">)", "<p>11/01/2031</p>",
            "2031-11-01T04:00:14Z"},
        Row{"a month first in meta, as the shown day says", R"(<meta name=date content="11/01/2031">)",
            "<p>01.11.2031</p>", "2031-11-01"},
        Row{"a month first, as the element says for machines", "",
            "<p><time datetime=\"2031-11-01T12:00:00Z\">11/01/2031</time></p>", "2031-11-01T12:00:00Z"},
        Row{"a month first with dashes, as the shown day says",
            R"(<meta property="article:published_time" content="11-01-2031">)", "<p>November 1, 2031</p>",
            "2031-11-01"},
        Row{"day and time of two elements side by side", "", "<p><span>04.03.31</span><span>12:44</span></p>",
            "2031-03-04T12:44"},
        Row{"a day first where nothing else is said", R"(<meta name=date content="11/01/2031">)", "",
            "2031-01-11"},
        Row{"nothing said", "", "", "none"}}) {
    EXPECT_EQ(day_of(article_of(row.head, row.above)), row.day) << row.name;
  }
}

TEST(Published, IsReadFromTheAddressWhereNothingElseSaysIt) {
  struct Row {
    const char *address, *day;
  };
  for (const Row& row :
       {Row{"https://tribune.example/2031/03/04/harbour", "2031-03-04"},
        Row{"https://tribune.example/20310304/harbour", "2031-03-04"},
        Row{"https://archive.example/web/20310501123000/http://tribune.example/2031/03/04/harbour",
            "2031-03-04"},
        Row{"https://tribune.example/harbour-and-money-2031445566", "none"},  // a number of something
        Row{"https://tribune.example/harbour-and-money-a1963112250", "none"}}) {
    Page page;
    page.url = row.address;
    page.body =
        "<html><body><h1>Council votes to dredge the harbour</h1>" + std::string(kText) + "</body></html>";
    EXPECT_EQ(day_of(extract_article(page)), row.day) << row.address;
  }
}

TEST(Published, IsNoMicrodataOfATeaser) {
  const std::string teaser =
      "<aside><h3>More</h3><div itemscope itemtype=\"https://schema.org/BlogPosting\"><a href=/ice>Ice on "
      "the "
      "upper lake</a> <time class=published itemprop=datePublished datetime=\"2031-05-19\">19 May "
      "2031</time></div></aside>";
  EXPECT_EQ(
      day_of(article_of(R"(<meta property="article:published_time" content="2031-03-04T10:15:00+01:00">)",
                        "<p>By Ann Lee</p>", teaser)),
      "2031-03-04T10:15:00+01:00");
}

TEST(Authors, AreThoseThatThePageNamesInSeveralPlaces) {
  struct Row {
    const char *name, *head, *above, *names;
  };
  constexpr const char* kLd = R"(<script type="application/ld+json">{"@type":"NewsArticle","headline":"x",
      "author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Joe Doe"}]}</script>)";
  for (const Row& row :
       {Row{"JSON-LD and byline", kLd, "<div class=byline>By Ann Lee and Joe Doe</div>",
            "Ann Lee:person|Joe Doe:person"},
        Row{"a byline cut by elements", "",
            "<div class=byline>By <a rel=author href=/author/lee>Ann Lee</a><span>Head Gardener</span></div>",
            "Ann Lee:person"},
        Row{"names marked one by one, of which meta gives the first",
            R"(<meta name=author content="Ann Lee"><script type="application/ld+json">{"@type":"NewsArticle",
            "headline":"x","author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Joe Doe"}]}
            </script>)",
            "<address>By <a rel=author href=/a/lee>Ann Lee</a> and <a rel=author href=/a/doe>Joe "
            "Doe</a></address>",
            "Ann Lee:person|Joe Doe:person"},
        Row{"a line that says so", "", "<p>By Ann Lee</p>", "Ann Lee:person"},
        Row{"meta and byline", "<meta name=author content='Ann Lee'>", "<p class=author>ANN LEE</p>",
            "Ann Lee:person"},
        Row{"nobody", "", "", ""}}) {
    EXPECT_EQ(names_of(article_of(row.head, row.above)), row.names) << row.name;
  }
}

TEST(Authors, AreNotThoseOfComments) {
  EXPECT_EQ(names_of(article_of("", "", "<div class=comments><p class=comment-author>Mara Quill</p></div>")),
            "");
}

TEST(Pictures, TakeCaptionAndCreditFromTheirFigure) {
  const Article article = article_of(
      R"(<meta property="og:url" content="https://tribune.example/a">
         <meta property="og:image" content="https://tribune.example/share/harbour-1200x630.jpg">)",
      R"(<figure><img src="/i/harbour-300x200.jpg" srcset="/i/harbour-300x200.jpg 300w, /i/harbour-900x600.jpg 900w">
         <figcaption>Boats at dawn in the lower harbour. <span class="photo-credit">Photo: Ann Lee</span>
         </figcaption></figure>)",
      R"(<p>More to see below, as the second picture of the harbour shows to all who look at it.</p>
         <figure><img src="/i/dredger.jpg"><figcaption>The dredger. (Joe Doe/Northwire)</figcaption></figure>
         <p>It is the last paragraph of the piece and long enough to be one, the council said on Tuesday.</p>)");
  ASSERT_TRUE(article.lead_image);
  EXPECT_EQ(article.lead_image->url, "https://tribune.example/i/harbour-900x600.jpg");
  EXPECT_EQ(article.lead_image->caption, "Boats at dawn in the lower harbour.");
  EXPECT_EQ(article.lead_image->credit, "Ann Lee");
  ASSERT_EQ(article.images.size(), 1U);
  EXPECT_EQ(article.images[0].caption, "The dredger.");
  EXPECT_EQ(article.images[0].credit, "Joe Doe/Northwire");
}

TEST(Headline, IsNoStepOfABreadcrumbTrail) {
  Page page;
  page.body =
      R"(<html><head><title>Harbour works: council votes for dredgers</title>
         <meta property="og:title" content="The slow way to a deeper harbour"></head><body>
         <ol class="breadcrumbs"><li>Coast<li><h1>Harbour works: council votes for dredgers</h1></ol>
         <article><h2><span>Orsola</span> The slow way to a deeper harbour</h2>)" +
      std::string(kText) + "</article></body></html>";
  EXPECT_EQ(extract_article(page).title, "The slow way to a deeper harbour");
}

TEST(Published, IsReadInTheFirstParagraphsAndInTheColophonUnderTheText) {
  const std::string standfirst =
      "<p>The council of Orsola wants to dredge the lower harbour, which nobody has done "
      "for forty years, and it wants the state to pay for half of it.</p>";
  EXPECT_EQ(day_of(article_of("", standfirst +
                                      "<p>By Ann Lee</p><p>4.3.2031 - The harbour master had asked for the "
                                      "work since the two groundings of last autumn, he said.</p>")),
            "2031-03-04");
  EXPECT_EQ(
      day_of(article_of(
                 "", "",
                 "<p class=postmetadata>This entry was posted on Tuesday, 4 March 2031 at 3:45 pm and is "
                 "filed under Harbour, Council, Money. You can follow any responses to this entry through "
                 "the feed of the Tribune, and both comments and pings are currently closed for all of "
                 "our readers.</p>"))
          .substr(0, 10),
      "2031-03-04");
}

TEST(Page, IsMarkupWhereItBeginsWithATag) {
  Page page;
  page.body = "<style>\n" + std::string(5000, ' ') +
              "p { color: red }\n</style><p>Tuesday, 4 March 2031</p>" + std::string(kText);
  const Article article = extract_article(page);
  EXPECT_FALSE(article.text.contains("color: red"));
  EXPECT_FALSE(article.title.value_or("").contains("<style>"));
}

TEST(Published, IsNoneOfManyDaysOfTeasers) {
  EXPECT_EQ(day_of(article_of(
                "", "",
                "<aside><p>Tides: 4 March 2031</p><p>Ice: 5 March 2031</p>"
                "<p>Herring: 7 March 2031</p><p>Pilots: 9 March 2031</p><p>Fog: 11 March 2031</p></aside>")),
            "none");
}

TEST(Authors, AreNoAccountsAndNoHeadings) {
  EXPECT_EQ(names_of(article_of("<meta name=author content=admin>", "<p>By Ann Lee</p>")), "Ann Lee:person");
  EXPECT_EQ(
      names_of(article_of("", "<div class=author-tools>Table of Contents</div><h2>Table of Contents</h2>")),
      "");
}

TEST(Published, IsNoChangeThatNewsStatesAsOne) {
  constexpr std::string_view kNews = R"(<script type="application/ld+json">{"@type":"NewsArticle",
      "headline":"Council votes to dredge the harbour","datePublished":"2031-03-04T10:15:00+01:00",
      "dateModified":"2031-03-09T08:00:00+01:00"}</script>)";
  const std::string backed =
      std::string(kNews) + R"(<meta property="article:published_time" content="2031-03-04T10:15:00+01:00">)";
  const std::string shown = R"(<p><time datetime="2031-03-09T08:00:00+01:00">March 9, 2031, 8:00</time></p>)";
  EXPECT_EQ(day_of(article_of(backed, shown)), "2031-03-04T10:15:00+01:00");
}

TEST(Published, AndAuthorsAreLessBelievedOfPagesThatAreNoPosts) {
  constexpr std::string_view kStated = R"(<script type="application/ld+json">{"@type":"WebPage",
      "name":"Council votes to dredge the harbour","datePublished":"2031-03-04T10:15:00+01:00"}</script>)";
  const auto page_of = [&](std::string_view names, std::string_view path) {
    Page page;
    page.body =
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><meta property=\"og:type\" content=\"" +
        std::string(path == "blog" ? "article" : "website") +
        "\"><link rel=canonical href=\"https://orsola.example/" + std::string(path) + "/harbour\">" +
        std::string(kStated) + "</head><body class=\"" + std::string(names) +
        "\"><article><h1>Council votes to dredge the harbour</h1>" + std::string(kText) +
        "</article></body></html>";
    return extract_article(page);
  };
  EXPECT_EQ(day_of(page_of("post-template single single-post postid-12", "blog")),
            "2031-03-04T10:15:00+01:00");
  EXPECT_EQ(day_of(page_of("page-template page page-id-12", "services")), "none");
}

TEST(Authors, AreNotTheHouseItselfOutsideTheNews) {
  const std::string house = R"(<meta property="og:site_name" content="Orsola Dental">
      <meta property="og:type" content="website"><script type="application/ld+json">{"@type":"BlogPosting",
      "headline":"Council votes to dredge the harbour","author":{"@type":"Organization","name":"Orsola Dental"}}</script>)";
  EXPECT_EQ(names_of(article_of(house, "")), "");
}

TEST(Authors, StandInAListOfElementsMadeAlike) {
  constexpr std::string_view kHead = R"(<meta property="og:type" content="article">)";
  EXPECT_EQ(names_of(article_of(kHead, R"(<div class="article-byline"><div class="origins">
      <span class="simple">Birgit Holm</span> <span class="simple">Ana Maria Reyes</span>
      <span class="simple">Jan Okafor</span></div></div>)")),
            "Birgit Holm:person|Ana Maria Reyes:person|Jan Okafor:person");
  EXPECT_EQ(names_of(article_of(kHead, R"(<div class="article-byline">
      <span class="name">Birgit Holm</span> <span class="place">New Orsola</span></div>)")),
            "Birgit Holm:person");
}

TEST(Authors, AreNobodyWhereAProgramWroteSo) {
  for (const std::string_view nobody : {"undefined", "Webmaster", "site admin"}) {
    EXPECT_EQ(names_of(article_of("<meta name=author content=\"" + std::string(nobody) + "\">", "")), "")
        << nobody;
  }
}

TEST(Pictures, TakeWhatThePageStatesOfThemWhereItShowsNothing) {
  const Article article = article_of(
      R"(<meta property="og:url" content="https://tribune.example/a">
         <script type="application/ld+json">{"@type":"NewsArticle","headline":"x","image":[{"@type":"ImageObject",
         "url":"https://tribune.example/i/dredger.jpg","caption":"The dredger at work","creditText":"Ann Lee"}]}</script>)",
      R"(<figure><img src="/i/dredger.jpg"></figure>)");
  ASSERT_TRUE(article.lead_image);
  EXPECT_EQ(article.lead_image->caption, "The dredger at work");
  EXPECT_EQ(article.lead_image->credit, "Ann Lee");
}

TEST(Pictures, HaveACaptionBesideThemWithoutAFigure) {
  const Article article =
      article_of(R"(<meta property="og:url" content="https://tribune.example/a">)",
                 R"(<div><div><img src="data:image/gif;base64,AA" data-lazyload-src="/i/quay.jpg"></div>
         <div class="with-sidebar"><p>Nets dry on the old quay of Orsola [Photo: Joe Doe]</p></div></div>)");
  ASSERT_TRUE(article.lead_image);
  EXPECT_EQ(article.lead_image->url, "https://tribune.example/i/quay.jpg");
  EXPECT_EQ(article.lead_image->caption, "Nets dry on the old quay of Orsola");
  EXPECT_EQ(article.lead_image->credit, "Joe Doe");
}

TEST(Pictures, LeaveOutLogosPortraitsAndTeasers) {
  const Article article = article_of(R"(<meta property="og:url" content="https://tribune.example/a">)",
                                     R"(<img src="/i/logo.png"><img src="/i/tiny.jpg" width=40 height=40>
      <div class="author-box"><img src="/i/lee.jpg"></div>)",
                                     R"(<aside><figure><img src="/i/other.jpg"></figure></aside>)");
  EXPECT_FALSE(article.lead_image);
  EXPECT_TRUE(article.images.empty());
}

TEST(Addresses, FoldVariantsForPhonesAndPaper) {
  struct Row {
    const char *address, *folded;
  };
  for (const Row& row : {Row{"https://tribune.example/a/harbour/amp/", "https://tribune.example/a/harbour/"},
                         Row{"https://tribune.example/amp/a/harbour", "https://tribune.example/a/harbour"},
                         Row{"https://amp.tribune.example/a", "https://tribune.example/a"},
                         Row{"https://tribune.example/a?amp=1&id=7", "https://tribune.example/a?id=7"},
                         Row{"https://tribune.example/a?outputType=amp", "https://tribune.example/a"},
                         Row{"https://tribune.example/a/print", "https://tribune.example/a"},
                         Row{"https://tribune.example/amplifiers", "https://tribune.example/amplifiers"},
                         Row{"https://tribune.example/", "https://tribune.example/"}}) {
    EXPECT_EQ(extract::without_variant(row.address), row.folded);
  }
}

TEST(Quotes, NameTheirSpeakerWhereTheSentenceDoes) {
  struct Row {
    const char *text, *quote, *speaker;
  };
  for (const Row& row :
       {Row{"“We waited too long for this,” said Teo Lanz, the harbour master.",
            "We waited too long for this", "Teo Lanz"},
        Row{"“We waited too long for this,” Lanz said.", "We waited too long for this", "Lanz"},
        Row{"Mayor Ida Quill said: \"Nobody will pay for it twice.\"", "Nobody will pay for it twice.",
            "Mayor Ida Quill"},
        Row{"„Wir haben zu lange gewartet“, sagte Käthe Öst.", "Wir haben zu lange gewartet", "Käthe Öst"},
        Row{"« Nous avons trop attendu hier », a déclaré Émile Cor.", "Nous avons trop attendu hier",
            "Émile Cor"},
        Row{"«Мы слишком долго ждали этого», — сказала Ирина Лось.", "Мы слишком долго ждали этого",
            "Ирина Лось"},
        Row{"“We waited too long for this,” she said.", "We waited too long for this", ""},
        Row{"“We waited too long for this.” The harbour is old.", "We waited too long for this.", ""}}) {
    const auto quotes = extract::quotes_of(row.text);
    ASSERT_EQ(quotes.size(), 1U) << row.text;
    EXPECT_EQ(quotes[0].text, row.quote);
    EXPECT_EQ(quotes[0].speaker.value_or(""), row.speaker) << row.text;
  }
}

TEST(Quotes, AreNoSingleWordsAndSurviveOpenMarks) {
  EXPECT_TRUE(extract::quotes_of("The “so-called” harbour. An open “mark that never ends here").empty());
  EXPECT_TRUE(extract::quotes_of("").empty());
}

TEST(Capture, OfAWholePageGivesTheArticleWithoutMenus) {
  Page page;
  page.content_type = "text/plain";
  page.body =
      "Council votes to dredge the harbour | The Orsola Tribune\nSkip to content\nHome\nNews\nSport\nSign "
      "In\n"
      "Home > News > Harbour\nCouncil votes to dredge the harbour\nBy Ann Lee\n4 March 2031\nShare\n"
      "The council of Orsola voted on Tuesday to dredge the lower harbour for the first time in forty "
      "years.\n"
      "The cost\n"
      "The work will take four summers and is to cost more than seven million crowns, the state paying "
      "half.\n"
      "Most read\nStorm delays ferry\nCrane falls\nLighthouse opens\nAbout us\nContact\nTerms of use\n"
      "We use cookies to improve your visit and for nothing else, as our long and honest policy explains.\n";
  const Article article = extract_article(page);
  EXPECT_EQ(article.title, "Council votes to dredge the harbour");
  EXPECT_EQ(names_of(article), "Ann Lee:person");
  EXPECT_EQ(day_of(article), "2031-03-04");
  EXPECT_TRUE(article.text.starts_with("The council of Orsola"));
  EXPECT_TRUE(article.text.ends_with("the state paying half."));
}

/// A page in a charset of its own, as bytes.
std::string page_in(std::string_view charset, std::string_view bytes) {
  return "<html><head><meta charset=" + std::string(charset) + "></head><body><article><h1>" +
         std::string(bytes) + "</h1><p>x</p></article></body></html>";
}

std::string related_of(const Article& article) {
  std::string out;
  for (const RelatedLink& link : article.related)
    out += link.url.value_or("none") + " [" + link.title + "] " + link.summary.value_or("-") + "\n";
  return out;
}

TEST(Related, TakesTitleAndSummaryFromCardsOfAllMakes) {
  const Article article = article_of(R"(<meta property="og:url" content="https://tribune.example/a">)", "",
                                     R"(<section><h2>Related stories</h2>
        <div class=card><h3><a href="/b">Herring come back to the bay</a></h3>
          <p>ORSOLA (Northwire) - Fishermen counted more of them than in any spring for twenty years.</p></div>
        <a class=card href="/c"><div>A dredger is built in Velmark</div>
          <div>The yard has work for two more winters, its owner says.</div></a>
        <ul><li><a href="/d">Who pays for the lower harbour</a></li>
            <li><a href="/b">Herring come back to the bay</a></li></ul></section>
        <section><h2>Contact</h2><p>Write to the desk of the paper at any time of the day.</p>
        <a href="/e">The desk and its people, by name</a></section>)");
  EXPECT_EQ(
      related_of(article),
      "https://tribune.example/b [Herring come back to the bay] ORSOLA (Northwire) - Fishermen counted more "
      "of "
      "them than in any spring for twenty years.\n"
      "https://tribune.example/c [A dredger is built in Velmark] The yard has work for two more winters, its "
      "owner says.\n"
      "https://tribune.example/d [Who pays for the lower harbour] -\n");
  ASSERT_EQ(article.related.size(), 3U);
  EXPECT_EQ(article.related[0].agency, "Northwire");
  EXPECT_EQ(article.related[0].dateline, "ORSOLA");
}

TEST(Related, TakesNoParagraphOfTheArticleForASummary) {
  const Article article =
      article_of(R"(<meta property="og:url" content="https://tribune.example/a">)", "",
                 "<div><p><b>Read also</b></p><p><a href=/b>Herring come back to the bay</a></p></div>"
                 "<p>The harbour master said that the last time that anybody had dredged the bay he was a "
                 "boy of seven years.</p>");
  EXPECT_EQ(related_of(article), "https://tribune.example/b [Herring come back to the bay] -\n");
  EXPECT_TRUE(article.text.ends_with("a boy of seven years."));
}

TEST(Section, IsTheFirstStepOfTheWayToThePage) {
  struct Row {
    const char *name, *head, *above, *section;
  };
  for (const Row& row :
       {Row{"stated", "<meta property='article:section' content='Coast'>",
            "<nav aria-label=Breadcrumb><a href=/>Home</a><a href=/w>World</a></nav>", "Coast"},
        Row{"by a label", "",
            "<nav aria-label=Breadcrumb><a href=/>Tribune</a><a href=/w>World</a><a href=/w/e>East</a></nav>",
            "World"},
        Row{"by a class", "",
            "<ul class='c-breadcrumbs'><li><a href=/de/>Startseite</a><li><a href=/p>Politik</a></ul>",
            "Politik"},
        Row{"none", "", "<nav><a href=/>Home</a><a href=/w>World</a></nav>", ""}})
    EXPECT_EQ(article_of(row.head, row.above).section.value_or(""), row.section) << row.name;
}

TEST(Agency, IsTakenFromTheEndWhereTheBeginNamesNone) {
  const Article article = article_of("", "", "<p>The council meets again in May. (dpa/lno)</p>");
  EXPECT_EQ(article.agency, "dpa");
  EXPECT_FALSE(article.dateline);
}

TEST(Charsets, OfOldPagesAreReadAsTheySay) {
  struct Row {
    const char *charset, *bytes, *title;
  };
  for (const Row& row :
       {Row{"windows-1251", "\xC3\xE0\xE2\xE0\xED\xFC \xF3\xE3\xEB\xF3\xE1\xFF\xF2", "Гавань углубят"},
        Row{"koi8-r", "\xE7\xC1\xD7\xC1\xCE\xD8 \xD5\xC7\xCC\xD5\xC2\xD1\xD4", "Гавань углубят"},
        Row{"windows-1252",
            "Caf\xE9 \x93neu\x94 er\xF6"
            "ffnet",
            "Café “neu” eröffnet"},
        Row{"windows-1250", "P\xF8\xEDstav se prohloub\xED", "Přístav se prohloubí"},
        Row{"gb18030", "\xB8\xDB\xBF\xDA\xBD\xAB\xCA\xE8\xBF\xA3", "港口将疏浚"},
        Row{"shift_jis", "\x8D\x60\x82\xF0\x90\x5B\x82\xAD\x82\xB7\x82\xE9", "港を深くする"},
        Row{"euc-kr", "\xC7\xD7\xB1\xB8 \xC1\xD8\xBC\xB3", "항구 준설"}}) {
    Page page;
    page.body = page_in(row.charset, row.bytes);
    EXPECT_EQ(extract_article(page).title.value_or(""), row.title) << row.charset;
  }
}

TEST(Languages, GiveDirectionAndReadingTime) {
  const auto read = [](std::string_view lang, std::string_view sentence) {
    Page page;
    std::string text;
    for (int i = 0; i < 40; ++i)
      text += "<p>" + std::to_string(1000 + i) + " " + std::string(sentence) + "</p>";
    page.body = "<html lang=" + std::string(lang) + "><head><meta charset=utf-8></head><body><article><h1>" +
                std::string(sentence.substr(0, sentence.find('.'))) + "</h1>" + text +
                "</article></body></html>";
    return extract_article(page);
  };
  const Article arabic = read(
      "ar", "صوت مجلس المدينة يوم الثلاثاء على تعميق الميناء القديم بعد نقاش طويل حول كلفة العمل ومدته.");
  EXPECT_TRUE(arabic.right_to_left);
  EXPECT_EQ(arabic.lang, "ar");
  const Article hebrew =
      read("he", "מועצת העיר הצביעה ביום שלישי בעד העמקת הנמל הישן לאחר דיון ארוך על העלות.");
  EXPECT_TRUE(hebrew.right_to_left);
  for (const auto& [lang, sentence] :
       {std::pair{"th", "สภาเมืองลงมติเมื่อวันอังคารให้ขุดลอกท่าเรือเก่าหลังจากการอภิปรายที่ยาวนานเกี่ยวกับค่าใช้จ่าย."},
        std::pair{"ja", "市議会は火曜日、費用についての長い議論の末、古い港を深くすることを決めた。"},
        std::pair{"zh", "市议会周二在就费用进行长时间辩论后，投票决定疏浚旧港口。"}}) {
    const Article article = read(lang, sentence);
    EXPECT_EQ(article.lang, lang);
    EXPECT_FALSE(article.right_to_left);
    EXPECT_GE(article.reading_minutes.value_or(0), 1) << lang;
    EXPECT_GT(article.word_count, 100) << lang;
  }
}

}  // namespace
}  // namespace newsloom
