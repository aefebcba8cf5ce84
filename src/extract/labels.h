// What the page files itself under.
#pragma once

#include "extract/body.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Fills section, tags and summary.
void read_labels(const PageSources& in, Article& article);

}  // namespace newsloom::extract
