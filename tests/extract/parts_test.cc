// The small readers of the extraction room, each by a table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/agency.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/headline.h"
#include "extract/plain.h"
#include "extract/related.h"

namespace newsloom::extract {
namespace {

TEST(Dateline, IsReadInTheHabitsOfManyDesks) {
  struct Row {
    const char *paragraph, *place, *agency;
  };
  for (const Row& row :
       {Row{"ORSOLA (AP) — The council", "ORSOLA", "AP"},
        Row{"BERLIN/PARIS (Reuters) -European governments", "BERLIN/PARIS", "Reuters"},
        Row{"Berlin (dpa) - Der Rat hat", "Berlin", "dpa"}, Row{"(dpa) Der Rat hat", "", "dpa"},
        Row{"BERLIN, 19. September (Reuters) - Der Rat", "BERLIN", "Reuters"},
        Row{"МОСКВА, 19 сен — РИА Новости. Совет решил", "МОСКВА", "RIA Novosti"},
        Row{"ORSOLA — The council met", "ORSOLA", ""}, Row{"NEW DELHI: The", "", ""},
        Row{"The council (a body) — met", "", ""}, Row{"A sentence that goes on — and on", "", ""},
        Row{"", "", ""}}) {
    const auto dateline = dateline_of(row.paragraph);
    EXPECT_EQ(dateline ? dateline->place : "", row.place) << row.paragraph;
    EXPECT_EQ(dateline ? dateline->agency.value_or("") : "", row.agency) << row.paragraph;
  }
}

TEST(Dateline, TellsWhereTheSentenceBegins) {
  const std::string_view paragraph = "ORSOLA (AP) — The council";
  EXPECT_EQ(paragraph.substr(dateline_of(paragraph)->length), "The council");
}

std::string names(std::string_view byline) {
  std::string out;
  for (const Author& author : authors_of(byline))
    out += (out.empty() ? "" : "|") + author.name + ":" + std::string(name_of(author.kind));
  return out;
}

TEST(Byline, GivesNamesAsPrintedWithoutWhatSurroundsThem) {
  struct Row {
    const char *byline, *names;
  };
  for (const Row& row :
       {Row{"By Ann Lee", "Ann Lee:person"},
        Row{"By Ann Lee and JOE DOE, Staff Writer", "Ann Lee:person|JOE DOE:person"},
        Row{"Von Käthe Öst und Jan van der Laan", "Käthe Öst:person|Jan van der Laan:person"},
        Row{"Par Émile Cor", "Émile Cor:person"},
        Row{"By The Associated Press", "The Associated Press:agency"},
        Row{"By Staff Reporter", "Staff Reporter:staff"}, Row{"Ann Lee (Orsola)", "Ann Lee:person"},
        Row{"By Ann Lee | 4 March 2031", "Ann Lee:person"}, Row{"ann@tribune.example", ""},
        Row{"Ann Lee, Ann Lee", "Ann Lee:person"}, Row{"", ""}, Row{"By 2031", ""}}) {
    EXPECT_EQ(names(row.byline), row.names) << row.byline;
  }
}

TEST(Caption, SplitsCreditAndProviderFromTheEnd) {
  struct Row {
    const char *text, *caption, *credit, *provider;
  };
  for (const Row& row :
       {Row{"Boats at dawn. (Ann Lee/NW) (NORTHWIRE)", "Boats at dawn.", "Ann Lee/NW", "NORTHWIRE"},
        Row{"Boats at dawn. (Ann Lee)", "Boats at dawn.", "Ann Lee", ""},
        Row{"Boats. Photo: Ann Lee", "Boats.", "Ann Lee", ""},
        Row{"Boats at dawn © Ann Lee", "Boats at dawn", "Ann Lee", ""},
        Row{"The harbour union (HU) and its boats (all of them)",
            "The harbour union (HU) and its boats (all of them)", "", ""},
        Row{"Boats of the Tide Pool (TP)", "Boats of the Tide Pool (TP)", "", ""}, Row{"", "", "", ""}}) {
    const Image image = image_from_caption(row.text);
    EXPECT_EQ(image.caption.value_or(""), row.caption) << row.text;
    EXPECT_EQ(image.credit.value_or(""), row.credit) << row.text;
    EXPECT_EQ(image.provider.value_or(""), row.provider) << row.text;
  }
}

TEST(Headline, IsTheH1ThatThePageAgreesWith) {
  std::vector<Evidence> evidence;
  const HeadlineCandidates candidates{.h1 = {"The Tribune", "Harbour to be dredged"},
                                      .json_ld = "Harbour to be dredged",
                                      .open_graph = "Harbour to be dredged | The Tribune",
                                      .title_element = "Harbour to be dredged - Coast - The Tribune",
                                      .hint = {},
                                      .site_name = "The Tribune"};
  EXPECT_EQ(choose_headline(candidates, evidence), "Harbour to be dredged");
  ASSERT_EQ(evidence.size(), 1u);
  EXPECT_EQ(evidence[0].from, "h1");
}

TEST(Headline, IsNothingWhereThePageSaysNothing) {
  std::vector<Evidence> evidence;
  EXPECT_EQ(choose_headline({}, evidence), std::nullopt);
  EXPECT_TRUE(evidence.empty());
}

TEST(Headline, LosesTheSitesNameAndNothingElse) {
  EXPECT_EQ(without_site_name("Harbour to be dredged | The Tribune", std::nullopt), "Harbour to be dredged");
  EXPECT_EQ(without_site_name("Harbour to be dredged - The Tribune", "The Tribune"), "Harbour to be dredged");
  EXPECT_EQ(without_site_name("Velmark - Kestria: a treaty at last", "The Tribune"),
            "Velmark - Kestria: a treaty at last");
}

TEST(Plain, ResolvesWhatPublishersEscapeOnceOrTwice) {
  EXPECT_EQ(plain("Tom &amp;amp; Ann&#8217;s <b>boat</b>&nbsp;sank"), "Tom & Ann’s boat sank");
  EXPECT_EQ(plain("a < b and c > d"), "a < b and c > d");
  EXPECT_EQ(plain("&#0; &#x110000; &unknown; &"), "&#0; &#x110000; &unknown; &");
}

TEST(RelatedHeading, IsKnownInManyLanguages) {
  for (const char* line :
       {"Recommended Stories", "READ ALSO:", "Mehr zum Thema", "À lire aussi", "Читайте также", "Lees ook"})
    EXPECT_TRUE(is_related_heading(line)) << line;
  for (const char* line : {"", "A related matter came up", "Stories"})
    EXPECT_FALSE(is_related_heading(line)) << line;
}

}  // namespace
}  // namespace newsloom::extract
