// What a reader typed, understood: all of these, none of those.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::search {

/// Characters of a query that are read, and things that it may ask for. More is noted and left out.
inline constexpr std::size_t kMaxQueryBytes = 1'000, kMaxTerms = 24;

enum class Field { kText, kTitle, kSource, kLang, kKind, kAfter, kBefore };

/// One thing asked for: words that stand next to one another, or the value of a field.
struct Term {
  Field field = Field::kText;
  std::string value;
  friend bool operator==(const Term&, const Term&) = default;
};

/// At least one of its terms; or, if excluded, none.
struct Clause {
  std::vector<Term> any_of;
  bool excluded = false;
  friend bool operator==(const Clause&, const Clause&) = default;
};

struct Query {
  std::vector<Clause> all_of;
  std::vector<std::string> notes;  ///< what was left out
};

/// Total: any bytes are a query. See SearchRequest for the language.
Query parse_query(std::string_view text);

}  // namespace newsloom::search
