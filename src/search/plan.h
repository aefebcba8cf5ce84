// A query as an expression for the index.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ids.h"
#include "search/query.h"
#include "store/search_index.h"

namespace newsloom::search {

/// What a plan asks of the database.
struct Surroundings {
  std::vector<std::string> languages;  ///< whose stems may stand in the index
  std::function<std::vector<SourceId>(std::string_view)> sources;
};

struct Plan {
  /// In FTS5's language; empty: nothing was asked for.
  std::string expression;
  /// One for each phrase of `expression`, in its order. All weights of things asked for are 1.
  std::vector<store::PhraseWeight> weights;
  /// The expression of each group alone, to see how rare it is.
  std::vector<std::string> groups;
  /// The words of the index that were asked for: what is marked in a text.
  std::set<std::string, std::less<>> words;
  std::vector<std::string> notes;
};

/// Total.
Plan make_plan(const Query& query, const Surroundings& surroundings);

/// The words "203x", "2031", "2031-03", "2031-03-04" that together are the days from `from` up to, not
/// including, `to` (days since 1970-01-01). At most some eighty.
std::vector<std::string> dates_between(int from, int to);

}  // namespace newsloom::search
