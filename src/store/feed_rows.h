// The feeds that are read, what was seen of them, and the pages that are still to be fetched.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "newsloom/ids.h"
#include "store/sql.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// One feed. Moments are UTC seconds.
struct FeedRow {
  FeedId id = FeedId::kNone;
  std::string url;
  std::optional<std::string> title, site_url, folder;
  bool paused = false;  ///< by the owner
  bool gone = false;    ///< answered 410: never asked again
  std::int64_t added_utc = 0, next_utc = 0;
  std::optional<std::int64_t> tried_utc, answered_utc, new_utc;
  std::optional<std::string> etag, last_modified, moved_from;
  std::optional<std::int64_t> moved_utc;
  std::optional<std::string> trouble;  ///< what is wrong, as the beginning of a sentence
  std::optional<std::int64_t> trouble_utc;
  std::int64_t errors = 0;         ///< in a row
  std::int64_t gap_seconds = 0;    ///< between two new entries, smoothed; 0: not known yet
  std::int64_t floor_seconds = 0;  ///< how seldom the publisher wants to be asked
  std::int64_t entries = 0;        ///< new ones so far
};

std::vector<FeedRow> read_feeds(Connection& connection);
/// Those whose time has come, longest overdue first.
std::vector<FeedRow> due_feeds(Connection& connection, std::int64_t now_utc, std::size_t limit);
std::optional<FeedId> find_feed(Connection& connection, std::string_view url);

/// The new feed's id; the one that has this URL already keeps all it has.
FeedId add_feed(Connection& connection, const FeedRow& feed);
/// What was seen of it goes with it; its articles stay.
void remove_feed(Connection& connection, FeedId id);
void pause_feed(Connection& connection, FeedId id, bool paused, std::int64_t now_utc);
/// Writes what polling changes: not `paused` and `folder`, which are the owner's. The URL stays as it was
/// where another feed has the new one.
void write_poll(Connection& connection, const FeedRow& feed);

/// An entry as it was last seen.
struct SeenEntry {
  std::int64_t hash = 0;  ///< of what it said
  std::int64_t seen_utc = 0;
};
/// By the hash of their identity.
using SeenEntries = std::unordered_map<std::int64_t, SeenEntry>;
SeenEntries read_seen(Connection& connection, FeedId feed);
void write_seen(Connection& connection, FeedId feed, std::int64_t key, std::int64_t hash,
                std::int64_t now_utc);
/// Forgets entries that were not in the feed since `before_utc`.
void forget_seen(Connection& connection, FeedId feed, std::int64_t before_utc);

/// How far the fetching of a page is. Stored: do not renumber.
enum class PageState { kWaiting = 0, kRefused = 1 };

/// A page that a teaser stands for.
struct WantedPage {
  std::string canonical_url;  ///< of the teaser
  std::string address;        ///< as the feed gave it
  std::string host;           ///< scheme, name and port: whose queue it waits in
  FeedId feed = FeedId::kNone;
  PageState state = PageState::kWaiting;
  std::int64_t next_utc = 0, tries = 0;
  std::optional<std::string> why;  ///< a sentence, once it was tried in vain
};

/// Wants a page; one that is wanted already stays as it is, unless `again`.
void want_page(Connection& connection, const WantedPage& page, bool again);
/// At most one page of every host, those that wait longest first.
std::vector<WantedPage> due_pages(Connection& connection, std::int64_t now_utc, std::size_t limit);
void write_page_try(Connection& connection, const WantedPage& page);
void page_is_here(Connection& connection, std::string_view canonical_url);
std::optional<WantedPage> read_wanted_page(Connection& connection, std::string_view canonical_url);

}  // namespace newsloom::store
