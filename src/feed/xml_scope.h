// A channel or an entry as a scope in which fields are looked up.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/feed.h"
#include "feed/xml_tree.h"

namespace newsloom::feed {

/// The elements inside one channel or entry, with what is needed to read their values.
struct XmlScope {
  const XmlTree& tree;
  XmlIndex element;
  std::string base;  ///< what relative links start from
  const Limits& limits;

  /// The first of these children that has text, as one plain line.
  std::optional<std::string> line(std::initializer_list<XmlName> names) const;
  std::optional<Timestamp> moment(std::initializer_list<XmlName> names) const;
  /// Absolute, with xml:base heeded.
  std::optional<std::string> address(XmlIndex at, std::string_view reference) const;
  /// The children that are a link of this rel. RSS links, which have no rel, are "alternate".
  std::optional<std::string> link(std::string_view rel) const;
  std::vector<std::string> authors() const;
  std::vector<std::string> tags() const;
  std::optional<std::string> language() const;
};

/// The rel of a link, "alternate" where it has none.
std::string_view rel_of(const XmlTree& tree, XmlIndex link);
/// Is it a <link>, of RSS or of Atom?
bool is_link(const XmlTree& tree, XmlIndex n);

/// "mail@example.org (Ann Field)" and "Ann Field <mail@example.org>" are Ann Field.
std::string name_without_mail(std::string_view author);

}  // namespace newsloom::feed
