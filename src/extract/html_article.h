// An HTML page -> article.
#pragma once

#include "newsloom/article.h"

namespace newsloom::extract {

/// Reads an HTML page: what it says of itself (JSON-LD, OpenGraph, meta), what it shows, and its body.
/// extract_article() completes language, counts and identity. Linear in the bytes of the page.
Article extract_html(const Page& page);

}  // namespace newsloom::extract
