// The publisher's own list of other articles, and what its summaries hold.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/outline.h"
#include "html/document.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Is this line a heading over such a list ("Recommended Stories", "Read also", "Mehr zum Thema", "Читайте
/// также")?
bool is_related_heading(std::string_view line);

/// Fills agency, dateline and published from the summary where it opens with them: "CITY (Agency) -…",
/// "MONDAY, 19 SEPTEMBER 2022, 07:08 …", "ANN LEE - MONDAY, 19 SEPTEMBER 2022, 08:51 …". The summary stays
/// whole.
void read_summary(RelatedLink& link);

/// The links that stand under such a heading, in the page's order and each once, with the summary that stands
/// in the same card. `body` are the article's own blocks, ascending; `base` is what relative addresses are
/// resolved against.
std::vector<RelatedLink> related_links(const html::Document& page, const std::vector<Block>& blocks,
                                       const std::vector<std::size_t>& body, const std::string& base);

}  // namespace newsloom::extract
