// The functions behind the routes of the API, by noun. Each names the errors that its client may see.
#pragma once

#include "server/api.h"

namespace newsloom::server {

// api_articles.cc
ApiAnswer list_articles(const ApiCall& call);
ApiAnswer get_article(const ApiCall& call);
ApiAnswer list_recommended(const ApiCall& call);
ApiAnswer recommend_for_text(const ApiCall& call);
ApiAnswer story_for_text(const ApiCall& call);
// api_stories.cc
ApiAnswer list_stories(const ApiCall& call);
ApiAnswer get_story(const ApiCall& call);
ApiAnswer get_edition(const ApiCall& call);
ApiAnswer list_sources(const ApiCall& call);
ApiAnswer get_source(const ApiCall& call);
// api_search.cc
ApiAnswer search_articles(const ApiCall& call);

}  // namespace newsloom::server
