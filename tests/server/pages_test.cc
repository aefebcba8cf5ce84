// The pages as readers get them: what stands on them, and that foreign text stays text.
#include "server/pages.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/invented.h"

namespace newsloom::server_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const server::Pages& pages() {
  static const auto loaded = server::Pages::load(NEWSLOOM_SOURCE_DIR "/web/templates");
  if (!loaded) throw std::runtime_error(loaded.error().where + ": " + loaded.error().message);
  return *loaded;
}

ArticlePage page_of(Article article) {
  ArticlePage page;
  page.id = ArticleId{7};
  page.story = StoryId{3};
  page.article = std::move(article);
  return page;
}

RecommendedStory recommended(int id, Lane lane, const std::string& title) {
  RecommendedStory story;
  story.headline = headline(id, title);
  story.lane = lane;
  story.why = "Both name Teo Lanz and Port Vellin.";
  return story;
}

std::size_t count(const std::string& page, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = page.find(part); at != std::string::npos; at = page.find(part, at + 1)) ++found;
  return found;
}

TEST(ArticlePageView, ShowsEveryFieldOfTheArticle) {
  const std::string page = pages().article(page_of(sea_wall_article()));
  for (const char* expected : {
           "<h1>Harbour board votes to rebuild the old sea wall</h1>",
           "datetime=\"2031-03-04T07:00-05:00\">Tuesday, 4 March 2031, 07:00 UTC−05:00</time>",
           "<span class=\"caption\">Workers stand on the broken parapet on Tuesday.</span>",
           "<span class=\"credit\">Mara Ostrel</span>",
           "<span class=\"provider\">Northwire</span>",
           ">Ilse Tarn</span> and <span",
           ">Bo Quill</span>",
           "<span class=\"publisher\">The Meridian Post</span>",
           "<span class=\"agency\">NW</span>",
           "2 min read",
           "<span class=\"lead-in\">PORT VELLIN (NW) — </span>The harbour board voted",
           "<p>The work, which will take four summers, is to begin in May.</p>",
           "<span class=\"section\">Coast</span>",
           "<li>sea wall</li>",
           "<a href=\"https://meridian.example/coast/sea-wall\" rel=\"external noopener noreferrer\">",
       }) {
    EXPECT_THAT(page, HasSubstr(expected));
  }
  EXPECT_EQ(count(page, "<p>"), 2U + 3U) << "three paragraphs and the two of the frame";
}

TEST(ArticlePageView, SaysNothingOfWhatIsUnknown) {
  Article article;
  article.title = "Only a headline";
  const std::string page = pages().article(page_of(article));
  for (const char* absent : {"<figure", "byline\"", "class=\"publisher\"", "<time", "min read", "whole-story",
                             "Recommended", "original", "tags", "nknown", "lang=\"\"", "dir=\"rtl\""}) {
    EXPECT_THAT(page, Not(HasSubstr(absent)));
  }
}

TEST(ArticlePageView, ListsTheVersionsOfAReportAndWhatChanged) {
  ArticlePage page = page_of(sea_wall_article());
  page.versions = {headline(5, "Board meets on the wall"), headline(7, "UPDATE 1-Board votes"),
                   headline(9, "UPDATE 2-Board <b>votes</b>")};
  page.updates = TextOrigin{.of = ArticleId{5}, .shared = .5, .passages = {}};
  page.updates->passages.only_here = {"Two members voted <against> the work"};
  page.updates->passages.only_there = {"The vote is expected at noon"};
  const std::string shown = pages().article(page);
  for (const char* expected :
       {"<h2 id=\"versions\">Updated twice</h2>",
        "<a href=\"/article/9\">A newer version of this report is here.",
        "<a class=\"version\" href=\"/article/5\" lang=\"en\">Board meets on the wall</a>",
        "<span class=\"version\" lang=\"en\" aria-current=\"page\">UPDATE 1-Board votes</span>",
        "UPDATE 2-Board &lt;b&gt;votes", "<h3>New in this version</h3>",
        "<q lang=\"en\">Two members voted &lt;against&gt; the work</q>", "<h3>No longer there</h3>",
        "The vote is expected at noon"})
    EXPECT_THAT(shown, HasSubstr(expected));
  page.id = ArticleId{9};
  EXPECT_THAT(pages().article(page), Not(HasSubstr("newer version")));
}

