// Sitemaps with their news and image extensions, and indexes of sitemaps -> Feed.
#pragma once

#include "feed/feed.h"
#include "feed/xml_tree.h"

namespace newsloom::feed {

/// Fills `feed` from a <urlset> or <sitemapindex>.
void read_sitemap(const XmlTree& tree, XmlIndex root, const Origin& origin, const Limits& limits, Feed& feed);

}  // namespace newsloom::feed
