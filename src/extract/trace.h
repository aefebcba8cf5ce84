// The evidence behind a page's fields, for those who learn weights from it.
#pragma once

#include <string>

#include "newsloom/page.h"

namespace newsloom::extract {

/// One JSON object on one line: every day and every byline that the page names with its clues, and the clues
/// that it has none. tools/train-choice reads it.
std::string trace_of(const Page& page);

}  // namespace newsloom::extract
