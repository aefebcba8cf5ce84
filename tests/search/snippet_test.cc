#include "search/snippet.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace newsloom::search {
namespace {

std::string shown(const std::vector<MatchedText>& parts) {
  std::string out;
  for (const MatchedText& part : parts) out += part.match ? "[" + part.text + "]" : part.text;
  return out;
}

TEST(Snippet, MarksTheWordsAsTheTextHasThem) {
  EXPECT_EQ(shown(marked("Floods: the FLOODED quay", "en", {"flood"})), "[Floods]: the [FLOODED] quay");
  EXPECT_EQ(shown(marked("新港口城", "zh", {"港口", "口城"})), "新[港口城]");
  EXPECT_EQ(shown(marked("<b>wall</b>", "en", {"wall"})), "<b>[wall]</b>");
}

TEST(Snippet, ShowsTheEarliestPlaceWithMostOfTheWords) {
  std::string text = "The wall is old.";
  for (int i = 0; i < 60; ++i) text += " Nothing";
  text += " until the board voted for a wall.\n\nIt";
  for (int i = 0; i < 60; ++i) text += " ended";
  const std::string snippet = shown(snippet_of(text, "en", {"wall", "board"}));
  EXPECT_TRUE(snippet.starts_with("… ")) << snippet;
  EXPECT_NE(snippet.find("the [board] voted for a [wall]. "), std::string::npos) << snippet;
  EXPECT_TRUE(snippet.ends_with(" …")) << snippet;
}

TEST(Snippet, IsTheBeginningWhereNoWordStands) {
  EXPECT_EQ(shown(snippet_of("“A short text.”", "en", {"wall"})), "“A short text.”");
  EXPECT_EQ(shown(snippet_of("", "en", {"wall"})), "");
}

TEST(Snippet, NeverInventsOrLosesTextInsideItsCut) {
  std::mt19937 random(5);
  const std::vector<std::string> pieces = {"wall", " ", "港", "口", ".", "“", "Flooded", "7,5", "\n\n", "é"};
  for (int round = 0; round < 300; ++round) {
    std::string text;
    for (int i = 0; i < 80; ++i) text += pieces[random() % pieces.size()];
    std::string plain, expected;
    for (const MatchedText& part : marked(text, "en", {"wall", "港口", "口港", "flood", "7.5"}))
      plain += part.text;
    for (const char c : text) expected += c == '\n' ? ' ' : c;
    ASSERT_EQ(plain, expected) << "round " << round;
  }
}

}  // namespace
}  // namespace newsloom::search
