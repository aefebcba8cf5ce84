#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "newsloom/article.h"

namespace newsloom {
namespace {

const std::string kFirst =
    "<p>The harbour master of Port Ellery closed the northern pier on Monday morning after divers had found "
    "two of its pillars broken below the water line, the town said in a statement.</p>";
const std::string kSecond =
    "<p>Fishing boats will have to land their catch on the other side of the bay until the repairs are done, "
    "which may take until the end of the summer, according to the engineers.</p>";
const std::string kThird =
    "<p>\"We have asked for this money four years in a row,\" said Marta Hollis, who speaks for the "
    "fishermen. \"Now it costs three times as much, and nobody is surprised.\"</p>";
const std::string kStory = kFirst + kSecond + kThird;

std::string page_of(std::string_view body) {
  return "<!doctype html><html lang=en><head><title>Pier closed | Ellery Gazette</title></head><body>"
         "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a "
         "href=/sport>Sport</a></li></ul></nav></header>" +
         std::string(body) +
         "<footer><p>Copyright 2026 Ellery Gazette. All rights reserved.</p></footer></body></html>";
}

Article read(std::string_view body) {
  Page page;
  page.url = "https://ellery-gazette.example/news/pier-closed";
  page.body = page_of(body);
  return extract_article(page);
}

/// The paragraphs of the markup as `text` has them.
std::string text_of(std::string_view markup) {
  std::string out;
  bool inside = false;
  for (const char c : markup) {
    if (c == '<') {
      inside = true;
      if (!out.empty() && !out.ends_with("\n\n")) out += "\n\n";
    } else if (c == '>') {
      inside = false;
    } else if (!inside) {
      out += c;
    }
  }
  while (out.ends_with('\n')) out.pop_back();
  return out;
}

struct Furniture {
  std::string_view name, markup;
};

/// Stands between the second and the third paragraph.
constexpr Furniture kFurniture[] = {
    {"share bar", "<div class=share-bar><a href=#>Share on Facebook</a> <a href=#>Tweet</a></div>"},
    {"newsletter box",
     "<div class=newsletter-signup><h4>Get our newsletter</h4><p>Sign up for the morning letter and never "
     "miss a story.</p><form><input type=email><button>Subscribe</button></form></div>"},
    {"related headlines",
     "<aside class=related><h3>Related stories</h3><ul><li><a href=/a>Bay bridge to be painted next "
     "year</a></li><li><a href=/b>Fish market opens late</a></li></ul></aside>"},
    {"read more", "<p><strong>Read more:</strong> <a href=/c>Why the old pier was never repaired</a></p>"},
    {"advertisement", "<div class=ad-slot><span>Advertisement</span></div>"},
    {"caption",
     "<figure><img src=pier.jpg><figcaption>The pier on Monday. Photo: Jon Ferris</figcaption></figure>"},
    {"script", "<script>var text = 'The pier is closed.';</script>"},
    {"hidden part",
     "<p style='display: none'>You have read three free articles this month, and this is the last.</p>"},
    {"the paragraph before once more", ""},
};

TEST(Body, LeavesOutWhatStandsBetweenTheParagraphs) {
  for (const Furniture& box : kFurniture) {
    const std::string markup = box.markup.empty() ? kSecond : std::string(box.markup);
    const std::string page = std::string("<main><article><h1>Pier closed</h1>")
                                 .append(kFirst)
                                 .append(kSecond)
                                 .append(markup)
                                 .append(kThird)
                                 .append("</article></main>");
    EXPECT_EQ(read(page).text, text_of(kStory)) << box.name;
  }
}

/// Stands behind the last paragraph, inside the article's element.
constexpr Furniture kBehind[] = {
    {"author box",
     "<div class=author-bio><h4>About the author</h4><p>Ann Ferris is a reporter for the Gazette. She has "
     "written "
     "about the bay for nine years and lives above the fish market.</p></div>"},
    {"tags", "<ul class=tags><li><a href=/t/pier>Pier</a></li><li><a href=/t/bay>Bay</a></li></ul>"},
    {"comments",
     "<section id=comments class=comments><h3>2 comments</h3><div class=comment><p>I have been saying this "
     "for years, "
     "and nobody at the town hall ever listened to any of us who live here.</p></div></section>"},
    {"cookie notice",
     "<div class=cookie-consent><p>We use cookies to improve your experience on this site and to show you "
     "advertising that fits. You can change this at any time.</p><button>Accept</button></div>"},
    {"teasers",
     "<div class=more-stories><div class=card><a href=/x><h3>Fish market opens late</h3></a><p>The stalls "
     "stayed shut "
     "until noon.</p></div><div class=card><a href=/y><h3>Bay bridge painted</h3></a><p>It is blue "
     "again.</p></div></div>"},
};

TEST(Body, EndsWhereTheArticleEnds) {
  for (const Furniture& box : kBehind) {
    EXPECT_EQ(
        read("<main><article><h1>Pier closed</h1>" + kStory + std::string(box.markup) + "</article></main>")
            .text,
        text_of(kStory))
        << box.name;
  }
}

TEST(Body, JoinsContainersThatStandApart) {
  EXPECT_EQ(read("<main><h1>Pier closed</h1><div class=text>" + kFirst +
                 "</div><div class=ad></div><div class=text>" + kSecond + "</div><div class=text>" + kThird +
                 "</div></main>")
                .text,
            text_of(kStory));
}

TEST(Body, ReadsAPageThatIsOneForm) {
  EXPECT_EQ(read("<form action=/ method=post><div id=page><h1>Pier closed</h1><div class=article-text>" +
                 kStory + "</div></div></form>")
                .text,
            text_of(kStory));
}

TEST(Body, KeepsListsSubheadsAndQuotationsInTheirPlace) {
  const std::string list =
      "<h2>What is closed</h2><ul><li>the northern pier, from its gate to the lighthouse</li><li>the fuel "
      "station behind "
      "the ice house</li></ul><blockquote><p>The sea does not wait for a vote of the "
      "council.</p></blockquote>";
  EXPECT_EQ(read("<article><h1>Pier closed</h1>" + kFirst + kSecond + list + kThird + "</article>").text,
            text_of(kFirst + kSecond + list + kThird));
}

TEST(Body, TakesTheStatedTextWhereThePageShowsNone) {
  std::string words;
  for (int i = 0; i < 30; ++i) words += "The pier stays closed until the engineers are done. ";
  words.pop_back();
  const Article article = read(
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Pier "
      "closed\",\"articleBody\":\"" +
      words + "\"}</script><div id=root>Loading</div>");
  EXPECT_EQ(article.text, words);
  EXPECT_EQ(article.html, std::nullopt);
}

TEST(Body, IsEmptyWhereThePageSaysNothing) {
  EXPECT_EQ(read("").text, "");
  EXPECT_EQ(read("<nav><a href=/>Home</a></nav>").text, "");
}

TEST(Body, EndsWhereThePageGoesOnWithTheNextArticles) {
  const std::string next =
      "<article class=post><h1>Ferry to sail on Sundays</h1><p>The ferry to Orsola will sail on Sundays from "
      "May, "
      "the harbour board decided, after two winters in which the island was cut off at "
      "weekends.</p></article>";
  const Article article = read("<article class=frame><article class=post><h1>Pier closed</h1>" + kStory +
                               "</article>" + next + next + "</article>");
  EXPECT_EQ(article.text, text_of(kStory));
}

TEST(Body, HoldsParagraphsThatAreHiddenUntilTheReaderIsKnown) {
  const std::string shown =
      "<div id=story><p>The pier of Port Ellery was closed on Monday morning after divers had found "
      "damage.</p>";
  std::string hidden, text;
  for (const std::string& paragraph : {kFirst, kSecond, kThird, kFirst, kSecond, kThird}) {
    const std::string number = std::to_string(hidden.size());
    const std::string own = paragraph.substr(0, paragraph.size() - 5) + " Report " + number + ".</p>";
    hidden += "<div class=members style='display:none'>" + own + "</div>";
    text += own;
  }
  const std::string all = read("<article><h1>Pier closed</h1>" + shown + hidden + "</div></article>").text;
  EXPECT_NE(all.find("two of its pillars"), std::string::npos);
  const std::string tabs = "<div class=tab hidden><p>Opening hours of the museum and of the tower.</p></div>";
  EXPECT_EQ(read("<article><h1>Pier closed</h1>" + kStory + tabs + tabs + "</article>").text,
            text_of(kStory));
}

TEST(Body, LeavesOutPointersAndWhatAnnouncesWhatItDidNotTake) {
  const std::string pointer =
      "<p>MIRA: <a href=/b>El puente de la bahía se pintará en otoño de nuevo</a></p>";
  EXPECT_EQ(read("<article><h1>Pier closed</h1>" + kFirst + pointer + kSecond + kThird +
                 "<p>Das Thema könnte dich auch interessieren:</p></article>")
                .text,
            text_of(kStory));
}

TEST(Kind, AListOfHeadlinesIsNoArticle) {
  std::string list = "<main><h1>News</h1>";
  for (int i = 0; i < 25; ++i)
    list += "<div class=teaser><h3><a href=/s" + std::to_string(i) +
            ">Council of Ellery talks about pier number " + std::to_string(i) + "</a></h3></div>";
  EXPECT_EQ(read(list + "</main>").kind, ArticleKind::kIndex);
}

TEST(Kind, SaysLiveAndOpinionWhereThePageDoes) {
  const Article live = read(
      "<script "
      "type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Storm\"}</script><article>" +
      kStory + "</article>");
  EXPECT_EQ(live.kind, ArticleKind::kLive);
  const Article opinion = read(
      "<script "
      "type='application/ld+json'>{\"@type\":\"OpinionNewsArticle\",\"headline\":\"Pier\"}</"
      "script><article>" +
      kStory + "</article>");
  EXPECT_TRUE(opinion.opinion);
  EXPECT_FALSE(live.opinion);
}

TEST(Body, IsFoundAmongMoreBlocksThanAPageCanHave) {
  std::string crumbs;
  for (int i = 0; i < 30'000; ++i) crumbs += "<p>x</p><!-- so that the nodes are few for the length -->";
  const Article article = read("<article><h1>Pier closed</h1>" + kStory + "</article>" + crumbs);
  EXPECT_TRUE(article.text.contains("two of its pillars")) << article.text.substr(0, 200);
  EXPECT_TRUE(article.text.contains("nobody is surprised"));
}

TEST(Body, LeavesLegendsAndLabelledPointersOutOfTheText) {
  for (const char* line :
       {"<p>Abbildung 4: der nördliche Pfeiler vor dem Sturm</p>", "<p>Photo: Ann Lee</p>",
        "<p>(Credit: Ann Lee / Gazette)</p>", "<p>The broken pillars of the pier at low tide. © Gazette</p>",
        "<p>Фото: Ирина Лось</p>", "<p>À lire aussi » <a href=/b>Le port de Saint-Vaast fermé</a></p>",
        "<p>Schon gelesen?</p>"}) {
    const Article article =
        read(fmt::format("<article><h1>Pier closed</h1>{}{}{}{}</article>", kFirst, line, kSecond, kThird));
    EXPECT_EQ(article.text, text_of(kStory)) << line;
  }
  const Article article = read("<article><h1>Pier closed</h1>" + kFirst +
                               "<p>Figures of last year show that the port lost a third of its boats.</p>" +
                               kSecond + kThird + "</article>");
  EXPECT_TRUE(article.text.contains("Figures of last year")) << "a label has a colon";
}

}  // namespace
}  // namespace newsloom
