// A list of recommended stories for pages of other sites, as template values.
#pragma once

#include <string>

#include "newsloom/story.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// Links lead to where the article stands at its publisher, else to this `site` ("https://news.example").
void fill_fragment(const ReadNext& next, const std::string& site, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
