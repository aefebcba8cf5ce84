// Moments as people write them, in many languages.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "newsloom/timestamp.h"

namespace newsloom::text {

/// A moment found in running text, and where.
struct FoundDate {
  Timestamp moment;
  std::size_t begin = 0, end = 0;  ///< bytes of the text that it takes
};

/// Reads a whole string as a moment: ISO 8601, RFC 2822 ("Mon, 19 Sep 2022 23:30:00 GMT"), Unix seconds or
/// milliseconds (10 or 13 digits), or anything find_date() finds that fills most of the string.
std::optional<Timestamp> parse_date(std::string_view text);

/// The first moment in running text: "Monday, 19 September 2022, 07:08", "Sept. 19, 2022 at 11:30 p.m. EDT",
/// "19.09.2022 07:08", "2022/09/19", "19. September 2022", "19 de septiembre de 2022", "19 сентября 2022",
/// "2022年9月19日", "2022년 9월 19일", "19 tháng 9 năm 2022", "19.09.22"; month names of some thirty
/// languages, digits of seven scripts, years of the Thai and the Persian calendar. A bare "09/10/2022" is
/// read day first unless that is impossible or `month_first`. Never a year alone, never a day without a year.
std::optional<FoundDate> find_date(std::string_view text, bool month_first = false);

}  // namespace newsloom::text
