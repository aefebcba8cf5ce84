// Whom a text speaks to: guides, services and offers speak to their reader, reports of the day hardly do.
#pragma once

#include <string_view>

namespace newsloom::extract {

/// Of the words at the beginning of `text`, the share that are "you" and its sisters, in a dozen languages
/// whose word for it means nothing else in another of them. 0 without words. Linear, bounded, no allocation.
double reader_share(std::string_view text);

}  // namespace newsloom::extract
