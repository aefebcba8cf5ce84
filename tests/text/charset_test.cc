#include "text/charset.h"

#include <gtest/gtest.h>

namespace newsloom::text {
namespace {

TEST(Charset, TakesWhatTheBytesSayBeforeWhatIsDeclared) {
  struct Row {
    const char* name;
    std::string_view bytes;
    std::optional<std::string_view> http, meta;
    std::string_view text;
  };
  for (const Row& row : {
           Row{"valid UTF-8 beats a contradicting meta", "grün", {}, "iso-8859-1", "grün"},
           Row{"a byte order mark beats HTTP", "\xEF\xBB\xBFgrün", "windows-1251", {}, "grün"},
           Row{"UTF-16 by its mark", std::string_view("\xFF\xFEg\0r\0", 6), {}, {}, "gr"},
           Row{"HTTP before meta", "\xCF\xF0\xE8", "windows-1251", "koi8-r", "При"},
           Row{"meta alone", "\xF0\xD2\xC9", {}, "koi8-r", "При"},
           Row{"latin-1 means windows-1252", "\x93hi\x94", "iso-8859-1", {}, "“hi”"},
           Row{"an unknown name is skipped", "\x93hi\x94", "no-such-set", "windows-1252", "“hi”"},
           Row{"gb2312 means gb18030", "\xD0\xC2\xCE\xC5", {}, "gb2312", "新闻"},
           Row{"shift_jis", "\x93\xFA\x96\x7B", {}, "shift_jis", "日本"},
           Row{"euc-kr", "\xB4\xBA\xBD\xBA", {}, "euc-kr", "뉴스"},
       }) {
    EXPECT_EQ(decode(row.bytes, row.http, row.meta).text, row.text) << row.name;
  }
}

TEST(Charset, CountsWhatItCouldNotRead) {
  const Decoded decoded = decode("ok \xFF\xFE\xFA", "utf-8", {});
  EXPECT_EQ(decoded.charset, "utf-8");
  EXPECT_EQ(decoded.repaired, 3u);
}

TEST(Charset, ReadsTheParameterOfAContentType) {
  EXPECT_EQ(charset_of("text/html; charset=KOI8-R"), "koi8-r");
  EXPECT_EQ(charset_of("text/html;charset=\"utf-8\"; x=y"), "utf-8");
  EXPECT_EQ(charset_of("text/html"), std::nullopt);
  EXPECT_EQ(charset_of("text/html; charset="), std::nullopt);
}

}  // namespace
}  // namespace newsloom::text
