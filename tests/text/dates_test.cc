#include "text/dates.h"

#include <gtest/gtest.h>

#include <random>

namespace newsloom::text {
namespace {

std::string found(std::string_view text, bool month_first = false) {
  const auto date = find_date(text, month_first);
  return date ? to_iso(date->moment) : "nothing";
}

std::string parsed(std::string_view text) {
  const auto moment = parse_date(text);
  return moment ? to_iso(*moment) : "nothing";
}

struct Row {
  std::string_view text, expected;
};

TEST(FindDate, ReadsMomentsAsPeopleWriteThem) {
  for (const Row& row : {
           Row{"Monday, 19 September 2022, 07:08", "2022-09-19T07:08"},
           Row{"MONDAY, 19 SEPTEMBER 2022, 07:08 The council met", "2022-09-19T07:08"},
           Row{"Sept. 19, 2022 at 11:30 p.m. EDT", "2022-09-19T23:30-04:00"},
           Row{"Published September 19th, 2022", "2022-09-19"},
           Row{"19.09.2022 07:08", "2022-09-19T07:08"},
           Row{"updated 2022/09/19", "2022-09-19"},
           Row{"19. September 2022 um 14:05 Uhr", "2022-09-19T14:05"},
           Row{"19 de septiembre de 2022", "2022-09-19"},
           Row{"19 сентября 2022, 10:20", "2022-09-19T10:20"},
           Row{"2022年9月19日", "2022-09-19"},
           Row{"le 1er août 2022 à 18h30", "2022-08-01T18:30"},
           Row{"28.09.1912:44", "2019-09-28T12:44"},  // <span>28.09.19</span><span>12:44</span>
           Row{"19.09.2022:14", "2022-09-19"},
           Row{"12:15 on March 3, 2021", "2021-03-03"},
           Row{"12 a.m. is odd, but 5 May 2020, 12:10 am", "2020-05-05T00:10"},
       }) {
    EXPECT_EQ(found(row.text), row.expected) << row.text;
  }
}

TEST(FindDate, ReadsDatesInWordsInManyLanguages) {
  for (const std::string_view text : {
           "Monday, September 19, 2022",
           "Montag, 19. September 2022",
           "lundi 19 septembre 2022",
           "lunes, 19 de septiembre de 2022",
           "segunda-feira, 19 de setembro de 2022",
           "lunedì 19 settembre 2022",
           "maandag 19 sept. 2022",
           "mandag den 19. september 2022",
           "måndag 19 sep 2022",
           "maanantaina 19. syyskuuta 2022",
           "esmaspäev, 19. september 2022",
           "poniedziałek, 19 września 2022",
           "pondělí 19. září 2022",
           "pondelok 19. septembra 2022",
           "2022. szeptember 19., hétfő",
           "luni, 19 septembrie 2022",
           "ponedjeljak, 19. rujna 2022.",
           "понеделник, 19 септември 2022",
           "понедельник, 19 сентября 2022 г.",
           "понеділок, 19 вересня 2022",
           "Δευτέρα, 19 Σεπτεμβρίου 2022",
           "19 Eylül 2022 Pazartesi",
           "2022 m. rugsėjo 19 d.",
           "2022. gada 19. septembrī",
           "Senin, 19 September 2022",
           "thứ hai, 19 tháng 9, 2022",
           "ngày 19 tháng 9 năm 2022",
           "الاثنين 19 سبتمبر 2022",
           "الإثنين 19 أيلول/سبتمبر 2022",
           "١٩ سبتمبر ٢٠٢٢",
           "יום שני, 19 בספטמבר 2022",
           "सोमवार, 19 सितंबर 2022",
           "सोमवार, १९ सितंबर २०२२",
           "১৯ সেপ্টেম্বর ২০২২",
           "วันจันทร์ที่ 19 กันยายน พ.ศ. 2565",
           "19 ก.ย. 2565",
           "دوشنبه ۲۸ شهریور ۱۴۰۱",
           "2022年9月19日（星期一）",
           "2022年09月19日 月曜日",
           "2022년 9월 19일 월요일",
           "19.09.22",
           "19/09/22",
       }) {
    EXPECT_EQ(found(text), "2022-09-19") << text;
  }
}

TEST(FindDate, ReadsSlashesDayFirstUnlessToldOrImpossible) {
  EXPECT_EQ(found("09/10/2022"), "2022-10-09");
  EXPECT_EQ(found("09/10/2022", true), "2022-09-10");
  EXPECT_EQ(found("09/25/2022"), "2022-09-25");
}

TEST(FindDate, FindsNothingInWhatIsNoDate) {
  for (const std::string_view text :
       {"", "2022", "March 2022", "31 February 2022", "19 September", "call 555-2022-19", "page 3 of 12",
        "1.5.2", "version 10.04.12.1", "on May 4", "1.2.22", "5 May 1492", "99/99/2022"}) {
    EXPECT_EQ(found(text), "nothing") << text;
  }
}

TEST(ParseDate, ReadsTheFormsOfMachines) {
  for (const Row& row : {
           Row{"2022-09-19T23:30:00-05:00", "2022-09-19T23:30:00-05:00"},
           Row{"2022-09-19T23:30:00.123Z", "2022-09-19T23:30:00Z"},
           Row{"2022-09-19T23:30+0200", "2022-09-19T23:30+02:00"},
           Row{"2022-09-19 23:30", "2022-09-19T23:30"},
           Row{"20220919", "2022-09-19"},
           Row{"Mon, 19 Sep 2022 23:30:00 GMT", "2022-09-19T23:30:00Z"},
           Row{"Mon, 19 Sep 2022 23:30:00 +0530", "2022-09-19T23:30:00+05:30"},
           Row{"1663630200", "2022-09-19T23:30:00Z"},
           Row{"1663630200000", "2022-09-19T23:30:00Z"},
           Row{"2022-13-19", "nothing"},
           Row{"2022-09-19T25:00", "2022-09-19"},
           Row{"a long sentence that happens to hold 19 September 2022 somewhere in it", "nothing"},
       }) {
    EXPECT_EQ(parsed(row.text), row.expected) << row.text;
  }
}

TEST(Timestamp, ComesBackFromItsText) {
  constexpr unsigned kSeed = 20262;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 1000; ++round) {
    Timestamp moment;
    moment.precision = static_cast<Precision>(random() % 3);
    if (moment.precision != Precision::kDay && random() % 2 == 0) {
      moment.offset_minutes = static_cast<std::int16_t>(static_cast<int>(random() % 57) * 15 - 28 * 15);
    }
    const std::int64_t step = moment.precision == Precision::kDay      ? 86400
                              : moment.precision == Precision::kMinute ? 60
                                                                       : 1;
    moment.utc_seconds = static_cast<std::int64_t>(random() % 4'000'000'000U) / step * step;
    EXPECT_EQ(parse_iso(to_iso(moment)), moment) << to_iso(moment) << " seed " << kSeed;
  }
}

TEST(FindDate, IsTotal) {
  constexpr unsigned kSeed = 20263;
  constexpr std::string_view kPieces[] = {"19", "2022", "/",  ".", "-",  " ", "September",
                                          ",",  "at",   "11", ":", "30", "p", "m",
                                          "年", "月",   "\n", "+", "T",  "Z", "x"};
  std::mt19937 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (unsigned i = random() % 16; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    if (const auto date = find_date(text)) {
      ASSERT_LE(date->begin, date->end) << text;
      ASSERT_LE(date->end, text.size()) << text;
    }
    parse_date(text);
  }
}

}  // namespace
}  // namespace newsloom::text