TEST(ArticlePageView, SaysOfACopyWhoseTextItIsAndShowsWhichPassages) {
  ArticlePage page = page_of(sea_wall_article());
  page.copy = TextOrigin{.of = ArticleId{4}, .shared = .789, .passages = {}};
  page.copy->passages.shared = {"which will take four summers"};
  EXPECT_THAT(pages().article(page),
              HasSubstr("78 % of its text stands in <a href=\"/article/4\">an earlier report</a> as well."));
  page.coverage = {headline(4, "Board to rebuild wall")};
  page.coverage.front().site_name = "Northwire";
  const std::string shown = pages().article(page);
  EXPECT_THAT(shown, HasSubstr("<a href=\"/article/4\">the report of Northwire</a>"));
  EXPECT_THAT(shown, HasSubstr("<h3>In both</h3>"));
  EXPECT_THAT(shown, HasSubstr("<q lang=\"en\">which will take four summers</q>"));
  EXPECT_THAT(shown, Not(HasSubstr("Only here")));
}

TEST(ArticlePageView, ShowsSixReportsOfItsStoryEachTextOnce) {
  ArticlePage page = page_of(sea_wall_article());
  page.story = StoryId{3};
  for (int i = 0; i < 9; ++i) page.coverage.push_back(headline(20 + i, "Report " + std::to_string(i)));
  page.coverage[1].copy_of = page.coverage[2].copy_of = ArticleId{20};
  std::string shown = pages().article(page);
  EXPECT_EQ(count(shown, "<h3 class=\"entry-headline\">"), 6U);
  EXPECT_THAT(shown, HasSubstr("+2</span> copies of this report"));
  EXPECT_THAT(shown, HasSubstr("<a href=\"/story/3\">1 more in the whole story</a>"));
  page.coverage.pop_back();
  shown = pages().article(page);
  EXPECT_EQ(count(shown, "<h3 class=\"entry-headline\">"), 6U);
  EXPECT_THAT(shown, Not(HasSubstr("more in the whole story")));
}

TEST(ArticlePageView, ShowsATeaserWithItsSummaryAndSaysThatMoreIsMissing) {
  Article teaser;
  teaser.kind = ArticleKind::kTeaser;
  teaser.title = "Province pays half of the wall";
  teaser.summary = "The finance minister named a condition.";
  const std::string page = pages().article(page_of(teaser));
  EXPECT_THAT(page, HasSubstr("<p class=\"standfirst\">The finance minister named a condition.</p>"));
  EXPECT_THAT(page, HasSubstr("Only the headline and the summary"));
}

TEST(ArticlePageView, SetsTheLeadInOfATeaserApart) {
  Article teaser;
  teaser.title = "Province pays half of the wall";
  teaser.dateline = "TESKO";
  teaser.summary = "TESKO (NW) -The finance minister named a condition.";
  EXPECT_THAT(
      pages().article(page_of(teaser)),
      HasSubstr("<span class=\"lead-in\">TESKO (NW) -</span>The finance minister named a condition.</p>"));
}

TEST(ArticlePageView, TurnsRightToLeftArticlesAround) {
  Article article = sea_wall_article();
  article.lang = "ar";
  article.right_to_left = true;
  EXPECT_THAT(pages().article(page_of(article)),
              HasSubstr("<article class=\"article\" lang=\"ar\" dir=\"rtl\">"));
}

TEST(ArticlePageView, ShowsOnlyLanesThatHaveEntriesInTheirOrder) {
  ArticlePage page = page_of(sea_wall_article());
  page.recommended = {recommended(20, Lane::kAlsoToday, "Second sun over Orrery"),
                      recommended(21, Lane::kMoreOnThis, "Wall to cost 41 million crowns")};
  const std::string html = pages().article(page);
  EXPECT_LT(html.find(title_of(Lane::kMoreOnThis)), html.find("Wall to cost 41 million crowns"));
  EXPECT_LT(html.find("Wall to cost 41 million crowns"), html.find(title_of(Lane::kAlsoToday)));
  EXPECT_THAT(html, Not(HasSubstr(title_of(Lane::kSamePeopleAndPlaces))));
  EXPECT_EQ(count(html, "<p class=\"why\" lang=\"en\" dir=\"ltr\">Both name Teo Lanz and Port Vellin.</p>"),
            2U);
}

