// One article in the formats that people and other programs read.
#pragma once

#include <string>

#include "newsloom/article.h"

namespace newsloom::cli {

enum class ArticleFormat { kJsonLines, kText, kMarkdown, kHtml };

/// The article, ended by a line end: a record; plain text, Markdown or an HTML fragment with headline, byline
/// line and paragraphs.
std::string formatted(const Article& article, ArticleFormat format);

}  // namespace newsloom::cli
