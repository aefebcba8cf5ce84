#include "newsroom/feed_answer.h"

#include <algorithm>
#include <utility>

#include "feed/discovery.h"
#include "feed/entry_article.h"
#include "feed/feed.h"
#include "newsroom/feed_health.h"
#include "newsroom/feed_schedule.h"
#include "text/hash.h"
#include "url/url.h"

namespace newsloom {
namespace {

/// New entries taken from one answer: the newest. A sitemap of a whole archive is not news, but a blog's feed
/// of all its posts is what its own site has to recommend.
constexpr std::size_t kMostFresh = 2'000;
/// Bare addresses (of sitemaps without headlines) are fetched only when they are this new.
constexpr std::int64_t kBareIsNews = 3 * 86'400;
/// Entries that have not been in the feed for so long are forgotten; they would be new if they came back.
constexpr std::int64_t kRemembered = 60 * 86'400;
constexpr std::int64_t kDay = 86'400;

std::int64_t signed_hash(const std::string& text) { return static_cast<std::int64_t>(text::hash64(text)); }

std::int64_t moment_of(const feed::Entry& entry) {
  const auto& moment = entry.hints.published ? entry.hints.published : entry.modified;
  return moment ? moment->utc_seconds : 0;
}

std::string state_text(const feed::Entry& entry) {
  std::string text = entry.hints.title.value_or("") + '\n' + entry.hints.summary.value_or("") + '\n';
  if (entry.modified) text += to_iso(*entry.modified);
  return text + '\n' + entry.content.value_or("");
}

std::optional<store::WantedPage> page_for(const feed::Entry& entry, FeedId feed, std::int64_t now) {
  if (!entry.url) return std::nullopt;
  const auto canonical = url::canonical(*entry.url);
  const auto host = url::host_of(*entry.url);
  if (!canonical || !host) return std::nullopt;
  const std::string& url = *entry.url;
  return store::WantedPage{.canonical_url = *canonical,
                           .address = url,
                           .host = url.substr(0, url.find_first_of("/?#", url.find("://") + 3)),
                           .feed = feed,
                           .next_utc = now,
                           .why = {}};
}

FreshEntry fresh_entry(const feed::Entry& entry, const store::FeedRow& feed, std::int64_t now) {
  FreshEntry fresh;
  auto article = feed::article_from(entry, feed.url, now);
  const bool whole = article && article->kind == ArticleKind::kArticle;
  if (!whole && (article || moment_of(entry) > now - kBareIsNews)) fresh.page = page_for(entry, feed.id, now);
  if (article) fresh.article.emplace(std::move(*article));
  return fresh;
}

void take_entries(const feed::Feed& read, const store::SeenEntries& seen, std::int64_t now, FeedAnswer& out) {
  // Newest first; undated ones, and those of one moment, as the feed has them.
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  for (std::size_t i = 0; i < read.entries.size(); ++i) order.emplace_back(-moment_of(read.entries[i]), i);
  std::ranges::sort(order);
  for (const auto& [age, place] : order) {
    const feed::Entry& entry = read.entries[place];
    const std::string identity = entry.id    ? *entry.id
                                 : entry.url ? *entry.url
                                             : entry.hints.title.value_or("");
    if (identity.empty()) continue;
    const std::int64_t key = signed_hash(identity), hash = signed_hash(state_text(entry));
    const auto known = seen.find(key);
    if (known != seen.end() && known->second.hash == hash) {
      if (now - known->second.seen_utc >= kDay) out.seen.emplace_back(key, hash);
      continue;
    }
    if (out.entries.size() == kMostFresh) {
      if (known == seen.end()) out.seen.emplace_back(key, hash);
      continue;
    }
    FreshEntry fresh = fresh_entry(entry, out.feed, now);
    fresh.key = key;
    fresh.hash = hash;
    fresh.again = known != seen.end();
    out.entries.push_back(std::move(fresh));
  }
  std::ranges::reverse(out.entries);
}

void trouble(store::FeedRow& feed, std::string words, std::int64_t now) {
  if (!feed.trouble || *feed.trouble != words) feed.trouble_utc = now;
  feed.trouble = std::move(words);
  ++feed.errors;
}

std::string capitalised(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

void good(store::FeedRow& feed, std::int64_t now) {
  feed.answered_utc = now;
  feed.trouble.reset();
  feed.trouble_utc.reset();
  feed.errors = 0;
}

/// The answer is a page: the feed that it announces takes its place.
bool take_announced(store::FeedRow& feed, const Response& response, std::int64_t now) {
  const std::string at = response.page.url.value_or(feed.url);
  const auto announced = feed::announced_feeds(html::parse(response.page.body), at);
  if (announced.empty() || announced[0].url == feed.url) return false;
  feed.site_url = at;
  feed.url = announced[0].url;
  feed.next_utc = now;
  return true;
}

void take_move(store::FeedRow& feed, const std::optional<std::string>& to, std::int64_t now) {
  if (!to || *to == feed.url) return;
  feed.moved_from = std::exchange(feed.url, *to);
  feed.moved_utc = now;
}

/// When the feed is to be asked again.
enum class Next { kInItsTime, kAtOnce };

Next take_feed(const Response& response, const store::SeenEntries& seen, std::int64_t now, FeedAnswer& out) {
  store::FeedRow& feed = out.feed;
  const feed::Feed read = feed::parse_feed(
      response.page.body, {.url = response.page.url, .content_type = response.page.content_type});
  if (read.format == feed::Format::kNone || read.format == feed::Format::kOpml) {
    // A page can announce a feed once; one that then leads to another page is in trouble.
    const bool asked_before = feed.answered_utc.has_value();
    if (!asked_before && take_announced(feed, response, now)) return Next::kAtOnce;
    trouble(feed, "Holds no feed, and announces none,", now);
    return Next::kInItsTime;
  }
  if (read.format == feed::Format::kSitemapIndex) {
    trouble(feed, "Is a list of sitemaps, not one,", now);
    return Next::kInItsTime;
  }
  good(feed, now);
  feed.title = read.title;
  if (read.site_url) feed.site_url = read.site_url;
  feed.etag = response.header("etag");
  feed.last_modified = response.header("last-modified");
  feed.floor_seconds = floor_of(read, response);
  take_move(feed, response.moved_to, now);
  take_move(feed, read.moved_url, now);
  take_entries(read, seen, now, out);
  const auto is_new = [](const FreshEntry& entry) { return !entry.again; };
  const std::int64_t fresh = std::ranges::count_if(out.entries, is_new);
  if (!feed.new_utc) {
    feed.gap_seconds = feed::Format::kSitemap == read.format ? 0 : shown_gap(read).value_or(0);
  } else {
    feed.gap_seconds = smoothed_gap(feed.gap_seconds, now - *feed.new_utc, fresh);
  }
  if (fresh > 0) feed.new_utc = now;
  feed.entries += fresh;
  return Next::kInItsTime;
}

}  // namespace

Request request_for(const store::FeedRow& feed) {
  Request request;
  request.url = feed.url;
  request.accept =
      "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/"
      "html;q=0.5,*/*;q=0.1";
  request.etag = feed.etag;
  request.last_modified = feed.last_modified;
  return request;
}

FeedAnswer read_feed_answer(store::FeedRow feed, const Result<Response>& answer,
                            const store::SeenEntries& seen, std::int64_t now_utc) {
  FeedAnswer out{.feed = std::move(feed), .entries = {}, .seen = {}};
  store::FeedRow& next = out.feed;
  std::optional<std::int64_t> retry_after;
  next.tried_utc = now_utc;
  if (!answer) {
    trouble(next, capitalised(answer.error().message), now_utc);
    // What a robots.txt forbids today it forbids tomorrow.
    if (answer.error().code == ErrorCode::kDenied) retry_after = kDay;
  } else if (answer->status == 304) {
    good(next, now_utc);
    next.gap_seconds = smoothed_gap(next.gap_seconds, now_utc - next.new_utc.value_or(now_utc), 0);
  } else if (answer->status == 410) {
    next.gone = true;
    trouble(next, "Answers " + status_in_words(410), now_utc);
  } else if (answer->status >= 400) {
    trouble(next, "Answers " + status_in_words(answer->status), now_utc);
    retry_after = answer->retry_after_seconds;
  } else {
    if (take_feed(*answer, seen, now_utc, out) == Next::kAtOnce) return out;
  }
  next.next_utc = now_utc + next_wait(next, retry_after);
  return out;
}

Result<Receipt> file(Desk& desk, FeedAnswer answer) {
  store::Connection& rows = desk.rows();
  const std::int64_t now = answer.feed.tried_utc.value_or(0);
  store::write_poll(rows, answer.feed);
  for (FreshEntry& entry : answer.entries) {
    Receipt receipt;
    if (entry.article) {
      auto placed = desk.add(*entry.article);
      if (!placed) return placed;
      receipt = *placed;
    }
    store::write_seen(rows, answer.feed.id, entry.key, entry.hash, now);
    if (!entry.page || receipt.outcome == Outcome::kKeptOut) continue;
    const auto known = store::find_article(rows, "", entry.page->canonical_url);
    // A page that is here already is fetched again only when its own feed says that it has changed.
    if (!known || known->teaser || entry.again) store::want_page(rows, *entry.page, entry.again);
  }
  for (const auto& [key, hash] : answer.seen) store::write_seen(rows, answer.feed.id, key, hash, now);
  store::forget_seen(rows, answer.feed.id, now - kRemembered);
  if (auto status = rows.status(); !status) return std::unexpected(status.error());
  return Receipt{};
}

}  // namespace newsloom
