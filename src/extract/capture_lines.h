// A capture's lines, as the readers of its parts see them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::extract {

/// One line that is not empty. `text` points into the capture.
struct Line {
  std::string_view text;   ///< trimmed
  bool bullet = false;     ///< opened with a list sign, which is cut off
  bool after_gap = false;  ///< an empty line stands before it
};

/// Lines from `begin` up to `end`.
struct Span {
  std::size_t begin = 0, end = 0;
};

/// The lines of a capture, at most 20,000 of them; a note says where there were more.
std::vector<Line> lines_of(std::string_view capture, std::vector<std::string>& notes);

/// Does the line end as sentences do, in any script?
bool ends_sentence(std::string_view line);

/// Is it running text: long, and the end of a sentence? Menus and headlines are shorter.
bool is_running_line(std::string_view line);

/// "2 min read", "·2 min read", "Lesezeit: 3 Minuten", "5 minutes de lecture", "Lectura de 4 min": the number
/// of minutes.
std::optional<int> minutes_of(std::string_view line);

}  // namespace newsloom::extract
