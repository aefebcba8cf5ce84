#include "feed/xml_entry.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "feed/construct.h"
#include "feed/pictures.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

using enum Space;

std::optional<std::int64_t> number_of(std::optional<std::string_view> text) {
  std::int64_t value = 0;
  const std::string_view digits = text::trim(text.value_or(""));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || value < 0) return std::nullopt;
  return value;
}

std::optional<std::string> first_content(const XmlScope& scope) {
  const XmlTree& tree = scope.tree;
  for (const XmlName wanted : std::to_array<XmlName>({{kContent, "encoded"},
                                                      {kAtom, "content"},
                                                      {kXhtml, "body"},
                                                      {kXhtml, "div"},
                                                      {kPlain, "body"},
                                                      {kPlain, "fullitem"},
                                                      {kPlain, "content"}}))
    for (const XmlIndex child : tree.children(scope.element)) {
      if (!tree.is(child, wanted) || tree.attribute(child, "src")) continue;
      const bool own_markup = wanted.space == kXhtml || wanted.name == "body";
      Construct value = own_markup ? Construct{.value = tree.markup(child), .html = true}
                                   : read_construct(tree, child, scope.limits.max_field_bytes);
      if (auto html = html_of(std::move(value))) return html;
    }
  return std::nullopt;
}

void read_enclosure(const XmlScope& scope, XmlIndex at, std::string_view attribute, Entry& entry) {
  const auto value = scope.tree.attribute(at, attribute);
  const auto url = value ? scope.address(at, *value) : std::nullopt;
  if (!url) return;
  Enclosure enclosure{.url = *url, .type = {}, .length = number_of(scope.tree.attribute(at, "length"))};
  if (!enclosure.length) enclosure.length = number_of(scope.tree.attribute(at, "filesize"));
  if (const auto type = scope.tree.attribute(at, "type"); type && !text::trim(*type).empty())
    enclosure.type = std::string(text::trim(*type));
  if (std::ranges::find(entry.enclosures, enclosure) == entry.enclosures.end())
    entry.enclosures.push_back(std::move(enclosure));
}

void read_enclosures(const XmlScope& scope, Entry& entry) {
  const XmlTree& tree = scope.tree;
  for (XmlIndex n = scope.element + 1; n < tree.end(scope.element); ++n) {
    if (tree.is_text(n)) continue;
    if (tree.is(n, {kPlain, "enclosure"})) {
      read_enclosure(scope, n, tree.attribute(n, "url") ? "url" : "href", entry);
    } else if (tree.is(n, {kMedia, "content"})) {
      read_enclosure(scope, n, "url", entry);
    } else if (is_link(tree, n) && rel_of(tree, n) == "enclosure") {
      read_enclosure(scope, n, "href", entry);
    }
  }
}

/// The entry's own page: its link, else a guid that is an address.
std::optional<std::string> page_of(const XmlScope& scope) {
  const XmlTree& tree = scope.tree;
  if (const XmlIndex own = tree.child(scope.element, {{kFeedburner, "origlink"}}); own != kNoElement)
    if (auto url = scope.address(own, tree.text(own))) return url;
  if (auto url = scope.link("alternate")) return url;
  const XmlIndex guid = tree.child(scope.element, {{kPlain, "guid"}});
  if (guid != kNoElement && text::lower(tree.attribute(guid, "ispermalink").value_or("true")) != "false")
    if (auto url = url::absolute(text::trim(tree.text(guid)))) return url;
  for (const std::string_view name : {"about", "resource"})
    if (const auto about = tree.attribute(scope.element, name, kRdf))
      if (auto url = scope.address(scope.element, *about)) return url;
  if (const auto href = tree.attribute(scope.element, "href"))
    if (auto url = scope.address(scope.element, *href)) return url;
  return std::nullopt;
}

std::optional<std::string> id_of(const XmlScope& scope) {
  const XmlTree& tree = scope.tree;
  if (auto id = scope.line({{kPlain, "guid"}, {kAtom, "id"}, {kPlain, "id"}})) return id;
  if (const auto about = tree.attribute(scope.element, "about", kRdf)) return std::string(text::trim(*about));
  return scope.line({{kDublinCore, "identifier"}});
}

