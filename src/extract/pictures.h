// The pictures of an article and what stands under them.
#pragma once

#include "extract/body.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Fills lead_image and images.
void read_pictures(const PageSources& in, const Body& body, Article& article);

}  // namespace newsloom::extract
