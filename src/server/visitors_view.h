// What visitors of a public site see of texts that are not the owner's to publish: the headline, the first
// words, and a link to where they stand.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "newsloom/search.h"
#include "newsloom/story.h"

namespace newsloom::server {

inline constexpr std::size_t kVisitorsWords = 40;

/// Registrable domains whose texts are owned or licensed.
using FullText = std::set<std::string>;

/// Cuts what visitors may not read out of a value before it becomes a page, a record or a feed. True if
/// something of the article itself was cut; then its page asks not to be indexed and names the publisher's as
/// the one to find.
bool cut_for_visitors(Article& article, const FullText& full_text);
void cut_for_visitors(Headline& headline, const FullText& full_text);
void cut_for_visitors(std::vector<Headline>& headlines, const FullText& full_text);
void cut_for_visitors(Story& story, const FullText& full_text);
void cut_for_visitors(Edition& edition, const FullText& full_text);
/// No pieces of the text either: many questions would put it together again.
void cut_for_visitors(SearchResults& results, const FullText& full_text);
void cut_for_visitors(ReadNext& next, const FullText& full_text);
bool cut_for_visitors(ArticlePage& page, const FullText& full_text);

}  // namespace newsloom::server
