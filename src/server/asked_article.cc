#include "server/asked_article.h"

#include <string>
#include <utility>

#include "newsloom/page.h"
#include "server/ids_text.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::server {
namespace {

std::string_view type_of(std::string_view content_type) {
  return text::trim(content_type.substr(0, content_type.find(';')));
}

/// A record by somebody who need not know our records: what it leaves out is found out.
void complete(Article& article) {
  if (!article.canonical_url && article.url) article.canonical_url = url::canonical(*article.url);
  if (!article.source && article.canonical_url)
    article.source = url::registrable_domain(*article.canonical_url);
}

}  // namespace

Result<ArticleId> asked_article(const Newsroom& newsroom, const Parameters& parameters) {
  if (const auto id = parameters.get("id")) {
    const auto parsed = parse_id<ArticleId>(*id);
    if (parsed == ArticleId::kNone) return fail(ErrorCode::kInvalidArgument, "no article number", "id");
    return parsed;
  }
  if (const auto url = parameters.get("url")) return newsroom.find_url(*url);
  return fail(ErrorCode::kInvalidArgument, "give the article by id or by url", "id");
}

Result<ReadNext> read_next(const Newsroom& newsroom, const Parameters& parameters, std::size_t limit) {
  const auto id = asked_article(newsroom, parameters);
  if (!id) return std::unexpected(id.error());
  return newsroom.recommended(*id, {.limit = limit, .source = parameters.get("source")});
}

Result<Article> asked_text(std::string_view content_type, std::string_view body) {
  const std::string_view type = type_of(content_type);
  if (body.size() > kMaxAskedBytes) return fail(ErrorCode::kTooLarge, "at most 256 kB", "body");
  Article article;
  if (type == "application/json") {
    auto record = article_from_json(body);
    if (!record) return std::unexpected(record.error());
    article = std::move(*record);
    complete(article);
  } else if (type == "text/html" || type == "application/xhtml+xml" || type == "text/plain") {
    Page page;
    page.input = "asked";
    page.content_type = std::string(content_type);
    page.body = std::string(body);
    article = extract_article(page);
  } else {
    return fail(ErrorCode::kInvalidArgument, "send application/json, text/html or text/plain",
                "Content-Type");
  }
  if (article.text.empty() && !article.title)
    return fail(ErrorCode::kInvalidArgument, "neither a headline nor a text", "body");
  return article;
}

}  // namespace newsloom::server
