#include "feed/xml_scope.h"

#include <algorithm>
#include <array>

#include "feed/construct.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

using enum Space;

void add_once(std::vector<std::string>& list, std::optional<std::string> value) {
  if (value && !value->empty() && std::ranges::find(list, *value) == list.end())
    list.push_back(std::move(*value));
}

void add_split(std::vector<std::string>& list, std::string_view text) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    add_once(list, plain_line(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
}

/// Does a link of rel=alternate lead to a page? Some feeds list their other formats beside it.
bool leads_to_page(const XmlTree& tree, XmlIndex link) {
  const std::string type = text::lower(tree.attribute(link, "type").value_or(""));
  return type.empty() || type.find("html") != std::string::npos ||
         type.find("text/plain") != std::string::npos;
}

/// Atom's person: <name>; else what the element says.
std::optional<std::string> person(const XmlScope& scope, XmlIndex element) {
  const XmlTree& tree = scope.tree;
  if (tree.has_children(element)) {
    const XmlScope inside{tree, element, scope.base, scope.limits};
    if (auto name = inside.line({{kAtom, "name"}, {kPlain, "name"}, {kItunes, "name"}, {kOther, "name"}})) {
      std::string bare = name_without_mail(*name);
      if (!bare.empty()) return bare;
    }
    if (tree.child(element, {{kAtom, "email"}, {kPlain, "email"}, {kAtom, "uri"}, {kAtom, "url"}}) !=
        kNoElement)
      return std::nullopt;
  }
  const auto line = plain_line(read_construct(tree, element, scope.limits.max_field_bytes));
  if (!line) return std::nullopt;
  std::string bare = name_without_mail(*line);
  return bare.empty() ? std::nullopt : std::optional(std::move(bare));
}

}  // namespace

std::string_view rel_of(const XmlTree& tree, XmlIndex link) {
  std::string_view rel = text::trim(tree.attribute(link, "rel").value_or("alternate"));
  constexpr std::string_view kRegistry = "http://www.iana.org/assignments/relation/";
  if (rel.starts_with(kRegistry)) rel.remove_prefix(kRegistry.size());
  return rel.empty() ? "alternate" : rel;
}

bool is_link(const XmlTree& tree, XmlIndex n) {
  return tree.is(n, {kPlain, "link"}) || tree.is(n, {kAtom, "link"});
}

std::string name_without_mail(std::string_view author) {
  std::string_view rest = text::trim(author);
  if (rest.starts_with("mailto:")) return {};
  const std::size_t at = rest.find('@');
  if (at == std::string_view::npos) {
    // "( Ann Field )": the address was left out, its brackets were not.
    if (rest.starts_with('(') && rest.ends_with(')')) rest = text::trim(rest.substr(1, rest.size() - 2));
    return std::string(rest);
  }
  const auto is_break = [](char c) {
    return c == ' ' || c == '<' || c == '(' || c == '[' || c == ',' || c == '\t';
  };
  const auto is_end = [](char c) {
    return c == ' ' || c == '>' || c == ')' || c == ']' || c == ',' || c == '\t';
  };
  std::size_t begin = at, end = at;
  while (begin > 0 && !is_break(rest[begin - 1])) --begin;
  while (end < rest.size() && !is_end(rest[end])) ++end;
  std::string name(rest.substr(0, begin));
  name += rest.substr(std::min(end + (end < rest.size() && rest[end] != ' ' ? 1 : 0), rest.size()));
  const auto bracket = [](char c) {
    return c == '<' || c == '>' || c == '(' || c == ')' || c == '[' || c == ']' || c == '"';
  };
  std::erase_if(name, bracket);
  std::string folded = text::fold_space(name);
  while (folded.ends_with(',')) folded.pop_back();
  return folded;
}

std::optional<std::string> XmlScope::line(std::initializer_list<XmlName> names) const {
  for (const XmlName& wanted : names)
    for (XmlIndex c = element + 1; c < tree.end(element); c = tree.end(c))
      if (tree.is(c, wanted))
        if (auto found = plain_line(read_construct(tree, c, limits.max_field_bytes))) return found;
  return std::nullopt;
}

std::optional<Timestamp> XmlScope::moment(std::initializer_list<XmlName> names) const {
  for (const XmlName& wanted : names)
    for (XmlIndex c = element + 1; c < tree.end(element); c = tree.end(c))
      if (tree.is(c, wanted))
        if (const auto found = text::parse_date(tree.text(c))) return found;
  return std::nullopt;
}

std::optional<std::string> XmlScope::address(XmlIndex at, std::string_view reference) const {
  reference = text::trim(reference);
  if (reference.empty()) return std::nullopt;
  return url::resolve(tree.base(at, base), reference);
}

std::optional<std::string> XmlScope::link(std::string_view rel) const {
  std::optional<std::string> other_format;
  for (XmlIndex c = element + 1; c < tree.end(element); c = tree.end(c)) {
    if (tree.is_text(c) || !is_link(tree, c) || rel_of(tree, c) != rel) continue;
    const auto href = tree.attribute(c, "href");
    auto url = href ? address(c, *href) : address(c, tree.text(c));
    if (!url) continue;
    if (rel != "alternate" || leads_to_page(tree, c)) return url;
    if (!other_format) other_format = std::move(url);
  }
  return other_format;
}

std::vector<std::string> XmlScope::authors() const {
  std::vector<std::string> out;
  for (const XmlName wanted : std::to_array<XmlName>({{kAtom, "author"},
                                                      {kPlain, "author"},
                                                      {kDublinCore, "creator"},
                                                      {kDublinCore, "author"},
                                                      {kItunes, "author"},
                                                      {kPlain, "managingeditor"}})) {
    for (const XmlIndex child : tree.children(element))
      if (tree.is(child, wanted)) add_once(out, person(*this, child));
    if (!out.empty()) break;
  }
  return out;
}

std::vector<std::string> XmlScope::tags() const {
  std::vector<std::string> out;
  for (const XmlIndex child : tree.children(element)) {
    const auto [space, name] = tree.name(child);
    if (name == "category") {
      const auto label = tree.attribute(child, "label");
      const auto term = tree.attribute(child, "term");
      if (space == kItunes) {  // sections stand inside sections
        for (XmlIndex n = child; n < tree.end(child); ++n)
          if (tree.is(n, {kItunes, "category"}))
            add_once(out, plain_line(tree.attribute(n, "text").value_or("")));
      } else if (label && !text::trim(*label).empty()) {
        add_once(out, plain_line(*label));
      } else if (term) {
        add_once(out, plain_line(*term));
      } else {
        add_once(out, plain_line(tree.text(child)));
      }
    } else if (name == "subject" && (space == kDublinCore || space == kDublinTerms)) {
      add_once(out, plain_line(tree.text(child)));
    } else if ((name == "keywords" && (space == kItunes || space == kMedia)) || name == "tags") {
      add_split(out, tree.text(child));
    }
  }
  return out;
}

std::optional<std::string> XmlScope::language() const {
  auto out = line({{kPlain, "language"}, {kDublinCore, "language"}});
  if (!out) out = tree.lang(element);
  if (out) std::ranges::replace(*out, '_', '-');  // "en_US"
  return out;
}

}  // namespace newsloom::feed
