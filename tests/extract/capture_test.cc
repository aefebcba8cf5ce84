// Captures as an agency page leaves them, and as other pages do. Invented throughout.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "newsloom/article.h"

namespace newsloom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kCapture = R"( date 2031-03-04 Velmark council votes to dredge the lower harbour

Workers measure the depth of the harbour in Orsola, Velmark, Tuesday, March 4, 2031. (Emil Tarrant, Tide Pool Photo via NW) (NORTHWIRE PRESS)
MARA O'BRIEN-LEE
·3 min read

ORSOLA, Velmark (Northwire) — The council of Orsola voted on Tuesday to dredge the lower harbour for the first time in forty years, a member said.

“We waited too long,” said Teo Lanz, the harbour master, who had asked for the work since the two groundings of last autumn.

The cost

The work will take four summers and is to cost 7.5 million crowns, of which the state pays half, according to the paper that the council saw.

Recommended Stories

  • Storm delays the island ferry for a third day

    HARROWMOUTH (Northwire) -The ferry to Skarrow stayed in port on Tuesday. Islanders have begun to share fuel, the mayor said.

  • Two hurt as crane falls

    TUESDAY, 4 MARCH 2031, 07:08 A crane fell onto the quay in the night. Source: the harbour police

  • Lighthouse opens its doors

    IDA QUILL - TUESDAY, 4 MARCH 2031, 08:51 The old lighthouse at Cape Wend is a museum from today.

  • A headline alone
)";

Article capture(std::string_view text) {
  Page page;
  page.input = "capture.txt";
  page.body = text;
  return extract_article(page);
}

TEST(Capture, GivesEveryFieldThatItsLinesHold) {
  const Article a = capture(kCapture);
  EXPECT_EQ(a.kind, ArticleKind::kArticle);
  EXPECT_EQ(a.title, "Velmark council votes to dredge the lower harbour");
  EXPECT_EQ(to_iso(a.published.value()), "2031-03-04");
  EXPECT_THAT(a.authors, ElementsAre(Author{"MARA O'BRIEN-LEE", AuthorKind::kPerson})) << "as printed";
  EXPECT_EQ(a.reading_minutes, 3) << "as printed, not counted";
  EXPECT_EQ(a.dateline, "ORSOLA, Velmark");
  EXPECT_EQ(a.agency, "Northwire");
  EXPECT_EQ(a.lang, "en");
  ASSERT_TRUE(a.lead_image);
  EXPECT_EQ(a.lead_image->caption,
            "Workers measure the depth of the harbour in Orsola, Velmark, Tuesday, March 4, 2031.");
  EXPECT_EQ(a.lead_image->credit, "Emil Tarrant, Tide Pool Photo via NW");
  EXPECT_EQ(a.lead_image->provider, "NORTHWIRE PRESS");
}

TEST(Capture, KeepsParagraphsAndSubheadsAndNothingElse) {
  const Article a = capture(kCapture);
  EXPECT_THAT(a.text, HasSubstr("ORSOLA, Velmark (Northwire) — The council"));
  EXPECT_THAT(a.text, HasSubstr("\n\nThe cost\n\n"));
  EXPECT_TRUE(a.text.ends_with("according to the paper that the council saw.")) << a.text;
  for (const char* foreign : {"Recommended", "min read", "O'BRIEN", "Tide Pool", "ferry"})
    EXPECT_THAT(a.text, Not(HasSubstr(foreign)));
}

TEST(Capture, ReadsThePublishersListWithWhatItsSummariesHold) {
  const Article a = capture(kCapture);
  ASSERT_EQ(a.related.size(), 4u);
  EXPECT_EQ(a.related[0].title, "Storm delays the island ferry for a third day");
  EXPECT_EQ(a.related[0].summary,
            "HARROWMOUTH (Northwire) -The ferry to Skarrow stayed in port on Tuesday. Islanders have begun "
            "to share fuel, the mayor said.")
      << "whole";
  EXPECT_EQ(a.related[0].dateline, "HARROWMOUTH");
  EXPECT_EQ(a.related[0].agency, "Northwire");
  EXPECT_EQ(a.related[0].published, std::nullopt);
  EXPECT_EQ(to_iso(a.related[1].published.value()), "2031-03-04T07:08");
  EXPECT_EQ(to_iso(a.related[2].published.value()), "2031-03-04T08:51") << "after an author's name";
  EXPECT_EQ(a.related[3].summary, std::nullopt);
}

TEST(Capture, MakesTeasersWithoutInventingASourceOrATime) {
  const Article parent = capture(kCapture);
  const Article teaser = teaser_from(parent.related[0], parent, 0);
  EXPECT_EQ(teaser.kind, ArticleKind::kTeaser);
  EXPECT_EQ(teaser.title, parent.related[0].title);
  EXPECT_EQ(teaser.summary, parent.related[0].summary);
  EXPECT_EQ(teaser.source, std::nullopt);
  EXPECT_EQ(teaser.published, std::nullopt) << "the parent's day is not the teaser's";
  EXPECT_NE(teaser.id, teaser_from(parent.related[0], parent, 1).id) << "the same entry twice is two";
  EXPECT_EQ(teaser.id, teaser_from(parent.related[0], parent, 0).id);
}

TEST(Capture, TakesTheSourceOfATeaserFromItsAddress) {
  const RelatedLink link{.url = "https://www.tribune.example/a?utm_source=x",
                         .title = "A",
                         .summary = "B",
                         .agency = {},
                         .dateline = {},
                         .published = {}};
  const Article teaser = teaser_from(link, Article{}, 0);
  EXPECT_EQ(teaser.source, "tribune.example");
  EXPECT_EQ(teaser.canonical_url, "https://www.tribune.example/a");
}

