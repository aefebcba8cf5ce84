#include <fmt/format.h>

#include <utility>

#include "server/api_json.h"
#include "server/api_routes.h"
#include "server/asked_article.h"
#include "server/ids_text.h"

namespace newsloom::server {
namespace {

/// The fields of what is recommended, and the end of the object.
std::string closed(JsonText out, const ReadNext& next) {
  out.key("recommended");
  write(out, next.recommended);
  out.key("coverage");
  write(out, next.coverage);
  return out.close('}').take();
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
  std::optional<std::string> next;
  if (articles->size() == *limit) next = fmt::to_string(number(articles->back().id));
  JsonText out;
  out.open('{').key("articles");
  write(out, *articles);
  return out.key("next").value(next).close('}').take();
}

ApiAnswer get_article(const ApiCall& call) {
  auto page = call.newsroom.article_page(parse_id<ArticleId>(call.id));
  if (!page) return std::unexpected(page.error());
  call.cut(*page);
  JsonText out;
  write(out, *page);
  return out.take();
}

ApiAnswer list_recommended(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  auto next = read_next(call.newsroom, call.parameters, *limit);
  if (!next) return std::unexpected(next.error());
  call.cut(*next);
  JsonText out;
  out.open('{').key("id").value(number(next->id));
  return closed(std::move(out), *next);
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
  JsonText out;
  out.open('{');
  return closed(std::move(out), *next);
}

ApiAnswer story_for_text(const ApiCall& call) {
  const auto text = asked_text(call.content_type, call.body);
  if (!text) return std::unexpected(text.error());
  auto about = call.newsroom.story_for_text(*text);
  if (!about) return std::unexpected(about.error());
  JsonText out;
  out.open('{');
  if (!*about) {
    out.key("story").value(nullptr).key("article").value(nullptr).key("chance").value(0);
    return out.key("why").value(nullptr).close('}').take();
  }
  call.cut((*about)->headline);
  out.key("story").value(number((*about)->headline.story)).key("article");
  write(out, (*about)->headline);
  return out.key("chance").value((*about)->chance).key("why").value((*about)->why).close('}').take();
}

}  // namespace newsloom::server
