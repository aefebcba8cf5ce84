// Any bytes as a feed and as a subscription list: valid UTF-8, links to the web only, limits kept; what is
// written of a list reads back the same.
#include <optional>
#include <string>

#include "feed/feed.h"
#include "feed/opml.h"
#include "fuzz/door.h"
#include "text/utf8.h"

using namespace newsloom;

namespace {

constexpr std::size_t kMostEntries = 50;

void must_be_text(const std::optional<std::string>& text) {
  fuzz::must(!text || (!text->empty() && text::is_valid_utf8(*text)), "a text is valid UTF-8, or nothing");
}

void must_be_link(const std::optional<std::string>& link) {
  fuzz::must(!link || link->starts_with("http://") || link->starts_with("https://"), "links lead to the web");
}

void read_feed(std::string_view bytes) {
  feed::Limits limits;
  limits.max_entries = kMostEntries;
  limits.max_depth = 16;
  const feed::Feed feed =
      feed::parse_feed(bytes, {.url = "https://tribune.example/feed", .content_type = {}}, limits);
  fuzz::must(feed.entries.size() <= kMostEntries, "no more entries than allowed");
  must_be_text(feed.title);
  must_be_link(feed.site_url);
  for (const feed::Entry& entry : feed.entries) {
    must_be_text(entry.hints.title);
    must_be_text(entry.hints.summary);
    must_be_text(entry.content);
    must_be_link(entry.url);
    must_be_link(entry.hints.image_url);
  }
}

void read_list(std::string_view bytes) {
  const feed::Subscriptions list = feed::parse_opml(bytes);
  for (const feed::Subscription& subscription : list.feeds) must_be_link(subscription.feed_url);
  const feed::Subscriptions again = feed::parse_opml(feed::write_opml(list.feeds, "feeds"));
  fuzz::must(again.feeds.size() == list.feeds.size(), "a written list holds the same feeds");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_feed(fuzz::bytes_of(data, size));
  read_list(fuzz::bytes_of(data, size));
  return 0;
}
