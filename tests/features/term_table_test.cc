#include "features/term_table.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace newsloom::features {
namespace {

/// Terms that crowd a few homes, and terms from everywhere.
TermId drawn(std::mt19937& random) {
  return static_cast<TermId>(random() % 3 == 0 ? random() : 1 + random() % 300);
}

TEST(TermTable, HoldsWhatAMapHolds) {
  std::mt19937 random(7);
  TermTable<std::uint32_t> table;
  std::map<TermId, std::uint32_t> map;
  for (int i = 0; i < 100'000; ++i) {
    const TermId term = drawn(random);
    switch (random() % 8) {
      case 0:
      case 1:
      case 2:
        table.erase(term);
        map.erase(term);
        break;
      case 3:
        EXPECT_EQ(table.try_emplace(term, static_cast<std::uint32_t>(i)),
                  map.try_emplace(term, static_cast<std::uint32_t>(i)).first->second);
        break;
      default:
        table[term] += 3;
        map[term] += 3;
    }
    const TermId asked = drawn(random);
    const std::uint32_t* const found = table.find(asked);
    ASSERT_EQ(found != nullptr, map.contains(asked)) << i;
    if (found != nullptr) {
      ASSERT_EQ(*found, map[asked]);
    }
    ASSERT_EQ(table.size(), map.size());
  }
}

TEST(TermTable, KeepsAndChangesByValue) {
  TermTable<float> table;
  for (TermId term = 1; term <= 1000; ++term) table[term] = static_cast<float>(term);
  table.change_all([](float value) { return value / 2; });
  table.keep_if([](float value) { return value > 250; });
  EXPECT_EQ(table.size(), 500u);
  EXPECT_EQ(table.find(500), nullptr);
  ASSERT_NE(table.find(501), nullptr);
  EXPECT_EQ(*table.find(501), 250.5F);
}

TEST(TermTable, TakesTheFirstTermAndTheLast) {
  TermTable<float> table;
  for (const TermId term : {TermId{0}, ~TermId{0}}) {
    EXPECT_EQ(table.find(term), nullptr);
    table[term] = 4;
    ASSERT_NE(table.find(term), nullptr);
    EXPECT_EQ(*table.find(term), 4);
    table.erase(term);
    EXPECT_EQ(table.size(), 0u);
  }
}

}  // namespace
}  // namespace newsloom::features
