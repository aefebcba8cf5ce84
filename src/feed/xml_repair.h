// Markup as it comes -> well-formed XML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::feed {

struct RepairedXml {
  std::string xml;                 ///< one root element "_" around everything
  std::vector<std::string> notes;  ///< "leading-junk", "doctype-dropped", "end-missing:title", …
};

/// Makes well-formed XML of valid UTF-8 text: what stands before the first tag, document types, comments and
/// processing instructions are left out; CDATA becomes text; HTML's named characters become characters; stray
/// "&" and "<" are escaped; attributes get quotes; an end tag closes what is open inside its element, and one
/// without a beginning is left out; what is open at the end is closed. An <item> inside an <item> (or
/// <entry>) ends the first one. Total, linear; elements deeper than `max_depth` lose their tags.
RepairedXml repair_xml(std::string_view text, std::size_t max_depth);

}  // namespace newsloom::feed
