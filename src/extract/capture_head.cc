// The headline is found first (capture_headline.h); day and byline are looked for around it: between it and
// the body, among the body's first short lines, since a standfirst above them reads like text, and in the
// lines above it. A line that says "By" is believed anywhere there, names alone only beside a day or a title.
#include "extract/capture_head.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extract/byline.h"
#include "extract/byline_line.h"
#include "extract/caption.h"
#include "extract/capture_headline.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// Removes a date that opens the line, with a word like "date" before it. The moment goes to the article.
std::string_view take_leading_date(std::string_view line, Article& article) {
  const auto date = text::find_date(line);
  if (!date) return line;
  const std::string_view before = text::trim(line.substr(0, date->begin));
  if (before.find(' ') != std::string_view::npos || before.size() > 20) return line;
  if (!article.published) {
    article.published = date->moment;
    article.evidence.push_back({"published", "capture-head", 0.8});
  }
  return text::trim(line.substr(date->end));
}

/// Where day and byline are looked for.
struct Head {
  std::size_t headline = 0;
  std::size_t begin = 0, end = 0;
};

/// From a few lines above the headline to the body and a few lines of it. Without a headline beside the
/// text, the lines before the text.
Head head_of(std::size_t first, std::size_t headline, const Span& body, std::size_t lines) {
  constexpr std::size_t kBefore = 14, kAbove = 3, kBelow = 42, kInside = 8;
  const std::size_t end = std::min(lines, body.begin + kInside);
  if (headline == first) return {headline, body.begin > kBefore ? body.begin - kBefore : 0, end};
  return {headline, headline > kAbove ? headline - kAbove : 0, std::min(end, headline + kBelow)};
}

bool is_date_line(std::string_view line) {
  constexpr std::size_t kLongestDateLine = 110;
  return line.size() <= kLongestDateLine && !looks_like_caption(line) && text::find_date(line).has_value();
}

/// A sentence of the body that names a day is not the article's day.
bool may_be_of_head(const Line& line, bool inside) {
  constexpr std::size_t kLongestLine = 120;
  return line.text.size() <= kLongestLine && !(inside && ends_sentence(line.text));
}

void read_date(const std::vector<Line>& lines, const Head& head, const Span& body, Article& article,
               std::vector<std::size_t>& no_text) {
  constexpr std::size_t kBelow = 4;
  const auto take = [&](std::size_t begin, std::size_t end, double confidence) {
    for (std::size_t i = begin; i < end; ++i) {
      if (!may_be_of_head(lines[i], i >= body.begin) || !is_date_line(lines[i].text)) continue;
      if (i >= body.begin && i < body.end) no_text.push_back(i);
      if (article.published) continue;
      article.published = text::find_date(lines[i].text)->moment;
      article.evidence.push_back({"published", "capture-line", confidence});
    }
  };
  take(std::max(head.begin, head.headline + 1), head.end, 0.75);
  take(head.begin, std::min(head.end, head.headline + 1), 0.6);
  if (!article.published) take(body.end, std::min(lines.size(), body.end + kBelow), 0.5);
}

/// Does a day, a reading time or a title stand in one of the lines beside?
bool stands_beside_day(const std::vector<Line>& lines, std::size_t i) {
  constexpr std::size_t kAround = 2;
  const std::size_t begin = i > kAround ? i - kAround : 0, end = std::min(lines.size(), i + kAround + 1);
  for (std::size_t k = begin; k < end; ++k) {
    if (k == i) continue;
    if (is_date_line(lines[k].text) || minutes_of(lines[k].text)) return true;
  }
  return false;
}

void read_byline(const std::vector<Line>& lines, const Head& head, const Span& body, Article& article,
                 std::vector<std::size_t>& no_text) {
  const auto take = [&](std::size_t i, std::vector<Author> names, double confidence) {
    if (names.empty()) return false;
    article.authors = std::move(names);
    article.evidence.push_back({"authors", "byline", confidence});
    if (i >= body.begin && i < body.end) no_text.push_back(i);
    return true;
  };
  const auto can = [&](std::size_t i) {
    return i != head.headline && may_be_of_head(lines[i], i >= body.begin && i < body.end);
  };
  for (std::size_t i = std::max(head.begin, head.headline + 1); i < head.end; ++i) {
    if (!can(i)) continue;
    const std::string_view line = lines[i].text;
    BylineLine read = read_byline_line(line);
    if (read.sign >= BylineSign::kReporter && take(i, std::move(read.names), 0.8)) return;
    // "By" on a line of its own
    if (read.names.empty() && says_by(std::string(line) + " x") && i + 1 < head.end &&
        take(i + 1, read_byline_line(lines[i + 1].text).names, 0.8))
      return;
  }
  for (std::size_t i = head.begin; i < std::min(head.end, head.headline); ++i) {
    BylineLine read = read_byline_line(lines[i].text);
    if (can(i) && read.sign >= BylineSign::kReporter && take(i, std::move(read.names), 0.7)) return;
  }
  for (std::size_t i = std::max(head.begin, head.headline + 1); i < head.end; ++i) {
    if (!can(i)) continue;
    BylineLine read = read_byline_line(lines[i].text);
    if ((read.sign == BylineSign::kDated || stands_beside_day(lines, i)) &&
        take(i, std::move(read.names), 0.6))
      return;
  }
}

}  // namespace

std::vector<std::size_t> read_head(const std::vector<Line>& lines, Span& body, Article& article) {
  std::vector<std::size_t> no_text;
  std::size_t first = 0;
  std::string_view title;
  for (; first < body.begin && title.empty(); ++first) {
    const std::string_view line = take_leading_date(lines[first].text, article);
    if (!minutes_of(line)) title = line;
  }
  if (title.empty()) return no_text;
  --first;
  // The headline may have been taken for the body's first line, or its standfirst for the second.
  constexpr std::size_t kInside = 2;
  const std::size_t headline = headline_line(lines, first, std::min(body.begin + kInside, body.end), title);
  if (headline >= body.begin) body.begin = std::min(headline + 1, body.end);
  // A headline of its own may hold a dash; the title, shown or not, has the site's name behind it.
  const std::string_view line = headline == first ? title : lines[headline].text;
  article.title = text::fold_space(line == title ? without_site(line) : line);
  article.evidence.push_back({"title", headline == first ? "first-line" : "capture-line", 0.7});
  const Head head = head_of(first, headline, body, lines.size());
  for (std::size_t i = head.begin; i < std::min(head.end, body.begin); ++i) {
    if (const auto minutes = minutes_of(lines[i].text); minutes && !article.reading_minutes) {
      article.reading_minutes = minutes;
      article.evidence.push_back({"reading_minutes", "printed", 0.95});
    } else if (!article.lead_image && i > headline && looks_like_caption(lines[i].text)) {
      article.lead_image = image_from_caption(lines[i].text);
      article.evidence.push_back({"lead_image", "caption-line", 0.8});
    }
  }
  read_date(lines, head, body, article, no_text);
  read_byline(lines, head, body, article, no_text);
  return no_text;
}

}  // namespace newsloom::extract
