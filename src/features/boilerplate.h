// What publishers put around an agency's text.
#pragma once

#include <string_view>

namespace newsloom::features {

/// The text without the dateline that opens it and without short lines at the end that credit, announce or
/// copyright
/// ("Reporting by …", "(c) …", "Read more"). A view into `text`.
std::string_view without_boilerplate(std::string_view text);

}  // namespace newsloom::features
