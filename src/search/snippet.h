// The piece of a text that shows why it was found.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/search.h"

namespace newsloom::search {

using WordSet = std::set<std::string, std::less<>>;

/// The whole of `text`, with those of its words marked that the index knows as one of `words`. `language` is
/// the article's.
std::vector<MatchedText> marked(std::string_view text, std::string_view language, const WordSet& words);

/// About forty words of `text` that hold as many different ones of `words` as possible, the earliest such
/// place; the beginning where it holds none. "…" where something was left out. Paragraphs run on.
std::vector<MatchedText> snippet_of(std::string_view text, std::string_view language, const WordSet& words);

}  // namespace newsloom::search
