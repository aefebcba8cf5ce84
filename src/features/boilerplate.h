// What publishers put around a text.
#pragma once

#include <string_view>

namespace newsloom::features {

/// The text without the dateline that opens it and without short lines at the end that credit, announce or
/// copyright
/// ("Reporting by …", "(c) …", "Read more"). A view into `text`.
std::string_view without_boilerplate(std::string_view text);

/// The text without the moment that some publishers open each with ("MONDAY, 19 SEPTEMBER 2022, 07:08 Two
/// bridges …"): all their news of a day would have it in common. A day without its hour is part of a
/// sentence.
std::string_view without_stamp(std::string_view text);

}  // namespace newsloom::features
