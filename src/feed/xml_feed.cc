#include "feed/xml_feed.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "feed/xml_entry.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

using enum Space;

/// A year: longer waits are a slip of the pen.
constexpr double kLongestRhythm = 366 * 86'400;

std::optional<double> positive_number(std::optional<std::string> text) {
  double value = 0;
  if (!text) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || !(value > 0) || !std::isfinite(value)) return std::nullopt;
  return value;
}

Rhythm rhythm_of(const XmlScope& channel) {
  Rhythm out;
  if (const auto minutes = positive_number(channel.line({{kPlain, "ttl"}})))
    out.ttl_seconds = static_cast<std::int64_t>(std::min(*minutes * 60, kLongestRhythm));
  const auto period = channel.line({{kSyndication, "updateperiod"}});
  const auto times = positive_number(channel.line({{kSyndication, "updatefrequency"}}));
  if (!period) return out;
  const std::string unit = text::lower(*period);
  const double seconds = unit == "hourly"    ? 3'600
                         : unit == "daily"   ? 86'400
                         : unit == "weekly"  ? 7 * 86'400
                         : unit == "monthly" ? 30 * 86'400
                         : unit == "yearly"  ? 365 * 86'400
                                             : 0;
  if (seconds > 0) out.period_seconds = static_cast<std::int64_t>(std::max(1.0, seconds / times.value_or(1)));
  return out;
}

std::optional<std::string> image_of(const XmlScope& channel, XmlIndex root) {
  const XmlTree& tree = channel.tree;
  for (const XmlIndex holder : {channel.element, root})
    for (const XmlName wanted : {XmlName{kPlain, "image"}, XmlName{kItunes, "image"}, XmlName{kAtom, "logo"},
                                 XmlName{kPlain, "logo"}, XmlName{kAtom, "icon"}}) {
      const XmlIndex image = tree.child(holder, {wanted});
      if (image == kNoElement) continue;
      for (const std::string_view attribute : {"href", "url"})
        if (const auto value = tree.attribute(image, attribute))
          if (auto url = channel.address(image, *value)) return url;
      const XmlIndex inside = tree.child(image, {{kPlain, "url"}});
      if (inside == kNoElement && tree.has_children(image)) continue;
      if (auto url = channel.address(image, tree.text(inside == kNoElement ? image : inside))) return url;
    }
  return std::nullopt;
}

/// Entries wherever they stand: below the channel (RSS), beside it (RDF), and in broken files elsewhere.
std::vector<XmlIndex> entries_below(const XmlTree& tree, XmlIndex root) {
  std::vector<XmlIndex> out;
  for (XmlIndex n = root; n < tree.end(root);) {
    const bool entry = tree.is(n, {kPlain, "item"}) || tree.is(n, {kAtom, "entry"}) ||
                       tree.is(n, {kPlain, "entry"}) || tree.is(n, {kAtom, "item"});
    if (entry) out.push_back(n);
    n = entry ? tree.end(n) : n + 1;
  }
  return out;
}

void read_channel(const XmlScope& channel, XmlIndex root, Feed& feed) {
  feed.title =
      channel.line({{kPlain, "title"}, {kAtom, "title"}, {kDublinCore, "title"}, {kItunes, "title"}});
  feed.subtitle = channel.line({{kPlain, "description"},
                                {kAtom, "subtitle"},
                                {kAtom, "tagline"},
                                {kDublinCore, "description"},
                                {kItunes, "summary"},
                                {kItunes, "subtitle"},
                                {kPlain, "abstract"}});
  feed.site_url = channel.link("alternate");
  if (const auto href = channel.tree.attribute(channel.element, "href"); href && !feed.site_url)
    feed.site_url = channel.address(channel.element, *href);
  feed.self_url = channel.link("self");
  feed.next_url = channel.link("next");
  for (const XmlName wanted :
       {XmlName{kItunes, "new-feed-url"}, XmlName{kPlain, "newlocation"}, XmlName{kPlain, "location"}})
    if (const XmlIndex moved = channel.tree.child(channel.element, {wanted});
        moved != kNoElement && !feed.moved_url)
      feed.moved_url = channel.address(moved, channel.tree.text(moved));
  feed.lang = channel.language();
  feed.generator = channel.line({{kPlain, "generator"}, {kAtom, "generator"}});
  feed.rights = channel.line({{kPlain, "copyright"},
                              {kAtom, "rights"},
                              {kAtom, "copyright"},
                              {kDublinCore, "rights"},
                              {kDublinTerms, "rights"}});
  feed.authors = channel.authors();
  feed.tags = channel.tags();
  feed.updated = channel.moment({{kPlain, "lastbuilddate"},
                                 {kAtom, "updated"},
                                 {kAtom, "modified"},
                                 {kDublinTerms, "modified"},
                                 {kPlain, "pubdate"},
                                 {kDublinCore, "date"}});
  if (const auto written = channel.tree.attribute(channel.element, "lastmod"); written && !feed.updated)
    feed.updated = text::parse_date(*written);
  feed.rhythm = rhythm_of(channel);
  feed.image_url = image_of(channel, root);
}

}  // namespace

void read_xml_feed(const XmlTree& tree, XmlIndex root, const Origin& origin, const Limits& limits,
                   Feed& feed) {
  const XmlIndex inside = tree.child(root, {{kPlain, "channel"}, {kAtom, "channel"}});
  const XmlScope channel{tree, inside == kNoElement ? root : inside, origin.url.value_or(""), limits};
  read_channel(channel, root, feed);
  // Relative links start from where the feed was got; from its site where nobody says where that was.
  const std::string base = origin.url      ? *origin.url
                           : feed.self_url ? *feed.self_url
                                           : feed.site_url.value_or("");
  for (const XmlIndex n : entries_below(tree, root)) {
    if (feed.entries.size() == limits.max_entries) {
      feed.notes.push_back("entries:" + std::to_string(limits.max_entries));
      break;
    }
    Entry entry = read_entry({tree, n, base, limits});
    if (!entry.lang) entry.lang = feed.lang;
    feed.entries.push_back(std::move(entry));
  }
}

}  // namespace newsloom::feed