/// Summary and, where a feed puts the whole text into its description, content. A summary that is only the
/// beginning of the content is still the publisher's.
void read_texts(const XmlScope& scope, Entry& entry) {
  const XmlTree& tree = scope.tree;
  for (const XmlName wanted : std::to_array<XmlName>({{kPlain, "description"},
                                                      {kAtom, "summary"},
                                                      {kDublinCore, "description"},
                                                      {kDublinTerms, "abstract"},
                                                      {kItunes, "summary"},
                                                      {kItunes, "subtitle"},
                                                      {kMedia, "description"},
                                                      {kPlain, "abstract"},
                                                      {kPlain, "summary"}}))
    for (const XmlIndex child : tree.children(scope.element)) {
      if (!tree.is(child, wanted)) continue;
      Construct value = read_construct(tree, child, scope.limits.max_field_bytes);
      auto line = plain_line(value);
      if (!line) continue;
      entry.hints.summary = std::move(line);
      if (!entry.content && value.html) entry.content = html_of(std::move(value));
      return;
    }
}

/// Films keep their title and description in a group of their own.
void read_media_group(const XmlScope& scope, Entry& entry) {
  const XmlIndex group = scope.tree.child(scope.element, {{kMedia, "group"}});
  if (group == kNoElement) return;
  const XmlScope inside{scope.tree, group, scope.base, scope.limits};
  if (!entry.hints.title) entry.hints.title = inside.line({{kMedia, "title"}});
  if (!entry.hints.summary) entry.hints.summary = inside.line({{kMedia, "description"}});
}

void read_source(const XmlScope& scope, Entry& entry) {
  const XmlTree& tree = scope.tree;
  const XmlIndex source = tree.child(scope.element, {{kPlain, "source"}, {kAtom, "source"}});
  if (source == kNoElement) return;
  if (tree.has_children(source)) {
    const XmlScope inside{tree, source, scope.base, scope.limits};
    entry.source_title = inside.line({{kAtom, "title"}, {kPlain, "title"}});
    entry.source_url = inside.link("alternate");
    return;
  }
  entry.source_title = plain_line(tree.text(source));
  if (const auto url = tree.attribute(source, "url")) entry.source_url = scope.address(source, *url);
}

}  // namespace

Entry read_entry(const XmlScope& scope) {
  Entry entry;
  entry.id = id_of(scope);
  entry.url = page_of(scope);
  entry.base = scope.tree.base(scope.element, scope.base);
  entry.lang = scope.language();
  Hints& hints = entry.hints;
  hints.title = scope.line(
      {{kPlain, "title"}, {kAtom, "title"}, {kDublinCore, "title"}, {kMedia, "title"}, {kItunes, "title"}});
  hints.authors = scope.authors();
  hints.tags = scope.tags();
  hints.published = scope.moment({{kPlain, "pubdate"},
                                  {kAtom, "published"},
                                  {kAtom, "issued"},
                                  {kDublinTerms, "issued"},
                                  {kDublinCore, "date"},
                                  {kDublinTerms, "created"},
                                  {kAtom, "created"},
                                  {kPlain, "published"},
                                  {kPlain, "date"}});
  entry.modified = scope.moment(
      {{kAtom, "updated"}, {kAtom, "modified"}, {kDublinTerms, "modified"}, {kPlain, "lastbuilddate"}});
  if (const auto written = scope.tree.attribute(scope.element, "lastmod"))
    entry.modified = text::parse_date(*written);
  entry.content = first_content(scope);
  read_texts(scope, entry);
  read_media_group(scope, entry);
  if (const XmlIndex comments = scope.tree.child(scope.element, {{kPlain, "comments"}});
      comments != kNoElement)
    entry.comments_url = scope.address(comments, scope.tree.text(comments));
  read_enclosures(scope, entry);
  read_source(scope, entry);
  hints.image_url = picture_of(scope, entry);
  return entry;
}

}  // namespace newsloom::feed
