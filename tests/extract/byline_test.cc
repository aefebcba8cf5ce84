// Names out of bylines, in the habits of many languages. Invented throughout.
#include "extract/byline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extract/byline_east.h"
#include "extract/byline_line.h"
#include "newsloom/article.h"

namespace newsloom {
namespace {

std::string joined(const std::vector<Author>& authors) {
  std::string out;
  for (const Author& author : authors) out += (out.empty() ? "" : "|") + author.name;
  return out;
}

TEST(Byline, IsReadInManyLanguages) {
  struct Row {
    const char *byline, *names;
  };
  for (const Row& row :
       {Row{"Von Käthe Öst", "Käthe Öst"}, Row{"Par Émile Cor et Zoé Lin", "Émile Cor|Zoé Lin"},
        Row{"Por Inés Vela y Juan Paz", "Inés Vela|Juan Paz"}, Row{"di Ugo Riva", "Ugo Riva"},
        Row{"Door Jan van der Laan", "Jan van der Laan"}, Row{"Автор: Ирина Лось", "Ирина Лось"},
        Row{"Av Siri Ås og Per Lie", "Siri Ås|Per Lie"}, Row{"Szerző: Nagy Éva", "Nagy Éva"},
        Row{"Oleh Budi Santo", "Budi Santo"}, Row{"山田花子記者", "山田花子"}, Row{"김하늘 기자", "김하늘"},
        Row{"Review by Ann Lee", "Ann Lee"}, Row{"Written by Ann Lee, Digital Security Expert", "Ann Lee"}}) {
    EXPECT_EQ(joined(extract::authors_of(row.byline)), row.names) << row.byline;
  }
}

TEST(Byline, OfEasternScriptsLosesHousePlaceAndTheWordForReporter) {
  struct Row {
    const char *byline, *names;
  };
  for (const Row& row :
       {Row{"本报记者 王小明", "王小明"}, Row{"新华社记者李花、王小明", "李花|王小明"},
        Row{"本报记者 王小明 李花 报道", "王小明|李花"}, Row{"【記者李小花／台北報導】", "李小花"},
        Row{"記者李小花台北19日電", "李小花"}, Row{"文/李花", "李花"}, Row{"山田花子記者", "山田花子"},
        Row{"編集委員 山田花子", "山田花子"}, Row{"山田花子編集委員", "山田花子"},
        Row{"【ワシントン＝山田花子】", "山田花子"}, Row{"김하늘 기자", "김하늘"},
        Row{"서울=김하늘 기자", "김하늘"}, Row{"(서울=연합뉴스) 김하늘 기자", "김하늘"},
        Row{"김하늘·이바다 특파원", "김하늘|이바다"}, Row{"베이징 김하늘 특파원", "김하늘"},
        Row{"김하늘 기자 이바다 기자", "김하늘|이바다"}, Row{"문화부 김하늘 선임기자", "김하늘"},
        Row{"김하늘 기자 sky@tribune.example", "김하늘"}}) {
    EXPECT_EQ(joined(extract::authors_of(row.byline)), row.names) << row.byline;
  }
}

TEST(Byline, IsNoneWhereASentenceSpeaksOfReporters) {
  for (const char* line : {"記者会見で市長が話した", "記者会見", "记者获悉，港口将关闭", "记者会上市长说",
                           "김 시장 기자 회견", "기자 회견", "기자", "記者"})
    EXPECT_TRUE(extract::eastern_byline(line).empty()) << line;
}

TEST(Byline, IsReadOutOfALineOfPlainText) {
  struct Row {
    const char* line;
    extract::BylineSign sign;
    const char* names;
  };
  using enum extract::BylineSign;
  for (const Row& row :
       {Row{"By Ann Lee - The Tribune - Monday, May 3, 2031", kBy, "Ann Lee"},
        Row{"May 3, 2031 by Ann Lee", kBy, "Ann Lee"},
        Row{"Ann LeePublished: May 3, 2031", kDated, "Ann Lee"},
        Row{"By Ann LeePublished: May 3, 2031 8:00 AM", kBy, "Ann Lee"}, Row{"ByAnn Lee", kBy, "Ann Lee"},
        Row{"By Ann McDonald", kBy, "Ann McDonald"}, Row{"News by Ann Lee News Reporter", kBy, "Ann Lee"},
        Row{"Written By: Ann Lee Editor and Gardener", kBy, "Ann Lee"},
        Row{"By Ann Lee For The Orsola Tribune", kBy, "Ann Lee"},
        Row{"Ann Lee ORSOLA TRIBUNE", kNone, "Ann Lee"},
        Row{"Ann Lee, Money Reporter 22 December 2031 • 3:55pm", kDated, "Ann Lee"},
        Row{"Artikel veröffentlicht am 28. April 2031, 14:26 Uhr, Ann Lee", kDated, "Ann Lee"},
        Row{"9. September 2031 um 15:46 Uhr / Ann Lee", kDated, "Ann Lee"},
        Row{"Von Ann Lee, Volontärin (Sport)", kBy, "Ann Lee"}, Row{"서울=김하늘 기자", kReporter, "김하늘"},
        Row{"The council met on May 3, 2031", kDated, ""}, Row{"", kNone, ""}}) {
    const extract::BylineLine read = extract::read_byline_line(row.line);
    EXPECT_EQ(joined(read.names), row.names) << row.line;
    EXPECT_EQ(read.sign, row.sign) << row.line;
  }
}

TEST(Byline, IsBelievedWhenStatedForMachinesEvenInOneWord) {
  const auto stated = [](std::string_view value) {
    const auto authors = extract::authors_stated(value);
    return authors.empty() ? std::string() : authors.front().name;
  };
  EXPECT_EQ(stated("Krystyna"), "Krystyna");
  EXPECT_EQ(stated("q_mill"), "q_mill");
  EXPECT_EQ(stated("港新聞デジタル"), "港新聞デジタル");
  EXPECT_EQ(stated("admin"), "");
  EXPECT_EQ(stated("https://tribune.example/author/lee"), "");
  EXPECT_EQ(stated("ann@tribune.example"), "");
}

}  // namespace
}  // namespace newsloom
