// Who the page says wrote it.
#pragma once

#include "extract/body.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Fills authors. `article_chance`: how likely the page is an article at all. REQUIRES: agency is filled
/// where the body opens with one.
void read_authors(const PageSources& in, const Body& body, Article& article, double article_chance);

}  // namespace newsloom::extract
