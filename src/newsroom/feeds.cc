// The newsroom's list of feeds: the owner's side of it. What polling does is in poller.cc.
#include <utility>

#include "feed/opml.h"
#include "newsroom/feed_health.h"
#include "newsroom/impl.h"
#include "store/feed_rows.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom {
namespace {

/// "example.org" means its front page over https.
std::optional<std::string> address_of(std::string_view written) {
  written = text::trim(written);
  if (written.starts_with("feed://")) return url::absolute("http://" + std::string(written.substr(7)));
  if (written.starts_with("feed:")) written.remove_prefix(5);
  if (auto url = url::absolute(written)) return url;
  if (written.find("://") != std::string_view::npos || written.find('.') == std::string_view::npos)
    return std::nullopt;
  return url::absolute("https://" + std::string(written));
}

store::FeedRow row_of(const FeedToAdd& feed, std::string url, std::int64_t now) {
  store::FeedRow row;
  row.url = std::move(url);
  row.title = feed.title;
  row.site_url = feed.site_url;
  row.folder = feed.folder;
  row.added_utc = row.next_utc = now;
  return row;
}

}  // namespace

Result<FeedId> Newsroom::add_feed(const FeedToAdd& feed) {
  auto url = address_of(feed.url);
  if (!url) return fail(ErrorCode::kInvalidArgument, "no http or https address", feed.url);
  const store::FeedRow row = row_of(feed, std::move(*url), impl_->env.clock->now());
  FeedId id = FeedId::kNone;
  auto written = impl_->write([&](store::Connection& connection) {
    id = store::add_feed(connection, row);
    return connection.status();
  });
  if (!written) return std::unexpected(written.error());
  return id;
}

Result<std::size_t> Newsroom::import_feeds(std::string_view opml) {
  const feed::Subscriptions list = feed::parse_opml(opml);
  if (list.feeds.empty()) return fail(ErrorCode::kInvalidArgument, "names no feed", "OPML");
  const std::int64_t now = impl_->env.clock->now();
  auto written = impl_->write([&](store::Connection& connection) {
    for (const feed::Subscription& one : list.feeds)
      store::add_feed(
          connection,
          row_of({.url = one.feed_url, .title = one.title, .site_url = one.site_url, .folder = one.folder},
                 one.feed_url, now));
    return connection.status();
  });
  if (!written) return std::unexpected(written.error());
  return list.feeds.size();
}

Result<std::vector<FeedStatus>> Newsroom::feeds() const {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  std::vector<FeedStatus> out;
  const std::int64_t now = impl_->env.clock->now();
  for (const store::FeedRow& row : store::read_feeds(lease->connection())) out.push_back(status_of(row, now));
  if (auto status = lease->connection().status(); !status) return std::unexpected(status.error());
  return out;
}

Result<std::string> Newsroom::export_feeds() const {
  auto list = feeds();
  if (!list) return std::unexpected(list.error());
  std::vector<feed::Subscription> out;
  for (const FeedStatus& one : *list)
    out.push_back({.feed_url = one.url, .title = one.title, .site_url = one.site_url, .folder = one.folder});
  return feed::write_opml(out, "Newsloom");
}

Result<void> Newsroom::remove_feed(FeedId id) {
  return impl_->write([id](store::Connection& connection) {
    store::remove_feed(connection, id);
    return connection.status();
  });
}

Result<void> Newsroom::pause_feed(FeedId id, bool paused) {
  return impl_->write([id, paused, now = impl_->env.clock->now()](store::Connection& connection) {
    store::pause_feed(connection, id, paused, now);
    return connection.status();
  });
}

}  // namespace newsloom