TEST(ArticlePageView, FoldsTheOtherArticlesOfARecommendedStoryBehindAPlus) {
  ArticlePage page = page_of(sea_wall_article());
  page.recommended = {recommended(20, Lane::kAlsoToday, "Second sun over Orrery")};
  page.recommended[0].also = {headline(22, "Astronomers doubt the second sun")};
  const std::string html = pages().article(page);
  EXPECT_THAT(html, HasSubstr("<span class=\"plus\">+1</span> more article on this"));
  EXPECT_LT(html.find("<details class=\"also\""), html.find("Astronomers doubt the second sun"));
}

TEST(ArticlePageView, PutsTheWholeSummaryIntoThePageHoweverLong) {
  std::string summary;
  for (int i = 0; i < 200; ++i)
    summary.append("sentence ").append(std::to_string(i)).append(" of a long summary. ");
  ArticlePage page = page_of(sea_wall_article());
  page.recommended = {recommended(20, Lane::kAlsoToday, "Second sun over Orrery")};
  page.recommended[0].headline.summary = summary;
  const std::string html = pages().article(page);
  EXPECT_THAT(html, HasSubstr(summary));
  EXPECT_THAT(html, HasSubstr("<details class=\"fold\">"));
}

TEST(ArticlePageView, LeavesShortSummariesUnfolded) {
  ArticlePage page = page_of(sea_wall_article());
  page.recommended = {recommended(20, Lane::kAlsoToday, "Second sun over Orrery")};
  page.recommended[0].headline.summary = "Two lights were seen.";
  EXPECT_THAT(pages().article(page), HasSubstr("<p class=\"summary\">Two lights were seen.</p>"));
}

TEST(ArticlePageView, NeverShowsTheSummaryOfOneEntryUnderAnother) {
  ArticlePage page = page_of(sea_wall_article());
  page.recommended = {recommended(20, Lane::kAlsoToday, "Second sun over Orrery")};
  page.recommended[0].headline.summary = "Two lights were seen.";
  page.recommended[0].also = {headline(22, "Without a summary")};
  EXPECT_EQ(count(pages().article(page), "Two lights were seen."), 1U);
}

// Each value goes everywhere a publisher's text can go; nothing of it may become markup.
TEST(HostileText, StaysText) {
  for (const std::string hostile : {
           "<script>alert(1)</script>",
           "\"><img src=x onerror=alert(1)>",
           "' onmouseover='alert(1)",
           "</title></style><svg onload=alert(1)>",
           "{{TITLE}}{{#RECOMMENDED}}",
           "&lt;b&gt; &#60;i&#62;",
           "\xff\xfe\xc3 broken utf-8",
       }) {
    SCOPED_TRACE(hostile);
    Article article = sea_wall_article();
    article.title = article.site_name = article.source = article.agency = article.dateline = article.section =
        hostile;
    article.authors = {{hostile, AuthorKind::kPerson}};
    article.lang = hostile;
    article.tags = {hostile};
    article.lead_image = Image{hostile, hostile, hostile, hostile};
    article.text = fmt::format("{}\n\n{}", hostile, hostile);
    article.url = article.canonical_url = hostile;
    ArticlePage page = page_of(article);
    page.recommended = {recommended(20, Lane::kAlsoToday, hostile)};
    Headline& entry = page.recommended[0].headline;
    entry.summary = entry.site_name = entry.agency = entry.lang = hostile;
    page.recommended[0].why = hostile;
    Story story;
    story.title = hostile;
    story.articles = {entry};
    Edition edition;
    edition.stories = {story};
    for (const std::string& html : {pages().article(page), pages().story(story), pages().edition(edition)}) {
      for (const char* markup : {"<script", "<img", "<svg", "onerror=alert(1)>", "' onmouse", "<i>", "<b>"}) {
        EXPECT_THAT(html, Not(HasSubstr(markup)));
      }
    }
  }
}

