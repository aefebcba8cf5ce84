#include "story/why.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsloom::story {
namespace {

using testing::ElementsAre;

std::vector<features::Name> names_of(const std::vector<std::string>& surfaces) {
  std::vector<features::Name> out;
  for (const std::string& surface : surfaces) out.push_back({.term = 0, .count = 1, .surface = surface});
  return out;
}

TEST(Why, TellsOfOnePersonWhereTheTextNamesOne) {
  const auto names = names_of({"Mayor Tarin Velm", "Tarin", "Velm", "Orrery"});
  EXPECT_THAT(with_parts_joined({"Velm", "Orrery", "Tarin"}, names), ElementsAre("Tarin Velm", "Orrery"));
  EXPECT_THAT(with_parts_joined({"Tarin", "Velm", "Mayor"}, names), ElementsAre("Mayor Tarin Velm"));
}

TEST(Why, KeepsTwoPeopleApartWhomNoNameJoins) {
  const auto names = names_of({"Tarin Velm", "Ann Lee", "Velmar Tarin-Lee"});
  EXPECT_THAT(with_parts_joined({"Velm", "Lee"}, names), ElementsAre("Velm", "Lee"));
}

}  // namespace
}  // namespace newsloom::story
