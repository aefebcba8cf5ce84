#include "search/query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace newsloom::search {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// A query as its clauses read: "harbour|port -ferry title:wall".
std::string understood(std::string_view text) {
  static constexpr const char* kNames[] = {"", "title:", "source:", "lang:", "kind:", "after:", "before:"};
  std::string out;
  for (const Clause& clause : parse_query(text).all_of) {
    out += (out.empty() ? "" : " ") + std::string(clause.excluded ? "-" : "");
    for (std::size_t i = 0; i < clause.any_of.size(); ++i) {
      const Term& term = clause.any_of[i];
      out += (i == 0 ? "" : "|") + std::string(kNames[static_cast<int>(term.field)]) + "[" + term.value + "]";
    }
  }
  return out;
}

TEST(ParseQuery, UnderstandsTheLanguage) {
  struct Row {
    const char *text, *understood;
  };
  for (const auto& [text, wanted] : {
           Row{"harbour wall", "[harbour] [wall]"},
           Row{"\"sea wall\" vote", "[sea wall] [vote]"},
           Row{"“sea wall” «puerto viejo»", "[sea wall] [puerto viejo]"},
           Row{"harbour -ferry -\"sea wall\"", "[harbour] -[ferry] -[sea wall]"},
           Row{"harbour OR port OR quay rebuilt", "[harbour]|[port]|[quay] [rebuilt]"},
           Row{"source:tribune.example lang:de", "source:[tribune.example] lang:[de]"},
           Row{"TITLE:\"sea wall\" After:2031-03 before:2031",
               "title:[sea wall] after:[2031-03] before:[2031]"},
           Row{"source:\"The Meridian Post\"", "source:[The Meridian Post]"},
           Row{"-source:tribune.example", "-source:[tribune.example]"},
           Row{"source:a OR source:b", "source:[a]|source:[b]"},
       }) {
    EXPECT_EQ(understood(text), wanted) << text;
  }
}

TEST(ParseQuery, TakesWhatIsNoOperatorAsWords) {
  struct Row {
    const char *text, *understood;
  };
  for (const auto& [text, wanted] : {
           Row{"OR", "[OR]"},
           Row{"OR harbour", "[OR] [harbour]"},
           Row{"harbour OR", "[harbour] [OR]"},
           Row{"harbour or port", "[harbour] [or] [port]"},
           Row{"-ferry OR harbour", "-[ferry] [OR] [harbour]"},
           Row{"harbour OR -ferry", "[harbour] -[ferry]"},
           Row{"- -", "[-]"},
           Row{"well-known", "[well-known]"},
           Row{"colour:red", "[colour:red]"},
           Row{"source:", ""},
           Row{"\"\" x", "[x]"},
           Row{"\"open end", "[open end]"},
           Row{"a AND (b NOT c*)", "[a] [AND] [(b] [NOT] [c*)]"},
           Row{"", ""},
           Row{" \t\n\xC2\xA0", ""},
       }) {
    EXPECT_EQ(understood(text), wanted) << text;
  }
}

TEST(ParseQuery, SaysWhatItLeftOut) {
  std::string many;
  for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + " ";
  EXPECT_THAT(parse_query(many).all_of, SizeIs(kMaxTerms));
  EXPECT_THAT(parse_query(many).notes, SizeIs(1));
  const Query whole = parse_query(std::string(100'000, 'x'));
  EXPECT_EQ(whole.all_of.front().any_of.front().value.size(), kMaxQueryBytes);
  EXPECT_THAT(whole.notes, SizeIs(1));
  EXPECT_THAT(parse_query("harbour").notes, IsEmpty());
}

}  // namespace
}  // namespace newsloom::search
