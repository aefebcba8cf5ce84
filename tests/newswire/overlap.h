// Publishers who report the same events, each in its own words: an evening's feeds, in small.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "newswire/publisher.h"

namespace newsloom::newswire {

struct OverlapSize {
  int publishers = 50;  ///< at most 250
  int events = 60;
  int entries = 8;  ///< in the feed of each publisher, at /rss
};

/// Running publishers and the truth about them. Does not outlive its wire.
struct Overlap {
  std::vector<std::unique_ptr<Publisher>> publishers;
  std::string opml;                     ///< the list of their feeds
  std::map<std::string, int> event_of;  ///< by headline; every account of an event has the same
  int articles = 0;                     ///< in all feeds together
};

/// Seeded: the same events and texts every time; only the ports differ.
Overlap overlap(Wire& wire, const OverlapSize& size = {});

}  // namespace newsloom::newswire
