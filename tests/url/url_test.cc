#include "url/url.h"

#include <gtest/gtest.h>

#include <random>

namespace newsloom::url {
namespace {

TEST(Url, HasOneCanonicalFormForAllSpellings) {
  struct Row {
    std::string_view spelling, canonical;
  };
  for (const Row& row : {
           Row{"HTTPS://News.Example:443/a/../b", "https://news.example/b"},
           Row{"http://news.example", "http://news.example/"},
           Row{"http://news.example:80/x#part", "http://news.example/x"},
           Row{"https://news.example/a?utm_source=x&id=7&fbclid=y", "https://news.example/a?id=7"},
           Row{"https://news.example/a?utm_source=x", "https://news.example/a"},
           Row{"https://news.example/%7Eann", "https://news.example/~ann"},
           Row{"https://news.example/app#!/story/7", "https://news.example/app#!/story/7"},
           Row{" https://news.example/a b ", "https://news.example/a%20b"},
           Row{"https://ann:secret@news.example/x", "https://news.example/x"},
           Row{"https://news.example/ü", "https://news.example/%C3%BC"},
       }) {
    EXPECT_EQ(canonical(row.spelling), std::optional(std::string(row.canonical))) << row.spelling;
  }
}

TEST(Url, IsResolvedAgainstItsPageAndOnlyForTheWeb) {
  EXPECT_EQ(resolve("https://news.example/a/b", "../c?d=1"), "https://news.example/c?d=1");
  EXPECT_EQ(resolve("https://news.example/a", "//cdn.example/x.jpg"), "https://cdn.example/x.jpg");
  EXPECT_EQ(resolve("", "https://news.example/x"), "https://news.example/x");
  EXPECT_EQ(resolve("", "HTTPS://News.Example/X"), "https://news.example/X");
  for (const std::string_view bad :
       {"javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "", "http://", "ftp://x.example/",
        "https://a@evil.example:1@news.example/"}) {
    EXPECT_EQ(resolve("https://news.example/", bad), std::nullopt) << bad;
  }
  EXPECT_EQ(resolve("", "/relative"), std::nullopt);
}

TEST(Url, IsTheSameWhereItNeedsNoReading) {
  constexpr unsigned kSeed = 20265;
  constexpr std::string_view kPieces[] = {"/", "/", "a", "B7",   "-",   ".", "..", "./", "?", "=",
                                          "&", "+", ",", ";",    ":",   "@", "!",  "$",  "*", "(",
                                          ")", "~", "_", "news", "%41", "#", "//", "'",  "[", "80"};
  constexpr std::string_view kStarts[] = {"",
                                          "/",
                                          "https://news.example",
                                          "http://10.0.0.1/",
                                          "https://n-1.example:80/",
                                          "https://news.example/a/",
                                          "//cdn.example/",
                                          "https://a..b/",
                                          "https://-/"};
  constexpr std::string_view kBases[] = {"https://news.example/a/b",    "http://news.example",
                                         "https://News.example/",       "https://news.example/x?y=/../z",
                                         "https://news.example/a/../b", ""};
  std::mt19937 random(kSeed);
  for (int round = 0; round < 20'000; ++round) {
    std::string text(kStarts[random() % std::size(kStarts)]);
    for (unsigned i = random() % 8; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    const std::string_view base = kBases[random() % std::size(kBases)];
    // A blank before it is cut off and keeps it from the short way.
    EXPECT_EQ(resolve(base, text), resolve(base, " " + text)) << base << " and " << text;
  }
}

TEST(Url, NamesItsPublisherByTheRegistrableDomain) {
  EXPECT_EQ(registrable_domain("https://www.news.co.uk/a"), "news.co.uk");
  EXPECT_EQ(registrable_domain("https://a.b.tribune.example/x"), "tribune.example");
  EXPECT_EQ(registrable_domain("http://127.0.0.1:8080/"), "127.0.0.1");
  EXPECT_EQ(host_of("https://WWW.News.Example:8443/x"), "www.news.example");
  EXPECT_EQ(registrable_domain("nonsense"), std::nullopt);
}

TEST(Url, CanonicalIsStableAndTotalOnAnyBytes) {
  constexpr unsigned kSeed = 20264;
  constexpr std::string_view kPieces[] = {"http", "https", "://", "news.example", "/", "?",  "&",   "=", "#",
                                          "%",    "%2F",   "%zz", "..",           ".", ":",  "80",  "@", "[",
                                          "]",    "ü",     " ",   "utm_x",        "a", "\\", "\x01"};
  std::mt19937 random(kSeed);
  for (int round = 0; round < 5000; ++round) {
    std::string text = random() % 2 == 0 ? "https://news.example/" : "";
    for (unsigned i = random() % 10; i > 0; --i) text += kPieces[random() % std::size(kPieces)];
    registrable_domain(text);
    if (const auto once = canonical(text)) {
      ASSERT_EQ(canonical(*once), once) << text << " seed " << kSeed;
    }
  }
}

}  // namespace
}  // namespace newsloom::url
