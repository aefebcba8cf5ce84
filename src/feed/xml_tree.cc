#include "feed/xml_tree.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <array>
#include <memory>
#include <ranges>
#include <utility>

#include "feed/xml_repair.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

/// Without scheme, "www.", and the "/" or "#" at the end: those are where feeds are careless.
constexpr std::array kSpaces = std::to_array<std::pair<std::string_view, Space>>({
    {"w3.org/2005/atom", Space::kAtom},
    {"purl.org/atom/ns", Space::kAtom},
    {"backend.userland.com/rss", Space::kPlain},
    {"backend.userland.com/rss2", Space::kPlain},
    {"blogs.law.harvard.edu/tech/rss", Space::kPlain},
    {"purl.org/rss/1.0", Space::kPlain},
    {"purl.org/net/rss1.1", Space::kPlain},
    {"my.netscape.com/rdf/simple/0.9", Space::kPlain},
    {"channel.netscape.com/rdf/simple/0.9", Space::kPlain},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", Space::kPlain},
    {"purl.org/dc/elements/1.0", Space::kDublinCore},
    {"purl.org/dc/elements/1.1", Space::kDublinCore},
    {"purl.org/dc/terms", Space::kDublinTerms},
    {"purl.org/rss/1.0/modules/content", Space::kContent},
    {"search.yahoo.com/mrss", Space::kMedia},
    {"search.yahoo.com/mrss/rss.xml", Space::kMedia},
    {"video.search.yahoo.com/mrss", Space::kMedia},
    {"itunes.com/dtds/podcast-1.0.dtd", Space::kItunes},
    {"purl.org/rss/1.0/modules/syndication", Space::kSyndication},
    {"w3.org/1999/xhtml", Space::kXhtml},
    {"w3.org/1999/02/22-rdf-syntax-ns", Space::kRdf},
    {"rssnamespace.org/feedburner/ext/1.0", Space::kFeedburner},
    {"sitemaps.org/schemas/sitemap/0.9", Space::kSitemap},
    {"google.com/schemas/sitemap/0.84", Space::kSitemap},
    {"google.com/schemas/sitemap-news/0.9", Space::kSitemapNews},
    {"google.com/schemas/sitemap-image/1.1", Space::kSitemapImage},
    {"w3.org/xml/1998/namespace", Space::kXml},
});

/// What a prefix means where it is used without being declared.
constexpr std::array kPrefixes = std::to_array<std::pair<std::string_view, Space>>({
    {"atom", Space::kAtom},
    {"dc", Space::kDublinCore},
    {"dcterms", Space::kDublinTerms},
    {"content", Space::kContent},
    {"media", Space::kMedia},
    {"itunes", Space::kItunes},
    {"sy", Space::kSyndication},
    {"xhtml", Space::kXhtml},
    {"rdf", Space::kRdf},
    {"feedburner", Space::kFeedburner},
    {"news", Space::kSitemapNews},
    {"image", Space::kSitemapImage},
    {"xml", Space::kXml},
});

template <class Table>
Space look_up(const Table& table, std::string_view key, Space otherwise) {
  const auto* found = std::ranges::find(table, key, [](const auto& row) { return row.first; });
  return found == table.end() ? otherwise : found->second;
}

Space space_of(std::string_view uri, bool prefixed) {
  std::string key = text::lower(text::trim(uri));
  std::string_view bare = key;
  for (const std::string_view scheme : {"https://", "http://", "www."})
    if (bare.starts_with(scheme)) bare.remove_prefix(scheme.size());
  while (bare.ends_with('/') || bare.ends_with('#')) bare.remove_suffix(1);
  // A vocabulary of its own for everything, declared without a prefix, is meant to be RSS.
  return look_up(kSpaces, bare, prefixed ? Space::kOther : Space::kPlain);
}