TEST(Capture, FindsTheArticleBetweenMenus) {
  const Article a = capture(
      "Storm delays ferry | The Tribune\nHome\nNews\nSport\nWeather\nLog in\nStorm delays ferry\nBy Ida "
      "Quill\n4 March 2031\n"
      "The ferry to Skarrow stayed in port for a third day on Tuesday while a storm kept the strait closed, "
      "and the islanders began to share fuel.\n"
      "Nobody was hurt. The company hopes to sail on Thursday, when the wind is to turn south, but it will "
      "not promise anything before noon tomorrow.\n"
      "Most read\nTides\nNotices\nPrivacy\nImprint\nContact\n");
  EXPECT_EQ(a.title, "Storm delays ferry");
  EXPECT_THAT(a.authors, ElementsAre(Author{"Ida Quill", AuthorKind::kPerson}));
  EXPECT_TRUE(a.text.starts_with("The ferry to Skarrow")) << a.text;
  EXPECT_TRUE(a.text.ends_with("before noon tomorrow.")) << a.text;
}

/// Two paragraphs, so that there is a body.
constexpr std::string_view kText =
    "The ferry to Skarrow stayed in port for a third day on Tuesday while a storm kept the strait closed, "
    "and the islanders began to share fuel.\n"
    "Nobody was hurt. The company hopes to sail on Thursday, when the wind is to turn south, but it will "
    "not promise anything before noon tomorrow.\n";

TEST(Capture, TakesTheHeadlineThatIsMostLikeTheTitle) {
  struct Row {
    const char *lines, *title;
  };
  for (const Row& row :
       {Row{"Storm delays the ferry - News - The Tribune\nHome\nStorm delays the ferry\n",
            "Storm delays the ferry"},
        Row{"Storm delays ferry to Skarrow | The Tribune\nStorm warning\nStorm holds up the ferry to "
            "Skarrow\n"
            "Tides\n",
            "Storm holds up the ferry to Skarrow"},
        Row{"15 ferries of the strait in 2031\nHome\n15 ferries of the strait\n15 ferries of the strait in "
            "2031\n",
            "15 ferries of the strait in 2031"},
        Row{"渡船停航第三天 - 港口新聞網\n首頁\n渡船停航第三天，島民共用燃料\n",
            "渡船停航第三天，島民共用燃料"},
        Row{"Tides and winds of the week | The Tribune\nHome\nSport\n", "Tides and winds of the week"}}) {
    EXPECT_EQ(capture(std::string(row.lines) + std::string(kText)).title, row.title) << row.lines;
  }
}

TEST(Capture, FindsDayAndBylineBehindTheStandfirst) {
  const Article a = capture(
      "Storm delays the ferry | The Tribune\nHome\nStorm delays the ferry\n"
      "The islanders of Skarrow have begun to share their fuel, and nobody knows for "
      "certain how long that is going to last.\n"
      "By Ida Quill, Island Reporter\nUpdated 4 March 2031, 11:20\n" +
      std::string(kText));
  EXPECT_EQ(a.title, "Storm delays the ferry");
  EXPECT_THAT(a.authors, ElementsAre(Author{"Ida Quill", AuthorKind::kPerson}));
  ASSERT_TRUE(a.published);
  EXPECT_EQ(to_iso(*a.published).substr(0, 10), "2031-03-04");
  EXPECT_THAT(a.text, Not(HasSubstr("Ida Quill"))) << "a byline is no text, wherever it stands";
  EXPECT_THAT(a.text, HasSubstr("begun to share their fuel"));
}

TEST(Capture, TakesNamesAloneOnlyBesideADay) {
  const std::string head = "Storm delays the ferry | The Tribune\nHome\nStorm delays the ferry\n";
  EXPECT_THAT(capture(head + "Ida Quill\n4 March 2031\n" + std::string(kText)).authors,
              ElementsAre(Author{"Ida Quill", AuthorKind::kPerson}));
  EXPECT_TRUE(capture(head + "Harbour Notices\nKey Takeaways\n" + std::string(kText)).authors.empty());
}

TEST(Capture, DoesNotTakeADayOfASentenceForItsOwn) {
  const Article a = capture("Storm delays the ferry | The Tribune\nHome\nStorm delays the ferry\n" +
                            std::string(kText) + "The ferry was built on 3 May 1999.\n");
  EXPECT_EQ(a.published, std::nullopt);
}

TEST(Capture, IsTotal) {
  for (const std::string& text : std::vector<std::string>{
           std::string(), std::string("\n\n\n"), std::string("x"), std::string(100'000, '\n'),
           std::string(300'000, 'a'), std::string("\xFF\xFE\xFA"), "•\n•\nRecommended Stories\n•",
           std::string(5000, '(') + ")"}) {
    const Article a = capture(text);
    EXPECT_FALSE(a.id.empty());
    EXPECT_EQ(a.input, "capture.txt");
  }
}

TEST(DisplayName, UndoesCapitalsOnly) {
  struct Row {
    const char *printed, *shown;
  };
  for (const Row& row : {Row{"MARA O'BRIEN-LEE", "Mara O'Brien-Lee"}, Row{"Ann McDonald", "Ann McDonald"},
                         Row{"NORTHWIRE", "NORTHWIRE"}, Row{"ÉMILE ÖST", "Émile Öst"},
                         Row{"ИВАН ПЕТРОВ", "Иван Петров"}, Row{"J. R. STONE", "J. R. Stone"}, Row{"", ""}}) {
    EXPECT_EQ(display_name(row.printed), row.shown);
  }
}

}  // namespace
}  // namespace newsloom
