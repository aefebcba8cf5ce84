// The page of the feeds that are read, as template values.
#pragma once

#include <string>
#include <vector>

#include "newsloom/feeds.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

struct FeedsPage {
  std::vector<FeedStatus> feeds;  ///< by folder
  bool owned = false;             ///< shown to the owner, who may change it
  std::string trouble = {};       ///< what went wrong with the last wish; empty if nothing did
};

/// Fills `into` for feeds.tpl.
void fill_feeds(const FeedsPage& page, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
