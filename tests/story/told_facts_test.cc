#include "story/told_facts.h"

#include <gtest/gtest.h>

#include <string>

namespace newsloom::story {
namespace {

TEST(ToldFacts, ComeBackAsTheyWerePrinted) {
  features::Features f;
  f.names = {{.term = 7, .count = 1, .surface = "Ann Lee"}, {.term = 0xffffffff, .count = 1, .surface = ""}};
  f.numbers = {{.term = 9, .surface = std::string(300, '4')}};
  const ToldFacts facts(f);
  EXPECT_TRUE(facts.has_names());
  EXPECT_EQ(facts.names(), (std::vector<features::Name>{{.term = 7, .count = 0, .surface = "Ann Lee"},
                                                        {.term = 0xffffffff, .count = 0, .surface = ""}}));
  EXPECT_EQ(facts.numbers(), f.numbers);
  EXPECT_FALSE(ToldFacts().has_names());
  EXPECT_TRUE(ToldFacts().names().empty());
}

}  // namespace
}  // namespace newsloom::story
