// The picture that goes with an entry.
#pragma once

#include <optional>
#include <string>

#include "feed/feed.h"
#include "feed/xml_entry.h"

namespace newsloom::feed {

/// The largest picture that the entry names as its own (Media RSS, enclosures, iTunes), else the first one in
/// its content that is more than a counting pixel.
std::optional<std::string> picture_of(const XmlScope& scope, const Entry& entry);

/// The first picture of `html`, absolute.
std::optional<std::string> first_picture(std::string_view html, std::string_view base);

}  // namespace newsloom::feed
