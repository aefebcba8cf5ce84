// Feeds as the owner sees them, and the poller that reads them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "newsloom/env.h"
#include "newsloom/ids.h"

namespace newsloom {

class Newsroom;

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
