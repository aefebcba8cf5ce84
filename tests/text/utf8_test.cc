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
