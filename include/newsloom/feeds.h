// Feeds as the owner sees them, and the poller that reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/env.h"
#include "newsloom/ids.h"
#include "newsloom/result.h"

namespace newsloom {

class Newsroom;
namespace store {
class Connection;
}

/// A feed that is to be read.
struct FeedToAdd {
  std::string url;  ///< of the feed, or of a site that announces one
  std::optional<std::string> title, site_url, folder;
};

/// How a feed is doing.
enum class FeedMood { kNew, kGood, kQuiet, kTrouble, kPaused, kGone };

/// A feed that is read, with its health in words.
struct FeedStatus {
  FeedId id = FeedId::kNone;
  std::string url;
  std::optional<std::string> title, site_url, folder;
  FeedMood mood = FeedMood::kNew;
  std::string health;                    ///< "Answers 403 (Forbidden) since Tuesday"
  std::int64_t entries = 0;              ///< new ones so far
  std::optional<std::int64_t> new_utc;   ///< when it last brought something new
  std::optional<std::int64_t> next_utc;  ///< when it is asked again; nothing if it is not
};

/// The feeds that are read: the owner's side of it. Any thread.
class FeedList {
 public:
  /// That of a database which another process may serve at this moment: it sees every change within a second,
  /// and this sees its own. Created if missing. For commands. Errors: those of opening a database.
  static Result<std::unique_ptr<FeedList>> open(const std::string& path, Env env = {});
  ~FeedList();
  FeedList(const FeedList&) = delete;
  FeedList& operator=(const FeedList&) = delete;

  /// Has a feed read from now on, by whoever polls: its address, or that of a site that announces one. One
  /// that is read already keeps all it has. Errors: kInvalidArgument (no http or https address).
  Result<FeedId> add(const FeedToAdd& feed);
  /// Adds every feed of a list in OPML; tells how many it names. Errors: kInvalidArgument (names none).
  Result<std::size_t> import_opml(std::string_view opml);
  /// The feeds as OPML.
  Result<std::string> export_opml() const;
  /// Its articles stay. An unknown one is no error.
  Result<void> remove(FeedId id);
  Result<void> pause(FeedId id, bool paused);
  /// All feeds, by folder and title.
  Result<std::vector<FeedStatus>> all() const;

 private:
  friend class Newsroom;
  using Work = std::function<Result<void>(store::Connection&)>;
  using Run = std::function<Result<void>(const Work&)>;
  /// `read` and `write` run a work in a transaction; write makes it durable.
  FeedList(Run read, Run write, Env env);

  Run read_, write_;
  Env env_;
};

struct PollerOptions {
  // Behaviour
  bool fetch_pages = true;  ///< fetches the page where a feed only teases
  // Cost
  std::size_t feeds_at_once = 64;  ///< asked at a time
  std::size_t pages_at_once = 64;  ///< fetched at a time, each from another host
};

/// Reads the newsroom's feeds when their time has come, and the pages that their entries announce. An entry
/// becomes a teaser at once and full when its page has come; what a publisher refuses is told on the
/// article's page. What was read survives a crash; a poll that was under way is simply made again.
///
/// One thread runs it: run(), or step() again and again with a clock and a network of one's own. The newsroom
/// and the network outlive it. stop(): any thread.
class Poller {
 public:
  Poller(Newsroom& newsroom, Network& network, Env env = {}, PollerOptions options = {});
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  /// Files what has come and asks for what is due by the clock. Never waits for the network. Errors: of the
  /// newsroom.
  Result<void> step();
  /// Is nothing under way?
  bool idle() const;
  /// Steps until stop(). Errors go to the log.
  void run();
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom
