// What a feed alone says of a piece -> an article.
#pragma once

#include <optional>
#include <string>

#include "feed/feed.h"
#include "newsloom/article.h"

namespace newsloom::feed {

/// A teaser of headline and summary, or, where the whole text came along, a full article. Nothing for an
/// entry without a headline. `feed_url` is what the article came in by; `arrival_utc` when, if that is known.
/// Pure.
std::optional<Article> article_from(const Entry& entry, const std::string& feed_url,
                                    std::optional<std::int64_t> arrival_utc);

}  // namespace newsloom::feed
