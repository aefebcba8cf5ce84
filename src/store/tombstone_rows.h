// What was taken down and must not come back.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "newsloom/article.h"
#include "newsloom/ids.h"
#include "store/sql.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// Removes the article with everything known of it and keeps its record id and URL out.
void bury_article(Connection& connection, ArticleId id, std::int64_t now_utc);
/// Keeps every article of an address or a publisher out from now on; `domain` as in Article::source. Returns
/// those that are there, which are to be buried one by one.
std::vector<ArticleId> bury_url(Connection& connection, std::string_view canonical_url, std::int64_t now_utc);
std::vector<ArticleId> bury_domain(Connection& connection, std::string_view domain, std::int64_t now_utc);
/// Must this article stay out?
bool is_buried(Connection& connection, const Article& article);

}  // namespace newsloom::store
