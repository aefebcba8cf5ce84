#include "store/feed_rows.h"

namespace newsloom::store {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, url, title, site_url, folder, paused, gone, added_utc, next_utc, tried_utc, answered_utc, "
    "new_utc,"
    " etag, last_modified, moved_from, moved_utc, trouble, trouble_utc, errors, gap_seconds, floor_seconds, "
    "entries"
    " FROM feeds ";

FeedRow feed_from(const Query& query) {
  FeedRow feed;
  feed.id = query.id<FeedId>(0);
  feed.url = query.text(1);
  feed.title = query.maybe_text(2);
  feed.site_url = query.maybe_text(3);
  feed.folder = query.maybe_text(4);
  feed.paused = query.integer(5) != 0;
  feed.gone = query.integer(6) != 0;
  feed.added_utc = query.integer(7);
  feed.next_utc = query.integer(8);
  feed.tried_utc = query.maybe_integer(9);
  feed.answered_utc = query.maybe_integer(10);
  feed.new_utc = query.maybe_integer(11);
  feed.etag = query.maybe_text(12);
  feed.last_modified = query.maybe_text(13);
  feed.moved_from = query.maybe_text(14);
  feed.moved_utc = query.maybe_integer(15);
  feed.trouble = query.maybe_text(16);
  feed.trouble_utc = query.maybe_integer(17);
  feed.errors = query.integer(18);
  feed.gap_seconds = query.integer(19);
  feed.floor_seconds = query.integer(20);
  feed.entries = query.integer(21);
  return feed;
}

constexpr std::string_view kPageColumns =
    "SELECT canonical_url, address, host, feed, state, next_utc, tries, why FROM wanted_pages ";

WantedPage page_from(const Query& query) {
  return {.canonical_url = std::string(query.text(0)),
          .address = std::string(query.text(1)),
          .host = std::string(query.text(2)),
          .feed = query.id<FeedId>(3),
          .state = static_cast<PageState>(query.integer(4)),
          .next_utc = query.integer(5),
          .tries = query.integer(6),
          .why = query.maybe_text(7)};
}

}  // namespace

std::vector<FeedRow> read_feeds(Connection& connection) {
  static const std::string kSql = std::string(kColumns) + "ORDER BY folder, coalesce(title, url), id";
  std::vector<FeedRow> feeds;
  Query query = connection.query(kSql);
  while (query.next()) feeds.push_back(feed_from(query));
  return feeds;
}

std::vector<FeedRow> due_feeds(Connection& connection, std::int64_t now_utc, std::size_t limit) {
  static const std::string kSql =
      std::string(kColumns) +
      "WHERE paused = 0 AND gone = 0 AND next_utc <= ?1 ORDER BY next_utc, id LIMIT ?2";
  std::vector<FeedRow> feeds;
  Query query = connection.query(kSql, now_utc, static_cast<std::int64_t>(limit));
  while (query.next()) feeds.push_back(feed_from(query));
  return feeds;
}

std::optional<FeedId> find_feed(Connection& connection, std::string_view url) {
  const auto id = connection.integer("SELECT id FROM feeds WHERE url = ?1", url);
  return id ? std::optional(static_cast<FeedId>(*id)) : std::nullopt;
}

FeedId add_feed(Connection& connection, const FeedRow& feed) {
  if (const auto known = find_feed(connection, feed.url)) return *known;
  return static_cast<FeedId>(connection
                                 .integer("INSERT INTO feeds (url, title, site_url, folder, added_utc, "
                                          "next_utc) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                                          " RETURNING id",
                                          feed.url, feed.title, feed.site_url, feed.folder, feed.added_utc,
                                          feed.next_utc)
                                 .value_or(0));
}

void remove_feed(Connection& connection, FeedId id) {
  connection.run("DELETE FROM wanted_pages WHERE feed = ?1", number(id));
  connection.run("DELETE FROM feeds WHERE id = ?1", number(id));
}

void pause_feed(Connection& connection, FeedId id, bool paused, std::int64_t now_utc) {
  // Whoever wakes a feed wants to see it move.
  connection.run(
      "UPDATE feeds SET paused = ?2, next_utc = CASE WHEN ?2 THEN next_utc ELSE ?3 END WHERE id = ?1",
      number(id), static_cast<int>(paused), now_utc);
}

