// RSS, RDF, Atom and CDF -> Feed.
#pragma once

#include "feed/feed.h"
#include "feed/xml_tree.h"

namespace newsloom::feed {

/// Fills `feed` (whose format and version are known) from the element that holds its channel. The
/// vocabularies mix in practice (Atom links in RSS, Dublin Core everywhere), so one reader asks each field of
/// all of them, in an order of preference.
void read_xml_feed(const XmlTree& tree, XmlIndex root, const Origin& origin, const Limits& limits,
                   Feed& feed);

}  // namespace newsloom::feed