std::string_view view_of(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

std::string escaped(std::string_view text, bool quotes) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"' && quotes) {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

bool is_void(std::string_view name) {
  constexpr std::array kVoid = std::to_array<std::string_view>(
      {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"});
  return std::ranges::find(kVoid, name) != kVoid.end();
}

}  // namespace

/// Takes the reader's events. The reader sees repaired text, so that it meets no mistake but odd namespaces.
class XmlTreeBuilder {
 public:
  explicit XmlTreeBuilder(std::size_t max_nodes) : max_nodes_(max_nodes) {}

  XmlTree build(const std::string& xml) {
    const std::unique_ptr<xmlTextReader, FreeReader> reader(
        xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, "UTF-8",
                           XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                               XML_PARSE_HUGE | XML_PARSE_COMPACT));
    while (reader && xmlTextReaderRead(reader.get()) == 1 && tree_.nodes_.size() < max_nodes_)
      take(reader.get());
    if (tree_.nodes_.size() >= max_nodes_) tree_.notes_.push_back("xml-nodes:" + std::to_string(max_nodes_));
    while (!open_.empty()) close();
    if (tree_.nodes_.empty()) tree_.nodes_.push_back({.end = 1});
    return std::move(tree_);
  }

 private:
  void take(xmlTextReader* reader) {
    switch (xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT: {
        const bool empty = xmlTextReaderIsEmptyElement(reader) == 1;
        element(reader);
        if (empty) close();
        break;
      }
      case XML_READER_TYPE_END_ELEMENT:
        if (!open_.empty()) close();
        break;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_WHITESPACE:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: {
        XmlTree::Node& node = add();
        node.is_text = true;
        keep(view_of(xmlTextReaderConstValue(reader)), node.begin, node.length);
        node.end = tree_.size();
        break;
      }
      default:
        break;
    }
  }

  XmlTree::Node& add() {
    XmlTree::Node& node = tree_.nodes_.emplace_back();
    node.parent = open_.empty() ? kNoElement : open_.back();
    return node;
  }

  void close() {
    tree_.nodes_[open_.back()].end = tree_.size();
    open_.pop_back();
  }

  void keep(std::string_view text, std::uint32_t& begin, std::uint32_t& length) {
    begin = static_cast<std::uint32_t>(tree_.characters_.size());
    length = static_cast<std::uint32_t>(text.size());
    tree_.characters_ += text;
  }

  /// The vocabulary of the reader's current name, and the name without its prefix.
  static std::pair<Space, std::string_view> read_name(xmlTextReader* reader, bool is_attribute) {
    std::string_view local = view_of(xmlTextReaderConstLocalName(reader));
    const std::string_view prefix = view_of(xmlTextReaderConstPrefix(reader));
    const std::string_view uri = view_of(xmlTextReaderConstNamespaceUri(reader));
    if (!uri.empty()) {
      const Space declared = space_of(uri, !prefix.empty());
      return {is_attribute && prefix.empty() ? Space::kPlain : declared, local};
    }
    const std::size_t colon = local.find(':');
    if (prefix.empty() && colon == std::string_view::npos) return {Space::kPlain, local};
    const std::string_view used = prefix.empty() ? local.substr(0, colon) : prefix;
    if (prefix.empty()) local.remove_prefix(colon + 1);
    return {look_up(kPrefixes, text::lower(used), Space::kOther), local};
  }

  void element(xmlTextReader* reader) {
    const XmlIndex self = tree_.size();
    const auto [space, name] = read_name(reader, false);
    XmlTree::Node& node = add();
    node.space = space;
    keep(text::lower(name), node.begin, node.length);
    node.first_attribute = static_cast<std::uint32_t>(tree_.attributes_.size());
    while (xmlTextReaderMoveToNextAttribute(reader) == 1) {
      if (xmlTextReaderIsNamespaceDecl(reader) == 1) continue;
      const auto [attribute_space, attribute_name] = read_name(reader, true);
      XmlTree::Attribute& attribute = tree_.attributes_.emplace_back();
      attribute.space = attribute_space;
      keep(text::lower(attribute_name), attribute.name, attribute.name_length);
      keep(view_of(xmlTextReaderConstValue(reader)), attribute.value, attribute.value_length);
      ++node.attributes;
    }
    xmlTextReaderMoveToElement(reader);
    open_.push_back(self);
  }

  std::size_t max_nodes_;
  XmlTree tree_;
  std::vector<XmlIndex> open_;
};

XmlTree XmlTree::read(std::string_view text, const Limits& limits) {
  RepairedXml repaired = repair_xml(text, limits.max_depth);
  XmlTree tree = XmlTreeBuilder(limits.max_nodes).build(repaired.xml);
  tree.notes_.insert(tree.notes_.begin(), repaired.notes.begin(), repaired.notes.end());
  return tree;
}

std::vector<XmlIndex> XmlTree::children(XmlIndex n) const {
  std::vector<XmlIndex> out;
  for (XmlIndex c = n + 1; c < end(n); c = end(c))
    if (!is_text(c)) out.push_back(c);
  return out;
}

bool XmlTree::has_children(XmlIndex n) const {
  for (XmlIndex c = n + 1; c < end(n); c = end(c))
    if (!is_text(c)) return true;
  return false;
}

XmlIndex XmlTree::child(XmlIndex n, std::initializer_list<XmlName> names) const {
  for (const XmlName& wanted : names)
    for (XmlIndex c = n + 1; c < end(n); c = end(c))
      if (is(c, wanted)) return c;
  return kNoElement;
}

std::optional<std::string_view> XmlTree::attribute(XmlIndex n, std::string_view name, Space space) const {
  const Node& node = nodes_[n];
  for (std::uint32_t i = 0; i < node.attributes; ++i) {
    const Attribute& candidate = attributes_[node.first_attribute + i];
    if (candidate.space == space && view(candidate.name, candidate.name_length) == name)
      return view(candidate.value, candidate.value_length);
  }
  return std::nullopt;
}

std::string XmlTree::text(XmlIndex n) const {
  std::string out;
  for (XmlIndex c = n + 1; c < end(n); ++c)
    if (is_text(c)) out += view(nodes_[c].begin, nodes_[c].length);
  return out;
}

std::string XmlTree::markup(XmlIndex n) const {
  std::string out;
  std::vector<XmlIndex> open;
  const auto close_before = [&](XmlIndex next) {
    while (!open.empty() && end(open.back()) <= next) {
      const std::string_view closing = name(open.back()).name;
      if (!is_void(closing)) (out += "</").append(closing) += '>';
      open.pop_back();
    }
  };
  for (XmlIndex c = n + 1; c < end(n); ++c) {
    close_before(c);
    const Node& node = nodes_[c];
    if (node.is_text) {
      out += escaped(view(node.begin, node.length), false);
      continue;
    }
    (out += '<').append(name(c).name);
    for (std::uint32_t i = 0; i < node.attributes; ++i) {
      const Attribute& attribute = attributes_[node.first_attribute + i];
      if (attribute.space != Space::kPlain) continue;
      (out += ' ').append(view(attribute.name, attribute.name_length)) += "=\"";
      out += escaped(view(attribute.value, attribute.value_length), true) + '"';
    }
    out += '>';
    open.push_back(c);
  }
  close_before(end(n));
  return out;
}

std::string XmlTree::base(XmlIndex n, std::string_view base) const {
  std::vector<std::string_view> chain;
  for (XmlIndex at = n; at != kNoElement; at = nodes_[at].parent)
    if (const auto own = attribute(at, "base", Space::kXml)) chain.push_back(text::trim(*own));
  std::string out(base);
  for (const std::string_view step : chain | std::views::reverse)
    if (const auto resolved = url::resolve(out, step)) out = *resolved;
  return out;
}

std::optional<std::string> XmlTree::lang(XmlIndex n) const {
  for (XmlIndex at = n; at != kNoElement; at = nodes_[at].parent) {
    const auto own = attribute(at, "lang", Space::kXml);
    if (own) return text::trim(*own).empty() ? std::nullopt : std::optional(std::string(text::trim(*own)));
  }
  return std::nullopt;
}

}  // namespace newsloom::feed
