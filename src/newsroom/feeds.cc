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

std::optional<std::string> address_of(std::string_view written) {
  written = text::trim(written);
  if (written.starts_with("feed://")) return url::absolute("http://" + std::string(written.substr(7)));
  if (written.starts_with("feed:")) written.remove_prefix(5);
  return url::typed(written);
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

FeedList::FeedList(Run read, Run write, Env env)
    : read_(std::move(read)), write_(std::move(write)), env_(std::move(env)) {}

FeedList::~FeedList() = default;

Result<std::unique_ptr<FeedList>> FeedList::open(const std::string& path, Env env) {
  auto beside = Beside::open(path);
  if (!beside && beside.error().code == ErrorCode::kNotFound) {
    if (const auto made = store::Database::open(path); !made) return std::unexpected(made.error());
    beside = Beside::open(path);
  }
  if (!beside) return std::unexpected(beside.error());
  return std::unique_ptr<FeedList>(
      new FeedList(std::move(beside->read), std::move(beside->write), std::move(env)));
}

Result<FeedId> FeedList::add(const FeedToAdd& feed) {
  auto url = address_of(feed.url);
  if (!url) return fail(ErrorCode::kInvalidArgument, "no http or https address", feed.url);
  const store::FeedRow row = row_of(feed, std::move(*url), env_.clock->now());
  FeedId id = FeedId::kNone;
  auto written = write_([&](store::Connection& rows) {
    id = store::add_feed(rows, row);
    return rows.status();
  });
  if (!written) return std::unexpected(written.error());
  return id;
}

Result<std::size_t> FeedList::import_opml(std::string_view opml) {
  const feed::Subscriptions list = feed::parse_opml(opml);
  if (list.feeds.empty()) return fail(ErrorCode::kInvalidArgument, "names no feed", "OPML");
  const std::int64_t now = env_.clock->now();
  auto written = write_([&](store::Connection& rows) {
    for (const feed::Subscription& one : list.feeds)
      store::add_feed(
          rows,
          row_of({.url = one.feed_url, .title = one.title, .site_url = one.site_url, .folder = one.folder},
                 one.feed_url, now));
    return rows.status();
  });
  if (!written) return std::unexpected(written.error());
  return list.feeds.size();
}

Result<std::vector<FeedStatus>> FeedList::all() const {
  std::vector<FeedStatus> out;
  const std::int64_t now = env_.clock->now();
  auto done = read_([&](store::Connection& rows) {
    for (const store::FeedRow& row : store::read_feeds(rows)) out.push_back(status_of(row, now));
    return rows.status();
  });
  if (!done) return std::unexpected(done.error());
  return out;
}

Result<std::string> FeedList::export_opml() const {
  auto list = all();
  if (!list) return std::unexpected(list.error());
  std::vector<feed::Subscription> out;
  for (const FeedStatus& one : *list)
    out.push_back({.feed_url = one.url, .title = one.title, .site_url = one.site_url, .folder = one.folder});
  return feed::write_opml(out, "Newsloom");
}

Result<void> FeedList::remove(FeedId id) {
  return write_([id](store::Connection& rows) {
    store::remove_feed(rows, id);
    return rows.status();
  });
}

Result<void> FeedList::pause(FeedId id, bool paused) {
  return write_([id, paused, now = env_.clock->now()](store::Connection& rows) {
    store::pause_feed(rows, id, paused, now);
    return rows.status();
  });
}

FeedList& Newsroom::feed_list() { return *impl_->feed_list; }
const FeedList& Newsroom::feed_list() const { return *impl_->feed_list; }

std::unique_ptr<FeedList> Newsroom::Impl::make_feed_list() {
  return std::unique_ptr<FeedList>(new FeedList(reading(), writing_work(), env));
}

}  // namespace newsloom
