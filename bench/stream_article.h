// An article of the invented stream as the library takes it.
#pragma once

#include "must.h"
#include "newsloom/article.h"
#include "stream.h"

namespace newsloom::bench {

inline Article article_of(const StreamArticle& made) { return must(article_from_json(to_json(made))); }

}  // namespace newsloom::bench
