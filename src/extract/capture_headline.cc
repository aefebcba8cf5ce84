#include "extract/capture_headline.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "extract/caption.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, 8> kSeparators = {" | ", " — ", " – ", " - ",
                                                         " • ", " · ", " : ", "|"};
/// Bytes of a headline.
constexpr std::size_t kShortest = 12, kLongest = 250;
/// A longer first line is no title: it is text that nobody cut into lines.
constexpr std::size_t kLongestTitle = 1000;
/// A site's name behind the headline, and what it leaves, in bytes.
constexpr std::size_t kLongestSite = 40, kLeastLeft = 20;

/// Two letters in a row, each of two bytes at most: enough to tell texts apart.
using Pairs = std::vector<std::uint32_t>;

Pairs pairs_of(std::string_view text) {
  const std::string key = text::comparison_key(text);
  Pairs out;
  std::uint32_t last = 0;
  for (std::size_t pos = 0; pos < key.size();) {
    const auto letter = static_cast<std::uint32_t>(text::next_code_point(key, pos)) & 0xFFFF;
    // A dash or a colon more or less does not matter.
    const bool sign = letter < '0' || (letter > '9' && letter < 'a') || letter == '|';
    const std::uint32_t now = sign ? ' ' : letter;
    if (now == ' ' && last == ' ') continue;
    if (last != 0) out.push_back(last << 16 | now);
    last = now;
  }
  std::ranges::sort(out);
  return out;
}

double likeness(const Pairs& a, const Pairs& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    shared += *x == *y ? 1 : 0;
    const bool step_x = *x <= *y, step_y = *y <= *x;
    if (step_x) ++x;
    if (step_y) ++y;
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

/// A part of the title, and how much its likeness counts: the less of the title it is, the less.
struct Part {
  Pairs pairs;
  double counts = 1;
};

std::vector<Part> parts_of(std::string_view title) {
  constexpr double kLossOfRest = 0.3;
  constexpr std::size_t kMostParts = 24;  // shorter than half of the headline is a topic or a site
  const std::string_view main = without_site(title);
  std::vector<Part> out = {{pairs_of(title), 1}, {pairs_of(main), 1}};
  const auto add = [&](std::string_view part) {
    part = text::trim(part);
    if (part.size() < kShortest || part.size() * 2 < main.size() || out.size() >= kMostParts) return;
    const double rest =
        1 - std::min(1.0, static_cast<double>(part.size()) / static_cast<double>(main.size()));
    out.push_back({pairs_of(part), 1 - kLossOfRest * rest});
  };
  const auto cut = [&](std::string_view separator) {
    for (std::size_t at = title.find(separator); at != std::string_view::npos;
         at = title.find(separator, at + separator.size())) {
      add(title.substr(0, at));
      add(title.substr(at + separator.size()));
    }
  };
  std::ranges::for_each(kSeparators, cut);
  cut(": ");
  return out;
}

}  // namespace

std::string_view without_site(std::string_view title) {
  if (title.size() > kLongestTitle) return title;
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    std::size_t last = std::string_view::npos;
    for (const std::string_view separator : kSeparators) {
      const std::size_t at = title.rfind(separator);
      if (at != std::string_view::npos && (last == std::string_view::npos || at > last)) last = at;
    }
    if (last == std::string_view::npos || last < kLeastLeft || title.size() - last >= kLongestSite) break;
    title = text::trim(title.substr(0, last));
  }
  return title;
}

std::size_t headline_line(const std::vector<Line>& lines, std::size_t first, std::size_t end,
                          std::string_view title) {
  // Below it a line only shares the topic's words. Within `kSame` of the best, the later line counts.
  constexpr double kLeast = 0.45, kSame = 0.03;
  constexpr std::size_t kMostLooks = 2000;
  if (title.size() > kLongestTitle) return first;
  const std::vector<Part> parts = parts_of(title);
  struct Found {
    double like;
    std::size_t line;
  };
  std::vector<Found> found;
  double best = kLeast;
  const std::size_t begin = std::max(first + 1, end > kMostLooks ? end - kMostLooks : 0);
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view line = lines[i].text;
    if (line.size() < kShortest || line.size() > kLongest || is_running_line(line) ||
        looks_like_caption(line))
      continue;
    const Pairs pairs = pairs_of(line);
    double like = 0;
    for (const Part& part : parts) like = std::max(like, part.counts * likeness(pairs, part.pairs));
    if (like < best - kSame) continue;
    best = std::max(best, like);
    found.push_back({like, i});
  }
  std::size_t out = first;
  for (const Found& one : found) {
    if (one.like >= best - kSame) out = one.line;
  }
  return out;
}

}  // namespace newsloom::extract
