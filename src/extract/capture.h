// A page that survives only as plain text -> article.
#pragma once

#include "newsloom/article.h"

namespace newsloom::extract {

/// Reads a capture by its lines alone. Fills what the lines say; extract_article() completes language, counts
/// and identity. Linear in the bytes of the page.
Article extract_capture(const Page& page);

}  // namespace newsloom::extract