TEST(HostileText, BecomesNoLinkUnlessItIsAWebAddress) {
  for (const char* address :
       {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x",
        "vbscript:x", "//no-scheme.example/x", "/article/1", "file:///etc/passwd", ""}) {
    SCOPED_TRACE(address);
    Article article = sea_wall_article();
    article.url = article.canonical_url = address;
    article.lead_image = Image{.url = address, .caption = "Workers", .credit = {}, .provider = {}};
    const std::string html = pages().article(page_of(article));
    EXPECT_THAT(html, Not(HasSubstr("Read the original")));
    EXPECT_THAT(html, Not(HasSubstr("picture-link")));
  }
}

TEST(StoryPageView, FoldsCopiesUnderTheirOriginalAndGroupsByDay) {
  Story story;
  story.id = StoryId{3};
  story.title = "Sea wall to be rebuilt";
  story.articles = {headline(1, "Second day report"), headline(2, "First day report"),
                    headline(3, "Copied report")};
  story.articles[0].published = Timestamp{1930478400, 0, Precision::kSecond};
  story.articles[1].published = Timestamp{1930392000, 0, Precision::kSecond};
  story.articles[2].copy_of = ArticleId{2};
  story.articles[1].source = "ledger.example";
  story.articles[2].source = "meridian.example";
  const std::string html = pages().story(story);
  const auto at = [&](std::string_view part) { return html.find(part); };
  EXPECT_LT(at("<h2>Wednesday, 5 March 2031</h2>"), at("Second day report"));
  EXPECT_LT(at("Second day report"), at("<h2>Tuesday, 4 March 2031</h2>"));
  EXPECT_LT(at("First day report"), at("+1</span> copy of this report"));
  EXPECT_LT(at("copy of this report"), at("Copied report"));
  EXPECT_THAT(html, HasSubstr("3 articles"));
  EXPECT_THAT(html, HasSubstr("2 publishers"));
}

TEST(StoryPageView, ShowsACopyWhoseOriginalStandsElsewhere) {
  Story story;
  story.title = "Sea wall to be rebuilt";
  story.articles = {headline(3, "Copied report")};
  story.articles[0].copy_of = ArticleId{99};
  EXPECT_THAT(pages().story(story),
              HasSubstr("<h3 class=\"entry-headline\"><a href=\"/article/3\">Copied report</a></h3>"));
}

TEST(StoryPageView, FoldsCopiesOfAnOriginalThatStandsElsewhereAndOfOneThatComesAfterThem) {
  Story story;
  story.title = "Sea wall to be rebuilt";
  story.articles = {headline(3, "First copy"), headline(4, "Second copy"), headline(5, "Early copy"),
                    headline(6, "Late original")};
  story.articles[0].copy_of = story.articles[1].copy_of = ArticleId{99};
  story.articles[2].copy_of = ArticleId{6};
  const std::string html = pages().story(story);
  EXPECT_EQ(count(html, "+1</span> copy of this report"), 2U);
  EXPECT_THAT(html, HasSubstr("<h3 class=\"entry-headline\"><a href=\"/article/3\">First copy"));
  EXPECT_THAT(html, HasSubstr("<h3 class=\"entry-headline\"><a href=\"/article/6\">Late original"));
}

TEST(FrontPageView, SaysWhatToDoWhenThereIsNothing) {
  EXPECT_THAT(pages().edition({}), HasSubstr("newsloom ingest --db news.db PATH"));
}

TEST(FrontPageView, LeadsToTheStoryOnlyIfItHasMoreThanOneArticle) {
  Story one, two;
  one.id = StoryId{11};
  one.title = "Alone";
  one.articles = {headline(1, "Alone")};
  two.id = StoryId{12};
  two.title = "Together";
  two.articles = {headline(2, "Another view"), headline(3, "Together")};
  Edition edition;
  edition.stories = {one, two};
  const std::string html = pages().edition(edition);
  EXPECT_THAT(html, HasSubstr("<a href=\"/article/1\">Alone</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/story/12\">Together</a>"));
  EXPECT_THAT(html, HasSubstr("2 articles"));
}

TEST(StatusPage, SaysWhatHappenedAndLeadsHome) {
  for (const int code : {400, 404, 405, 413, 421, 431, 500, 503}) {
    const std::string html = pages().status(code);
    EXPECT_THAT(html, HasSubstr("<p class=\"kicker\">" + std::to_string(code) + "</p>"));
    EXPECT_THAT(html, HasSubstr("<a href=\"/\">To the front page</a>"));
  }
}

}  // namespace
}  // namespace newsloom::server_test
