// When the page says it appeared and changed.
#pragma once

#include "extract/body.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Fills published and modified. `article_chance`: how likely the page is an article at all.
void read_dates(const PageSources& in, const Body& body, Article& article, double article_chance);

}  // namespace newsloom::extract
