// JSON Feed 1.0 and 1.1 -> Feed.
#pragma once

#include <string_view>

#include "feed/feed.h"

namespace newsloom::feed {

/// `text` is valid UTF-8. A file cut short gives the items before the cut. Without "items" it is no feed.
void read_json_feed(std::string_view text, const Origin& origin, const Limits& limits, Feed& feed);

}  // namespace newsloom::feed
