// Where the page says it lives.
#pragma once

#include "extract/body.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Fills url and canonical_url, and `in.base`, against which relative links are read.
void read_addresses(PageSources& in, Article& article);

}  // namespace newsloom::extract
