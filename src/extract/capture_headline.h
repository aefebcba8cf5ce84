// Which line of a capture is its headline?
#pragma once

#include <string_view>
#include <vector>

#include "extract/capture_lines.h"

namespace newsloom::extract {

/// The line before `end` that is most like the page's title, which stands in line `first`: the same, a part
/// of it without the site's name, or nearly its words. Of equals the last, which stands nearest to the text.
/// `first` where no line is like it. Likeness is Dice's coefficient of letter pairs, which needs no words and
/// so holds for every script.
std::size_t headline_line(const std::vector<Line>& lines, std::size_t first, std::size_t end,
                          std::string_view title);

/// "Headline | Section | Site" without its short ends.
std::string_view without_site(std::string_view title);

}  // namespace newsloom::extract
