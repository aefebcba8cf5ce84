// The search page and the list of sources as template values.
#pragma once

#include <string>
#include <vector>

#include "newsloom/search.h"
#include "newsloom/story.h"
#include "server/parameters.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// Stories on one page of results, and sources on one page of their list.
inline constexpr std::size_t kSearchStories = 20, kListedSources = 200;

/// What the form of the search page says.
struct SearchForm {
  std::string words, language, after, before;
  bool newest = false;
  std::size_t offset = 0;

  /// Reads q, lang, after, before, order and offset; what they should not hold is left out.
  static SearchForm of(const Parameters& parameters);
  bool asks_nothing() const { return words.empty() && language.empty() && after.empty() && before.empty(); }
  SearchRequest request() const;
  /// The form as the query of an address: "q=sea+wall&lang=en"; with an offset, of another page of results.
  std::string address(std::size_t at_offset = 0) const;
};

/// `languages`: those that can be chosen.
void fill_search(const SearchForm& form, const SearchResults& results,
                 const std::vector<std::string>& languages, ctemplate::TemplateDictionary& into);

/// `sources`: one more than kListedSources if there is another page.
void fill_sources(const std::vector<Source>& sources, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
