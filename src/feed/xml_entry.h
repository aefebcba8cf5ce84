// One <item> or <entry> -> Entry.
#pragma once

#include "feed/feed.h"
#include "feed/xml_scope.h"

namespace newsloom::feed {

/// What the entry says; its language only if it says one itself or an element around it does.
Entry read_entry(const XmlScope& scope);

}  // namespace newsloom::feed
