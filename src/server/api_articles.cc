#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/api_json.h"
#include "server/api_routes.h"
#include "server/asked_article.h"
#include "server/ids_text.h"

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const ReadNext& next) {
  Json recommended = Json::array();
  for (const RecommendedStory& story : next.recommended) recommended.push_back(server::json_of(story));
  return recommended;
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
  auto next = read_next(call.newsroom, call.parameters, *limit);
  if (!next) return std::unexpected(next.error());
  call.cut(*next);
  return Json{
      {"id", number(next->id)}, {"recommended", json_of(*next)}, {"coverage", json_of(next->coverage)}};
}

ApiAnswer recommend_for_text(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  const auto text = asked_text(call.content_type, call.body);
  if (!text) return std::unexpected(text.error());
  auto next =
      call.newsroom.recommended_for_text(*text, {.limit = *limit, .source = call.parameters.get("source")});
  if (!next) return std::unexpected(next.error());
  call.cut(*next);
  return Json{{"recommended", json_of(*next)}, {"coverage", json_of(next->coverage)}};
}

ApiAnswer story_for_text(const ApiCall& call) {
  const auto text = asked_text(call.content_type, call.body);
  if (!text) return std::unexpected(text.error());
  auto about = call.newsroom.story_for_text(*text);
  if (!about) return std::unexpected(about.error());
  if (!*about) return Json{{"story", nullptr}, {"article", nullptr}, {"chance", 0}, {"why", nullptr}};
  call.cut((*about)->headline);
  return Json{{"story", number((*about)->headline.story)},
              {"article", json_of((*about)->headline)},
              {"chance", (*about)->chance},
              {"why", (*about)->why}};
}

}  // namespace newsloom::server
