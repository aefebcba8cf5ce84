// After https://www.sitemaps.org/protocol.html and the two extensions that news publishers use.
#include "feed/sitemap.h"

#include <algorithm>

#include "feed/construct.h"
#include "feed/xml_entry.h"
#include "text/utf8.h"

namespace newsloom::feed {
namespace {

using enum Space;

void read_news(const XmlScope& url, XmlIndex news, Entry& entry) {
  const XmlScope inside{url.tree, news, url.base, url.limits};
  entry.hints.title = inside.line({{kSitemapNews, "title"}});
  entry.hints.published = inside.moment({{kSitemapNews, "publication_date"}});
  std::string keywords = inside.line({{kSitemapNews, "keywords"}}).value_or("");
  for (std::string_view rest = keywords; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (auto tag = plain_line(rest.substr(0, comma))) entry.hints.tags.push_back(std::move(*tag));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  const XmlIndex publication = url.tree.child(news, {{kSitemapNews, "publication"}});
  if (publication == kNoElement) return;
  const XmlScope publisher{url.tree, publication, url.base, url.limits};
  entry.source_title = publisher.line({{kSitemapNews, "name"}});
  entry.lang = publisher.line({{kSitemapNews, "language"}});
}

std::optional<std::string> location_of(const XmlScope& scope) {
  const XmlIndex location = scope.tree.child(scope.element, {{kSitemap, "loc"}, {kPlain, "loc"}});
  return location == kNoElement ? std::nullopt : scope.address(location, scope.tree.text(location));
}

Entry entry_of(const XmlScope& url) {
  Entry entry;
  entry.url = location_of(url);
  entry.id = entry.url;
  entry.modified = url.moment({{kSitemap, "lastmod"}, {kPlain, "lastmod"}});
  if (const XmlIndex news = url.tree.child(url.element, {{kSitemapNews, "news"}}); news != kNoElement)
    read_news(url, news, entry);
  if (const XmlIndex image = url.tree.child(url.element, {{kSitemapImage, "image"}}); image != kNoElement) {
    const XmlIndex location = url.tree.child(image, {{kSitemapImage, "loc"}});
    if (location != kNoElement) entry.hints.image_url = url.address(location, url.tree.text(location));
  }
  return entry;
}

}  // namespace

void read_sitemap(const XmlTree& tree, XmlIndex root, const Origin& origin, const Limits& limits,
                  Feed& feed) {
  const std::string base = origin.url.value_or("");
  std::size_t count = 0;
  for (const XmlIndex child : tree.children(root)) {
    const std::string_view name = tree.name(child).name;
    if (name != "url" && name != "sitemap") continue;
    if (count++ == limits.max_entries) {
      feed.notes.push_back("entries:" + std::to_string(limits.max_entries));
      break;
    }
    const XmlScope scope{tree, child, base, limits};
    if (name == "sitemap") {
      if (auto url = location_of(scope)) feed.sitemaps.push_back(std::move(*url));
    } else if (Entry entry = entry_of(scope); entry.url) {
      feed.entries.push_back(std::move(entry));
    }
  }
}

}  // namespace newsloom::feed