void write_poll(Connection& connection, const FeedRow& feed) {
  connection.run("UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1", number(feed.id), feed.url);
  connection.run(
      "UPDATE feeds SET title = coalesce(title, ?2), site_url = coalesce(?3, site_url), gone = ?4, next_utc "
      "= ?5,"
      " tried_utc = ?6, answered_utc = ?7, new_utc = ?8, etag = ?9, last_modified = ?10, moved_from = ?11,"
      " moved_utc = ?12, trouble = ?13, trouble_utc = ?14, errors = ?15, gap_seconds = ?16, floor_seconds = "
      "?17,"
      " entries = ?18 WHERE id = ?1",
      number(feed.id), feed.title, feed.site_url, static_cast<int>(feed.gone), feed.next_utc, feed.tried_utc,
      feed.answered_utc, feed.new_utc, feed.etag, feed.last_modified, feed.moved_from, feed.moved_utc,
      feed.trouble, feed.trouble_utc, feed.errors, feed.gap_seconds, feed.floor_seconds, feed.entries);
}

SeenEntries read_seen(Connection& connection, FeedId feed) {
  SeenEntries seen;
  Query query =
      connection.query("SELECT key, hash, seen_utc FROM feed_entries WHERE feed = ?1", number(feed));
  while (query.next())
    seen.emplace(query.integer(0), SeenEntry{.hash = query.integer(1), .seen_utc = query.integer(2)});
  return seen;
}

void write_seen(Connection& connection, FeedId feed, std::int64_t key, std::int64_t hash,
                std::int64_t now_utc) {
  // The feed may have been removed while it was being asked.
  connection.run(
      "INSERT INTO feed_entries (feed, key, hash, seen_utc) SELECT ?1, ?2, ?3, ?4 FROM feeds WHERE id = ?1"
      " ON CONFLICT (feed, key) DO UPDATE SET hash = excluded.hash, seen_utc = excluded.seen_utc",
      number(feed), key, hash, now_utc);
}

void forget_seen(Connection& connection, FeedId feed, std::int64_t before_utc) {
  connection.run("DELETE FROM feed_entries WHERE feed = ?1 AND seen_utc < ?2", number(feed), before_utc);
}

void want_page(Connection& connection, const WantedPage& page, bool again) {
  if (again) connection.run("DELETE FROM wanted_pages WHERE canonical_url = ?1", page.canonical_url);
  connection.run(
      "INSERT OR IGNORE INTO wanted_pages (canonical_url, address, host, feed, state, next_utc, tries)"
      " SELECT ?1, ?2, ?3, ?4, ?5, ?6, 0 FROM feeds WHERE id = ?4",
      page.canonical_url, page.address, page.host, number(page.feed), static_cast<int>(PageState::kWaiting),
      page.next_utc);
}

std::vector<WantedPage> due_pages(Connection& connection, std::int64_t now_utc, std::size_t limit) {
  static const std::string kSql =
      std::string(kPageColumns) +
      "WHERE rowid IN (SELECT min(rowid) FROM wanted_pages WHERE state = 0 AND next_utc <= ?1"
      " GROUP BY host) ORDER BY rowid LIMIT ?2";
  std::vector<WantedPage> pages;
  Query query = connection.query(kSql, now_utc, static_cast<std::int64_t>(limit));
  while (query.next()) pages.push_back(page_from(query));
  return pages;
}

void write_page_try(Connection& connection, const WantedPage& page) {
  connection.run(
      "UPDATE wanted_pages SET state = ?2, next_utc = ?3, tries = ?4, why = ?5 WHERE canonical_url = ?1",
      page.canonical_url, static_cast<int>(page.state), page.next_utc, page.tries, page.why);
}

void page_is_here(Connection& connection, std::string_view canonical_url) {
  connection.run("DELETE FROM wanted_pages WHERE canonical_url = ?1", canonical_url);
}

std::optional<WantedPage> read_wanted_page(Connection& connection, std::string_view canonical_url) {
  static const std::string kSql = std::string(kPageColumns) + "WHERE canonical_url = ?1";
  Query query = connection.query(kSql, canonical_url);
  if (!query.next()) return std::nullopt;
  return page_from(query);
}

}  // namespace newsloom::store
