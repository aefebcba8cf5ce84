// The page of one article as template values.
#pragma once

#include "newsloom/story.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// Fills `into` for article.tpl.
void fill_article(const ArticlePage& page, const std::string& picture, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
