#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/api_json.h"
#include "server/api_routes.h"
#include "server/ids_text.h"

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

/// The article that `id` (of this newsroom) or `url` (of the publisher) names.
Result<ArticleId> article_of(const ApiCall& call) {
  if (const auto id = call.parameters.get("id")) {
    const auto parsed = parse_id<ArticleId>(*id);
    if (parsed == ArticleId::kNone) return fail(ErrorCode::kInvalidArgument, "no article number", "id");
    return parsed;
  }
  if (const auto url = call.parameters.get("url")) return call.newsroom.find_url(*url);
  return fail(ErrorCode::kInvalidArgument, "give the article by id or by url", "id");
}

}  // namespace

ApiAnswer list_articles(const ApiCall& call) {
  ArticleList wanted{.source = call.parameters.get("source"),
                     .lang = call.parameters.get("lang"),
                     .before = {},
                     .limit = {}};
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  const auto cursor = cursor_of(call.parameters);
  if (!cursor) return std::unexpected(cursor.error());
  if (*cursor) wanted.before = static_cast<ArticleId>((*cursor)->id);
  wanted.limit = *limit;
  auto articles = call.newsroom.articles(wanted);
  if (!articles) return std::unexpected(articles.error());
  call.cut(*articles);
  const bool more = articles->size() == *limit;
  return Json{{"articles", json_of(*articles)},
              {"next", more ? Json(fmt::to_string(number(articles->back().id))) : Json(nullptr)}};
}

ApiAnswer get_article(const ApiCall& call) {
  auto page = call.newsroom.article_page(parse_id<ArticleId>(call.id));
  if (!page) return std::unexpected(page.error());
  call.cut(*page);
  return json_of(*page);
}

ApiAnswer list_recommended(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  const auto id = article_of(call);
  if (!id) return std::unexpected(id.error());
  auto page = call.newsroom.article_page(*id);
  if (!page) return std::unexpected(page.error());
  call.cut(*page);
  Json recommended = Json::array();
  for (const RecommendedStory& story : page->recommended) {
    if (recommended.size() == *limit) break;
    recommended.push_back(json_of(story));
  }
  return Json{{"id", number(*id)}, {"recommended", recommended}, {"coverage", json_of(page->coverage)}};
}

}  // namespace newsloom::server
