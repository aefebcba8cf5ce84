// What a feed's answer means: its next state, its new entries.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsloom/env.h"
#include "newsroom/desk.h"
#include "store/feed_rows.h"

namespace newsloom {

/// An entry that is new, or says something new.
struct FreshEntry {
  std::int64_t key = 0, hash = 0;
  std::optional<PreparedArticle> article;  ///< a teaser, or the whole; none for a bare address
  std::optional<store::WantedPage> page;   ///< to be fetched if the article stays a teaser
  bool again = false;                      ///< it was seen before, in another state
};

struct FeedAnswer {
  store::FeedRow feed;              ///< its next state
  std::vector<FreshEntry> entries;  ///< oldest first
  std::vector<std::pair<std::int64_t, std::int64_t>>
      seen;  ///< key and hash of others that are still there, once a day
};

/// The question for a feed, with what its last answer was marked with.
Request request_for(const store::FeedRow& feed);

/// Decides about an answer; `seen` is what is known of the feed's entries. Pure.
FeedAnswer read_feed_answer(store::FeedRow feed, const Result<Response>& answer,
                            const store::SeenEntries& seen, std::int64_t now_utc);

/// Writes it all, in the writer's transaction.
Result<Receipt> file(Desk& desk, FeedAnswer answer);

}  // namespace newsloom
