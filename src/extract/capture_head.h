// The head of a capture: headline, day, byline, the lead picture's caption, reading time.
#pragma once

#include <vector>

#include "extract/capture_lines.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Reads the lines around the headline into the article. `body` is what was found to be running text; where
/// the headline, the byline or the day stand among its first lines, they are read there, and body.begin is
/// moved behind the headline. Lines of the body that are byline or day come back: they are no text.
std::vector<std::size_t> read_head(const std::vector<Line>& lines, Span& body, Article& article);

}  // namespace newsloom::extract
