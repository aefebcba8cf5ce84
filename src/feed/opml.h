// Subscription lists, in and out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/feed.h"

namespace newsloom::feed {

/// One feed of a list.
struct Subscription {
  std::string feed_url;  ///< absolute
  std::optional<std::string> title, site_url;
  std::optional<std::string> folder;  ///< the titles of the outlines around it, " / " between them
  friend bool operator==(const Subscription&, const Subscription&) = default;
};

struct Subscriptions {
  std::vector<Subscription> feeds;  ///< each feed_url once, in order
  std::vector<std::string> notes;
};

/// Reads OPML 1.0 and 2.0, broken ones too. Total; `limits` bound it as they do parse_feed().
Subscriptions parse_opml(std::string_view bytes, const Limits& limits = {});

/// OPML 2.0; folders become outlines around their feeds, in the order of their first feed.
std::string write_opml(const std::vector<Subscription>& feeds, std::string_view title);

}  // namespace newsloom::feed
