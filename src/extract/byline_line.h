// A byline as a line of plain text, with all that stands beside the names there.
#pragma once

#include <string_view>
#include <vector>

#include "newsloom/article.h"

namespace newsloom::extract {

/// How much the line itself says that it is a byline.
enum class BylineSign : std::uint8_t {
  kNone,      ///< nothing but names, or no names at all
  kDated,     ///< names beside a day
  kReporter,  ///< a word for reporter beside the names, as in scripts without "By"
  kBy,        ///< "By" in some language
};

struct BylineLine {
  std::vector<Author> names;
  BylineSign sign = BylineSign::kNone;
};

/// "By Ann Lee - The Tribune - Monday, May 3, 2031", "May 3, 2031 by Ann Lee", "Von Ann Lee, Volontärin",
/// "Ann LeePublished: May 3, 2031", "News by Ann Lee News Reporter": the names, without days, houses, titles
/// and places. Beside the sign "By" the words before a title are the name.
BylineLine read_byline_line(std::string_view line);

}  // namespace newsloom::extract
