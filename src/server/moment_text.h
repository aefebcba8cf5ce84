// Moments in words, for readers. English, with the publisher's own clock and day.
#pragma once

#include <cstdint>
#include <string>

#include "newsloom/timestamp.h"

namespace newsloom::server {

/// "Monday, 19 September 2022", the day on the publisher's own calendar.
std::string day_in_words(const Timestamp& moment);

/// The day and, where it is known, the minute: "Monday, 19 September 2022, 23:30 UTC−05:00". No zone is named
/// where the publisher gave none.
std::string moment_in_words(const Timestamp& moment);

/// For lists: "19 Sept 2022, 23:30".
std::string moment_in_short(const Timestamp& moment);
/// The same for a reader who knows which day it is: "10:50" for a moment of the day of `now_utc` on the
/// publisher's own clock, else the whole.
std::string moment_in_short(const Timestamp& moment, std::int64_t now_utc);

/// The day of the stream's clock, in UTC.
std::string day_in_words(std::int64_t utc_seconds);

/// "2 min read"
std::string reading_time(int minutes);

/// "1 article", "2 articles", "1,204 articles"
std::string counted(std::int64_t count, const char* one, const char* many);

}  // namespace newsloom::server
