// Where an article's text comes from: the report that it copies, the states of the same report, what changed.
#pragma once

#include "newsloom/story.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// Fills the sections NEWER, VERSIONS and COPY of article.tpl as far as the page has them.
void fill_origin(const ArticlePage& page, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
