// What the answer to a page means: an article, or why there is none.
#pragma once

#include <cstdint>
#include <optional>

#include "newsloom/env.h"
#include "newsroom/desk.h"
#include "store/feed_rows.h"

namespace newsloom {

struct PageAnswer {
  store::WantedPage page;  ///< its next state, if there is no article
  std::optional<PreparedArticle> article;
  ArticleId replaced = ArticleId::kNone;  ///< a teaser whose page is another, known article
};

/// Decides about an answer. Reads the teaser from `connection`, whose hints help to read the page.
PageAnswer read_page_answer(store::WantedPage page, Result<Response> answer, store::Connection& connection,
                            std::int64_t now_utc);

/// The same for a page that somebody asked for by its address, whether or not a feed named it, and who is
/// told at once: it is not tried again, and neither a feed nor a list of articles is taken for an article.
/// `page` of the outcome is for its sentence alone, where there is no article.
PageAnswer read_asked_page(const std::string& url, Result<Response> answer, store::Connection& connection,
                           std::int64_t now_utc);

/// Writes it, in the writer's transaction.
Result<Receipt> file(Desk& desk, PageAnswer answer);

}  // namespace newsloom
