#include "server/api_routes.h"

#include <array>

namespace newsloom::server {

std::span<const ApiRoute> api_routes() {
  static constexpr std::array kRoutes = {
      ApiRoute{"GET", "/articles", list_articles},
      ApiRoute{"GET", "/articles/{id}", get_article},
      ApiRoute{"GET", "/recommended", list_recommended},
      ApiRoute{"POST", "/recommended", recommend_for_text},
      ApiRoute{"GET", "/stories", list_stories},
      ApiRoute{"GET", "/stories/{id}", get_story},
      ApiRoute{"POST", "/stories/for-text", story_for_text},
      ApiRoute{"GET", "/edition", get_edition},
      ApiRoute{"GET", "/sources", list_sources},
      ApiRoute{"GET", "/sources/{id}", get_source},
      ApiRoute{"GET", "/search", search_articles},
  };
  return kRoutes;
}

}  // namespace newsloom::server
