// What sort of page it is: an article, a list of articles, a live page, a gallery, a video, something else.
#pragma once

#include <vector>

#include "extract/body.h"
#include "extract/json_ld.h"
#include "extract/meta.h"
#include "extract/outline.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Decides `kind` and `opinion` of an article whose other fields are already there.
void decide_kind(const std::vector<Block>& blocks, const Body& body, const JsonLd& ld, const Meta& meta,
                 Article& article);

}  // namespace newsloom::extract
