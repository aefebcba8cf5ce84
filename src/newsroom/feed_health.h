// How a feed is doing, in words.
#pragma once

#include <cstdint>
#include <string>

#include "newsloom/feeds.h"
#include "store/feed_rows.h"

namespace newsloom {

/// "Answers 403 (Forbidden) since Tuesday", "No new entry for 40 days", "Good; last new entry 3 March".
FeedStatus status_of(const store::FeedRow& feed, std::int64_t now_utc);

/// "403 (Forbidden)"; the number alone where HTTP has no word for it.
std::string status_in_words(int status);

}  // namespace newsloom
