// What the words beside a day say of it, in some twenty languages.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::extract {

enum class DateLabel : std::uint8_t { kNone, kPublished, kUpdated };

/// "Published on", "Updated:", "Stand:": the last such word counts.
DateLabel label_of(std::string_view before);
/// … the names of an element, as far as they say more than that it holds a day.
DateLabel label_of_names(std::string_view names);

/// Is there any word for publishing?
bool says_published(std::string_view text);

/// "open today, …": the day of the visit, as shops and museums show it.
bool says_today(std::string_view before);

}  // namespace newsloom::extract
