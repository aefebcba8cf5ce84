#include "features/boilerplate.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/dateline.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace newsloom::features {
namespace {

/// A closing line is at most this long.
constexpr std::size_t kClosingLine = 300;

/// Room for a day of the week before a stamp, and for the stamp.
constexpr std::size_t kBeforeStamp = 24, kStampLooked = 96;

constexpr std::array<std::string_view, 14> kClosings = {
    "reporting by", "(reporting by",   "editing by", "additional reporting", "©",       "(c)",
    "copyright",    "read more",       "follow ",    "with agencies",        "source:", "photo:",
    "— with ",      "this article was"};

/// Letters of one case take at most three times the bytes of the other.
constexpr std::size_t kMostShrunk = 3;

bool is_closing(std::string_view line) {
  line = text::trim(line);
  if (line.size() > kMostShrunk * kClosingLine) return false;  // most last lines are paragraphs
  const std::string lowered = text::lower(line);
  return lowered.size() <= kClosingLine &&
         (lowered.empty() || std::ranges::any_of(kClosings, [&](std::string_view opening) {
            return lowered.starts_with(opening);
          }));
}

}  // namespace

std::string_view without_boilerplate(std::string_view text) {
  if (const auto dateline = extract::dateline_of(text)) text.remove_prefix(dateline->length);
  while (true) {
    const std::size_t last = text.rfind('\n');
    if (last == std::string_view::npos || !is_closing(text.substr(last + 1))) return text;
    text = text.substr(0, last);
  }
}

std::string_view without_stamp(std::string_view text) {
  const auto date = text::find_date(text.substr(0, kStampLooked));
  const bool stamp = date && date->begin <= kBeforeStamp && date->moment.precision != Precision::kDay &&
                     text.substr(0, date->begin).find_first_of(".!?\n") == std::string_view::npos;
  return stamp ? text.substr(date->end) : text;
}

}  // namespace newsloom::features
