#include "text/utf8.h"

#include <gtest/gtest.h>

#include <random>

namespace newsloom::text {
namespace {

TEST(Utf8, RepairsEachMaximalSubpartWithOneReplacement) {
  struct Row {
    const char* name;
    std::string_view bytes, expected;
    std::size_t repaired;
  };
  for (const Row& row :
       {Row{"valid stays", "grün €", "grün €", 0}, Row{"a lone continuation", "a\x80z", "a\uFFFDz", 1},
        Row{"a cut sequence", "a\xE2\x82", "a\uFFFD", 1},
        Row{"a cut sequence before text", "\xE2\x82z", "\uFFFDz", 1},
        Row{"a surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3},
        Row{"an overlong slash", "\xC0\xAF", "\uFFFD\uFFFD", 2},
        Row{"beyond Unicode", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4}}) {
    std::size_t repaired = 99;
    EXPECT_EQ(repair_utf8(row.bytes, repaired), row.expected) << row.name;
    EXPECT_EQ(repaired, row.repaired) << row.name;
  }
}

TEST(Utf8, RepairedBytesAreAlwaysValid) {
  constexpr unsigned kSeed = 20261;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random() % 4 == 0 ? random() % 128 : 0x80 + random() % 128);
    std::size_t repaired = 0;
    const std::string text = repair_utf8(bytes, repaired);
    ASSERT_TRUE(is_valid_utf8(text)) << "seed " << kSeed << " round " << round;
    EXPECT_EQ(repaired == 0, is_valid_utf8(bytes));
    // Everything else is total on what it was given, too.
    fold_space(text), lower(text), comparison_key(text), trim(text);
  }
}

TEST(Utf8, FoldsAllKindsOfSpaceAndDropsTheInvisible) {
  EXPECT_EQ(fold_space("  a\t\n b\u00A0\u2003c\u3000 "), "a b c");
  EXPECT_EQ(fold_space("news\u00ADpa\u200Bper"), "newspaper");
  EXPECT_EQ(fold_space(" \u200B "), "");
}

/// A random text of letters, signs and every kind of space.
std::string random_text(std::mt19937& random) {
  constexpr char32_t kAlphabet[] = {' ',    ' ',    '\n',   '\t',   'a',    'B',    '.',    0x01,   0x7F,
                                    0x85,   0xA0,   0xAD,   0xC9,   0xDF,   0x301,  0x415,  0x434,  0x5D0,
                                    0x1680, 0x2003, 0x2009, 0x200B, 0x2019, 0x201E, 0x2028, 0x202F, 0x205F,
                                    0x2060, 0x3000, 0x6587, 0xAC00, 0xFEFF, 0xFF21, 0x1F600};
  std::string out;
  for (std::uint32_t n = random() % 12; n > 0; --n)
    append_utf8(out, kAlphabet[random() % std::size(kAlphabet)]);
  return out;
}

bool slow_is_space(char32_t c) {
  return std::u32string_view(U" \t\n\v\f\r\u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000").find(c) !=
             std::u32string_view::npos ||
         (c >= 0x2000 && c <= 0x200A);
}
bool slow_is_invisible(char32_t c) {
  return std::u32string_view(U"\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF").find(c) !=
         std::u32string_view::npos;
}

TEST(Utf8, FoldsAndTrimsAsAWalkOverEveryCharacterDoes) {
  constexpr unsigned kSeed = 26;
  std::mt19937 random(kSeed);
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = random_text(random);
    std::string folded;
    bool pending = false;
    std::size_t begin = std::string::npos, end = 0;
    for (std::size_t pos = 0; pos < text.size();) {
      const std::size_t at = pos;
      const char32_t c = next_code_point(text, pos);
      if (slow_is_space(c)) pending = !folded.empty();
      if (slow_is_space(c) || slow_is_invisible(c)) continue;
      begin = std::min(begin, at);
      end = pos;
      if (pending) folded += ' ';
      pending = false;
      folded += text.substr(at, pos - at);
    }
    ASSERT_EQ(fold_space(text), folded) << "seed " << kSeed << " round " << round;
    ASSERT_EQ(trim(text), begin == std::string::npos ? "" : text.substr(begin, end - begin)) << round;
  }
}

TEST(Utf8, ComparesEachCharacterByItself) {
  std::mt19937 random(27);
  for (int round = 0; round < 5'000; ++round) {
    const std::string a = "x" + random_text(random) + "x", b = "x" + random_text(random) + "x";
    ASSERT_EQ(comparison_key(a + b), comparison_key(a) + comparison_key(b)) << a << '|' << b;
  }
  EXPECT_EQ(comparison_key("ÉLÈVE  ‘Straße’ — ﬁn"), "eleve 'strasse' - fin");
}

TEST(Utf8, TrimsWithoutCopying) {
  const std::string text = "\u00A0 a b \n";
  const std::string_view trimmed = trim(text);
  EXPECT_EQ(trimmed, "a b");
  EXPECT_GE(trimmed.data(), text.data());
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim(" \n"), "");
}

TEST(Utf8, ComparesHeadlinesWhateverTheirTypography) {
  EXPECT_EQ(comparison_key("“It’s — done”"), comparison_key("\"it's - DONE\""));
  EXPECT_EQ(comparison_key("Café Zürich"), comparison_key("cafe zurich"));
  EXPECT_NE(comparison_key("one"), comparison_key("two"));
}

TEST(Utf8, LowersBeyondAscii) { EXPECT_EQ(lower("ÄÖÜ МОСКВА Ελλάδα"), "äöü москва ελλάδα"); }

}  // namespace
}  // namespace newsloom::text
