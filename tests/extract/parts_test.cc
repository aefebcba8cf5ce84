// The small readers of the extraction room, each by a table.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/agency.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/dateline.h"
#include "extract/headline.h"
#include "extract/plain.h"
#include "extract/related.h"

namespace newsloom::extract {
namespace {

struct DatelineRow {
  const char *paragraph, *place, *agency;
};

constexpr DatelineRow kDatelines[] = {
    // English
    {"ORSOLA (AP) — The council", "ORSOLA", "AP"},
    {"MONDAY — The council", "", ""},
    {"ДОНЕЦК — Совет решил", "ДОНЕЦК", ""},
    {"ПОНЕДЕЛЬНИК — Совет решил", "", ""},
    {"BREAKING: ORSOLA — The council", "", ""},
    {"BERLIN/PARIS (Reuters) -European governments", "BERLIN/PARIS", "Reuters"},
    {"WASHINGTON, Sept 19 (Reuters) - The council", "WASHINGTON", "Reuters"},
    {"ST. ORSOLA, Sept. 19 (Xinhua) -- The council", "ST. ORSOLA", "Xinhua"},
    {"New Delhi [India], September 19 (ANI): The council", "New Delhi", "ANI"},
    {"NEW DELHI, Sept 19 (PTI) The council", "NEW DELHI", "PTI"},
    {"ORSOLA (Reuters/AP) - The council", "ORSOLA", "Reuters"},
    {"HARROW BAY (Northwire) — The council", "HARROW BAY", "Northwire"},
    {"ORSOLA — The council met", "ORSOLA", ""},
    // German
    {"Berlin (dpa) - Der Rat hat", "Berlin", "dpa"},
    {"(dpa) Der Rat hat", "", "dpa"},
    {"Wien/Bregenz (APA) – Der Rat", "Wien/Bregenz", "APA"},
    {"Orsola (dpa/lno) - Der Rat", "Orsola", "dpa"},
    {"ORSOLA (dpa-AFX) - Der Rat", "ORSOLA", "dpa-AFX"},
    {"BERLIN, 19. September (Reuters) - Der Rat", "BERLIN", "Reuters"},
    {"Frankfurt/Main (AFP/dpa) - Der Rat", "Frankfurt/Main", "AFP"},
    {"Bern (sda) -Der Rat", "Bern", "SDA"},
    // French
    {"Paris (AFP) – Le conseil", "Paris", "AFP"},
    {"PARIS, 19 sept 2031 (Reuters) - Le conseil", "PARIS", "Reuters"},
    {"BRUXELLES (Belga) - Le conseil", "BRUXELLES", "Belga"},
    // Spanish
    {"Madrid, 19 sep (EFE).- El consejo", "Madrid", "EFE"},
    {"MADRID 19 Sep. (EUROPA PRESS) - El consejo", "MADRID", "Europa Press"},
    {"Buenos Aires, 19 sep (Télam) - El consejo", "Buenos Aires", "Télam"},
    {"CIUDAD DE MÉXICO (AP) — El consejo", "CIUDAD DE MÉXICO", "AP"},
    // Italian
    {"(ANSA) - ROMA, 19 SET - Il consiglio", "ROMA", "ANSA"},
    {"Roma, 19 set. (askanews) - Il consiglio", "Roma", "askanews"},
    {"ROMA (ITALPRESS) - Il consiglio", "ROMA", "Italpress"},
    {"AGI - Il consiglio", "", "AGI"},
    // Portuguese
    {"Lisboa, 19 set 2031 (Lusa) - O conselho", "Lisboa", "Lusa"},
    {"SÃO PAULO (Reuters) - O conselho", "SÃO PAULO", "Reuters"},
    // Dutch, Scandinavian, Finnish
    {"DEN HAAG (ANP) - De raad", "DEN HAAG", "ANP"},
    {"Oslo (NTB): Rådet", "Oslo", "NTB"},
    {"København (Ritzau) - Rådet", "København", "Ritzau"},
    // Russian
    {"МОСКВА, 19 сен — РИА Новости. Совет решил", "МОСКВА", "RIA Novosti"},
    {"МОСКВА, 19 сентября. /ТАСС/. Совет решил", "МОСКВА", "TASS"},
    {"Москва. 19 сентября. INTERFAX.RU - Совет решил", "Москва", "Interfax"},
    {"КИЕВ, 19 сен (Рейтер) - Совет решил", "КИЕВ", "Reuters"},
    {"19 сентября, Минск /Корр. БЕЛТА/. Совет решил", "", "BelTA"},
    {"Минск, 19 сентября /Корр. БЕЛТА/. Совет решил", "Минск", "BelTA"},
    // Ukrainian
    {"Київ. УНІАН. Рада вирішила", "Київ", "UNIAN"},
    {"КИЇВ, 19 вересня. /Укрінформ/. Рада вирішила", "КИЇВ", "Ukrinform"},
    {"Київ. 19 вересня. ІНТЕРФАКС-УКРАЇНА - Рада вирішила", "Київ", "Interfax-Ukraine"},
    // Polish, Czech, Hungarian, Romanian
    {"Warszawa (PAP) - Rada", "Warszawa", "PAP"},
    {"Praha 19. září (ČTK) - Rada", "Praha", "ČTK"},
    {"Budapest, 2031. szeptember 19., hétfő (MTI) - A tanács", "Budapest", "MTI"},
    {"București, 19 sep /Agerpres/ - Consiliul", "București", "Agerpres"},
    // Turkish
    {"ANKARA (AA) - Meclis", "ANKARA", "AA"},
    {"İSTANBUL, (DHA)- Meclis", "İSTANBUL", "DHA"},
    {"İstanbul, 19 Eylül (Reuters) - Meclis", "İstanbul", "Reuters"},
    {"BURSA (İHA) - Meclis", "BURSA", "İHA"},
    // Arabic, Persian
    {"القاهرة (رويترز) - قال المجلس", "القاهرة", "Reuters"},
    {"باريس 19 سبتمبر (أ ف ب) - قال المجلس", "باريس", "AFP"},
    {"دبي- (رويترز) - قال المجلس", "دبي", "Reuters"},
    {"واشنطن ـ أ ف ب - قال المجلس", "واشنطن", "AFP"},
    {"تهران- ایرنا- شورا", "تهران", "IRNA"},
    // Hindi, Indonesian
    {"नई दिल्ली, 19 सितंबर (भाषा) परिषद ने", "नई दिल्ली", "PTI"},
    {"Jakarta (ANTARA) - Dewan", "Jakarta", "Antara"},
    // Chinese
    {"新华社北京9月19日电（记者李花）市议会决定", "北京", "Xinhua"},
    {"中新社香港9月19日电 市议会决定", "香港", "China News"},
    {"（法新社巴黎19日電）市議會決定", "巴黎", "AFP"},
    {"（中央社記者李小花台北19日電）市議會決定", "", "CNA"},
    {"本报北京9月19日电 市议会决定", "北京", ""},
    // Japanese
    {"【ワシントン共同】市議会は", "ワシントン", "Kyodo"},
    {"【パリ時事】市議会は", "パリ", "Jiji"},
    {"［東京　１９日　ロイター］ - 市議会は", "東京", "Reuters"},
    {"【ワシントン＝山田花子】市議会は", "ワシントン", ""},
    {"【AFP=時事】市議会は", "", "AFP"},
    // Korean
    {"(서울=연합뉴스) 김하늘 기자 = 시의회는", "서울", "Yonhap"},
    {"[서울=뉴시스] 김하늘 기자 = 시의회는", "서울", "Newsis"},
    {"(워싱턴 AFP=연합뉴스) 시의회는", "워싱턴", "AFP"},
    // Nothing of the kind
    {"NEW DELHI: The", "", ""},
    {"The council (a body) — met", "", ""},
    {"A sentence that goes on — and on", "", ""},
    {"COVID-19 — The council", "", ""},
    {"The reporter (AFP) said that the council", "", ""},
    {"Im Jahr 2031 - so der Rat - kam", "", ""},
    {"قال رئيس المجلس في المدينة — وهو", "", ""},
    {"(a note) The council", "", ""},
    {"[Update] The council", "", ""},
    {"9月19日，市议会决定", "", ""},
    {"Ann Lee — The council", "", ""},
    {"FV - Der Rat", "", ""},
    {"", "", ""},
};

TEST(Dateline, IsReadInTheHabitsOfManyDesks) {
  for (const DatelineRow& row : kDatelines) {
    const auto dateline = dateline_of(row.paragraph);
    EXPECT_EQ(dateline ? dateline->place : "", row.place) << row.paragraph;
    EXPECT_EQ(dateline ? dateline->agency.value_or("") : "", row.agency) << row.paragraph;
  }
}

TEST(Credit, IsTheAgencyThatTheLastLineNames) {
  struct Row {
    const char *paragraph, *agency;
  };
  for (const Row& row :
       {Row{"(dpa)", "dpa"}, Row{"Der Rat tagt im Mai wieder. (dpa/lno)", "dpa"},
        Row{"The council meets in May. (AFP, Reuters)", "AFP"}, Row{"— Рейтер", "Reuters"},
        Row{"Совет соберется в мае — Рейтер", "Reuters"}, Row{"Quelle: APA", "APA"},
        Row{"Source: Xinhua", "Xinhua"}, Row{"Źródło: PAP", "PAP"}, Row{"Источник: ТАСС", "TASS"},
        Row{"来源：新华社", "Xinhua"}, Row{"/ritzau/", "Ritzau"}, Row{"mit Material von dpa", "dpa"},
        Row{"Photo: AFP", ""}, Row{"The council meets in May.", ""},
        Row{"It is a matter of the harbour union (HU)", ""}, Row{"", ""}})
    EXPECT_EQ(credit_of(row.paragraph).value_or(""), row.agency) << row.paragraph;
}

TEST(Agency, IsToldFromPeopleAndWordsOfItsName) {
  for (const char* name :
       {"AP", "Associated Press", "dpa", "Рейтер", "رويترز", "ロイター", "PTI", "SANA", "Ansa"})
    EXPECT_TRUE(agency_of(name)) << name;
  for (const char* name : {"Sana", "Ani", "Ria", "Ann Lee", "App", "", "The Tribune"})
    EXPECT_FALSE(agency_of(name)) << name;
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
        Row{"3 of 12 | Boats at dawn. — Picture by Ann Lee", "Boats at dawn.", "Ann Lee", ""},
        Row{"새벽의 배. [사진 출처 = 항구 조합]", "새벽의 배.", "항구 조합", ""},
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
