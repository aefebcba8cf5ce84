// What somebody wants to read on from: an article that is here, or a text that need not be.
#pragma once

#include <cstddef>
#include <string_view>

#include "newsloom/newsroom.h"
#include "newsloom/result.h"
#include "server/parameters.h"

namespace newsloom::server {

/// The largest text that is taken in to be asked about: an article of thirty thousand words.
inline constexpr std::size_t kMaxAskedBytes = std::size_t{256} << 10;

/// The article that `id` (of this newsroom) or `url` (of its publisher) names. Errors: kInvalidArgument,
/// kNotFound.
Result<ArticleId> asked_article(const Newsroom& newsroom, const Parameters& parameters);

/// What to read after it, at most `limit`, only of `source` where the parameters name one. Errors: as above.
Result<ReadNext> read_next(const Newsroom& newsroom, const Parameters& parameters, std::size_t limit);

/// A text in the body of a request: a page (text/html), a plain text (text/plain, its first line the
/// headline), or application/json with "title" and "text", one of which may be missing, and what else an
/// article record has. Errors: kInvalidArgument (another type, no object, nothing to read in it), kTooLarge.
Result<Article> asked_text(std::string_view content_type, std::string_view body);

}  // namespace newsloom::server
