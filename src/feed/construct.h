// The texts of a feed: plain, escaped HTML, XHTML or base64, as declared or as they look.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "feed/xml_tree.h"

namespace newsloom::feed {

/// The text of one element, before anyone decided how to show it.
struct Construct {
  std::string value;
  bool html = false;  ///< `value` is HTML; else characters that mean themselves
};

/// Reads an element's text by its type and mode (Atom 0.3 and 1.0), by the elements inside it, or by its
/// looks where the feed says nothing: RSS has escaped HTML everywhere and never says so.
Construct read_construct(const XmlTree& tree, XmlIndex element, std::size_t max_bytes);

/// Is there a tag or a named character in it?
bool looks_like_html(std::string_view text);

/// For one line: tags gone, characters resolved (once more where they were escaped twice), white space
/// folded. Nothing when nothing is left.
std::optional<std::string> plain_line(const Construct& construct);
/// plain_line() of a text that says nothing of its type.
std::optional<std::string> plain_line(std::string_view text);

/// The construct as HTML; nothing when it is empty.
std::optional<std::string> html_of(Construct construct);

/// `text` cut before the character that would pass `max_bytes`.
void cut(std::string& text, std::size_t max_bytes);

}  // namespace newsloom::feed
