// The feeds that a web page announces.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace newsloom::feed {

struct AnnouncedFeed {
  std::string url;  ///< absolute
  std::optional<std::string> title;
  friend bool operator==(const AnnouncedFeed&, const AnnouncedFeed&) = default;
};

/// What the page's <link rel="alternate"> elements name as feeds, each once, in the page's order; feeds of
/// comments come last. If there are none, links in the page whose address looks like a feed's.
std::vector<AnnouncedFeed> announced_feeds(const html::Document& page, std::string_view page_url);

}  // namespace newsloom::feed
