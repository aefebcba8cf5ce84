// The door of the room: which format is it, and who reads it.
#include <array>
#include <utility>

#include "feed/feed.h"
#include "feed/json_feed.h"
#include "feed/read_text.h"
#include "feed/sitemap.h"
#include "feed/xml_feed.h"
#include "feed/xml_tree.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

using enum Space;

/// Elements that are looked at for the feed's own: files wrap it ("<xml>", "<html>" around "<rss>").
constexpr XmlIndex kRootsLookedAt = 64;

constexpr std::array kRoots = std::to_array<std::pair<XmlName, Format>>({
    {{kPlain, "rss"}, Format::kRss},
    {{kAtom, "feed"}, Format::kAtom},
    {{kPlain, "feed"}, Format::kAtom},
    {{kRdf, "rdf"}, Format::kRdf},
    {{kPlain, "rdf"}, Format::kRdf},
    {{kPlain, "channel"}, Format::kRss},
    {{kPlain, "redirect"}, Format::kRss},  // an old way to say that a feed has moved
    {{kAtom, "entry"}, Format::kAtom},
    {{kSitemap, "urlset"}, Format::kSitemap},
    {{kPlain, "urlset"}, Format::kSitemap},
    {{kSitemap, "sitemapindex"}, Format::kSitemapIndex},
    {{kPlain, "sitemapindex"}, Format::kSitemapIndex},
    {{kPlain, "opml"}, Format::kOpml},
});

struct Root {
  XmlIndex element = kNoElement;
  Format format = Format::kNone;
};

Root root_of(const XmlTree& tree) {
  for (XmlIndex n = 0; n < std::min(tree.size(), kRootsLookedAt); ++n) {
    if (tree.is_text(n)) continue;
    for (const auto& [name, format] : kRoots)
      if (tree.is(n, name)) return {n, format};
    // A web page holds no feed, but a page around one does.
    if (tree.is(n, {kPlain, "body"}) || tree.is(n, {kXhtml, "body"})) break;
  }
  return {};
}

std::string version_of(const XmlTree& tree, const Root& root, std::string_view text) {
  if (const auto version = tree.attribute(root.element, "version")) return std::string(text::trim(*version));
  switch (root.format) {
    case Format::kAtom:
      return text.find("purl.org/atom/ns") != std::string_view::npos ? "0.3" : "1.0";
    case Format::kRdf:
      return text.find("rdf/simple/0.9") != std::string_view::npos ? "0.90" : "1.0";
    default:
      return {};
  }
}

void read_xml(std::string_view text, const Origin& origin, const Limits& limits, Feed& feed) {
  constexpr std::size_t kVersionLookedAt = 4096;
  const XmlTree tree = XmlTree::read(text, limits);
  feed.notes.insert(feed.notes.end(), tree.notes().begin(), tree.notes().end());
  const Root root = root_of(tree);
  if (root.element == kNoElement) return;
  feed.format = root.format;
  feed.version = version_of(tree, root, text.substr(0, kVersionLookedAt));
  if (feed.format == Format::kSitemap || feed.format == Format::kSitemapIndex) {
    read_sitemap(tree, root.element, origin, limits, feed);
  } else if (feed.format != Format::kOpml) {
    // CDF writes its channel's address as an attribute; RSS never does.
    if (tree.is(root.element, {kPlain, "channel"}) && tree.attribute(root.element, "href"))
      feed.format = Format::kCdf;
    read_xml_feed(tree, root.element, origin, limits, feed);
  }
}

}  // namespace

std::string_view name_of(Format format) {
  constexpr std::array<std::string_view, 9> kNames = {"none",     "rss",     "rdf",          "atom", "cdf",
                                                      "jsonfeed", "sitemap", "sitemapindex", "opml"};
  return kNames[static_cast<std::size_t>(format)];
}

Feed parse_feed(std::string_view bytes, const Origin& origin, const Limits& limits) {
  Feed feed;
  const std::string text = read_text(bytes, origin.content_type, limits, feed.notes);
  const std::string_view start = text::trim(std::string_view(text).substr(0, 4096));
  if (start.starts_with('{') || start.starts_with('[')) {
    read_json_feed(text, origin, limits, feed);
  } else {
    read_xml(text, origin, limits, feed);
  }
  return feed;
}

}  // namespace newsloom::feed
