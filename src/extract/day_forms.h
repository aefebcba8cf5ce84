// Days as numbers alone: in an address, and where one cannot tell the day from the month.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "newsloom/timestamp.h"

namespace newsloom::extract {

/// Days since 1970-01-01 by the calendar of whoever wrote the moment.
std::int64_t day_of(const Timestamp& moment);

/// "/2022/09/19/", "/20220919/", "-2022-09-19-", "/19-09-2022" in the address: no redesign changes it.
std::optional<Timestamp> day_of_address(std::string_view address);

/// "11/01/2031", "11-01-31": which number is the day's?
bool is_ambiguous(std::string_view text);

/// 11 January for 1 November; nothing where no such day is.
std::optional<Timestamp> in_other_order(const Timestamp& moment);

}  // namespace newsloom::extract
