#include "feed/discovery.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

/// Feeds taken from one page: some announce one for every section.
constexpr std::size_t kMostFeeds = 64;

bool is_feed_type(std::string_view type) {
  constexpr std::array kTypes = std::to_array<std::string_view>(
      {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
       "application/json", "application/xml", "text/xml", "application/x-rss+xml", "text/rss+xml"});
  return std::ranges::find(kTypes, text::trim(type.substr(0, type.find(';')))) != kTypes.end();
}

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1)) {
    const bool begins = at == 0 || list[at - 1] == ' ';
    const bool ends = at + word.size() == list.size() || list[at + word.size()] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

bool is_of_comments(const AnnouncedFeed& feed) {
  return text::lower(feed.url).find("comments") != std::string::npos ||
         (feed.title && text::lower(*feed.title).find("comments") != std::string::npos);
}

/// "/feed", "/rss", "/index.xml", "feed.json" at the end of an address' path.
bool address_looks_like_feed(std::string_view url) {
  std::string path = text::lower(url.substr(0, url.find_first_of("?#")));
  while (path.ends_with('/')) path.pop_back();
  constexpr std::array kEnds =
      std::to_array<std::string_view>({"/feed", "/rss", "/atom", ".rss", ".atom", "/rss.xml", "/atom.xml",
                                       "/feed.xml", "/index.xml", "/feed.json", ".rdf"});
  return std::ranges::any_of(kEnds, [&](std::string_view end) { return path.ends_with(end); });
}

std::string base_of(const html::Document& page, std::string_view page_url) {
  for (html::NodeIndex n = 0; n < page.size(); ++n)
    if (page.tag(n) == html::Tag::kBase)
      if (const auto href = page.attribute(n, "href"))
        if (auto base = url::resolve(page_url, text::trim(*href))) return *base;
  return std::string(page_url);
}

class Collection {
 public:
  explicit Collection(std::string base) : base_(std::move(base)) {}

  void add(std::string_view href, std::optional<std::string> title) {
    href = text::trim(href);
    // "feed:" and "feed://" are old ways to write http addresses of feeds.
    std::string reference(href);
    if (reference.starts_with("feed://")) reference = "http://" + reference.substr(7);
    if (reference.starts_with("feed:")) reference.erase(0, 5);
    auto url = url::resolve(base_, reference);
    const auto same = [&](const AnnouncedFeed& other) { return other.url == *url; };
    if (!url || feeds.size() == kMostFeeds || std::ranges::any_of(feeds, same)) return;
    feeds.push_back({.url = std::move(*url), .title = std::move(title)});
  }

  std::vector<AnnouncedFeed> feeds;

 private:
  std::string base_;
};

}  // namespace

std::vector<AnnouncedFeed> announced_feeds(const html::Document& page, std::string_view page_url) {
  Collection found(base_of(page, page_url));
  for (html::NodeIndex n = 0; n < page.size(); ++n) {
    if (page.tag(n) != html::Tag::kLink) continue;
    const std::string rel = text::lower(page.attribute(n, "rel").value_or(""));
    const std::string type = text::lower(page.attribute(n, "type").value_or(""));
    const auto href = page.attribute(n, "href");
    const bool announced = has_word(rel, "feed") || (has_word(rel, "alternate") && is_feed_type(type));
    if (!announced || !href || text::trim(*href).empty()) continue;
    // WordPress announces its oEmbed answers with a type of JSON or XML as well.
    if (href->find("oembed") != std::string_view::npos || href->find("wp-json") != std::string_view::npos)
      continue;
    std::string title = text::fold_space(page.attribute(n, "title").value_or(""));
    found.add(*href, title.empty() ? std::nullopt : std::optional(std::move(title)));
  }
  if (found.feeds.empty()) {
    for (html::NodeIndex n = 0; n < page.size(); ++n) {
      if (page.tag(n) != html::Tag::kA) continue;
      const auto href = page.attribute(n, "href");
      if (!href || !(address_looks_like_feed(*href) || href->starts_with("feed:"))) continue;
      std::string title = text::fold_space(page.inner_text(n));
      found.add(*href, title.empty() ? std::nullopt : std::optional(std::move(title)));
    }
  }
  std::vector<AnnouncedFeed> in_order;
  for (const bool comments : {false, true})
    std::ranges::copy_if(found.feeds, std::back_inserter(in_order),
                         [&](const AnnouncedFeed& feed) { return is_of_comments(feed) == comments; });
  return in_order;
}

}  // namespace newsloom::feed
