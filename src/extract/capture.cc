// A capture has lines and nothing else. Three parts are found in this order:
//   1. the publisher's list of other articles: from its heading to the end, or to the next paragraph that is
//   no entry;
//   2. the body: from the first line that reads like running text (a dateline, or a long line that ends a
//   sentence) to the
//      last one, with short lines between long ones kept as subheads;
//   3. the head: what stands before the body, line by line: headline, date, caption, byline, reading time.
#include "extract/capture.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "extract/agency.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/related.h"
#include "text/charset.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::extract {
namespace {

/// Running text: at least so many bytes, and the end of a sentence. Menus and headlines are shorter.
constexpr std::size_t kLongLine = 100;
/// Lines looked at; a capture is a page, not a book.
constexpr std::size_t kMaxLines = 20'000;
/// Short lines in a row that end the body: menus and footers come in lists, subheads come alone.
constexpr std::size_t kMenuRun = 4;
/// A subhead is at most this long.
constexpr std::size_t kLongestSubhead = 100;

/// A capture of at most so many lines, none of them long, is a note and not a page's menu.
constexpr std::size_t kShortNote = 6;

struct Line {
  std::string_view text;   ///< trimmed
  bool bullet = false;     ///< opened with a list sign, which is cut off
  bool after_gap = false;  ///< an empty line stands before it
};

std::vector<Line> lines_of(std::string_view capture, std::vector<std::string>& notes) {
  std::vector<Line> out;
  bool gap = true;
  for (std::size_t pos = 0; pos < capture.size();) {
    const std::size_t end = std::min(capture.find('\n', pos), capture.size());
    Line line{.text = text::trim(capture.substr(pos, end - pos)), .bullet = false, .after_gap = gap};
    pos = end + 1;
    gap = line.text.empty();
    if (gap) continue;
    for (const std::string_view sign : {"• ", "•", "* ", "◦ ", "▪ ", "‣ ", "- ", "– "}) {
      if (line.text.starts_with(sign) && line.text.size() > sign.size()) {
        line.text = text::trim(line.text.substr(sign.size()));
        line.bullet = true;
        break;
      }
    }
    if (out.size() == kMaxLines) {
      notes.push_back("capture-lines:" + std::to_string(kMaxLines));
      break;
    }
    out.push_back(line);
  }
  return out;
}

bool ends_sentence(std::string_view line) {
  for (const std::string_view end : {".", "!", "?", "”", "\"", "»", "。", "؟", ".)", "…", ":"}) {
    if (line.ends_with(end)) return true;
  }
  return false;
}

bool is_long(const Line& line) { return line.text.size() >= kLongLine && ends_sentence(line.text); }

/// "2 min read", "·2 min read", "Lesezeit: 3 Minuten", "5 minutes de lecture", "Lectura de 4 min": the number
/// of minutes.
std::optional<int> minutes_of(std::string_view line) {
  if (line.size() > 60) return std::nullopt;
  const std::string lowered = text::lower(line);
  constexpr std::array<std::string_view, 12> kReading = {"read",    "lese",    "lecture",  "lectura",
                                                         "leitura", "lettura", "leestijd", "läs",
                                                         "чтени",   "читать",  "czytania", "okuma"};
  const bool says_minutes = lowered.find("min") != std::string::npos ||
                            lowered.find("мин") != std::string::npos ||
                            lowered.find("dk") != std::string::npos;
  if (!says_minutes || std::ranges::none_of(kReading, [&](std::string_view word) {
        return lowered.find(word) != std::string::npos;
      })) {
    return std::nullopt;
  }
  const std::size_t digit = lowered.find_first_of("0123456789");
  if (digit == std::string::npos) return std::nullopt;
  int minutes = 0;
  for (std::size_t i = digit; i < lowered.size() && lowered[i] >= '0' && lowered[i] <= '9' && minutes < 1000;
       ++i) {
    minutes = minutes * 10 + (lowered[i] - '0');
  }
  return minutes > 0 && minutes < 1000 ? std::optional(minutes) : std::nullopt;
}

/// Entries after a heading: a bullet with the title, then lines of its summary.
void read_related(const std::vector<Line>& lines, std::size_t heading, Article& article) {
  for (std::size_t i = heading + 1; i < lines.size(); ++i) {
    if (lines[i].bullet) {
      article.related.push_back({.url = {},
                                 .title = text::fold_space(lines[i].text),
                                 .summary = {},
                                 .agency = {},
                                 .dateline = {},
                                 .published = {}});
    } else if (!article.related.empty()) {
      auto& summary = article.related.back().summary;
      summary = summary ? *summary + ' ' + text::fold_space(lines[i].text) : text::fold_space(lines[i].text);
    }
  }
  for (RelatedLink& link : article.related) read_summary(link);
}

/// The list's heading: a line that says so and is followed by a bulleted entry.
std::size_t find_related(const std::vector<Line>& lines) {
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (is_related_heading(lines[i].text) && lines[i + 1].bullet) return i;
  }
  return lines.size();
}

struct Span {
  std::size_t begin = 0, end = 0;
};

bool opens_body(const Line& line) {
  if (const auto dateline = dateline_of(line.text)) {
    if (dateline->agency || line.text.size() >= kLongLine) return true;
  }
  return is_long(line) && !looks_like_caption(line.text) && !line.bullet;
}

Span find_body(const std::vector<Line>& lines, std::size_t end) {
  Span body{end, end};
  for (std::size_t i = 0; i < end; ++i) {
    if (opens_body(lines[i])) {
      body.begin = i;
      break;
    }
  }
  std::size_t last = body.begin;
  std::size_t run = 0;
  for (std::size_t i = body.begin; i < end; ++i) {
    const bool text =
        is_long(lines[i]) || (ends_sentence(lines[i].text) && lines[i].text.size() > kLongestSubhead / 2);
    if (text) {
      last = i + 1;
      run = 0;
    } else if (++run > kMenuRun) {
      break;
    }
    if (is_related_heading(lines[i].text) && run > 0) break;
  }
  body.end = std::max(last, std::min(body.begin + 1, end));
  return body;
}

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

/// "Headline | Site", "Headline - Site": the part before the last sign, if a later line of the head says it
/// alone.
std::string_view without_site(std::string_view title, const std::vector<Line>& lines, std::size_t end) {
  for (std::size_t i = 1; i < end; ++i) {
    if (lines[i].text.size() >= 15 && lines[i].text.size() < title.size() && title.starts_with(lines[i].text))
      return lines[i].text;
  }
  for (const std::string_view sign : {" | ", " — ", " – ", " - "}) {
    const std::size_t at = title.rfind(sign);
    if (at != std::string_view::npos && at >= 20 && title.size() - at < 40) return title.substr(0, at);
  }
  return title;
}

void read_head(const std::vector<Line>& lines, std::size_t end, Article& article) {
  for (std::size_t i = 0; i < end; ++i) {
    std::string_view line = take_leading_date(lines[i].text, article);
    if (line.empty()) continue;
    if (const auto minutes = minutes_of(line)) {
      article.reading_minutes = minutes;
      article.evidence.push_back({"reading_minutes", "printed", 0.95});
    } else if (!article.title) {
      article.title = text::fold_space(without_site(line, lines, end));
      article.evidence.push_back({"title", "first-line", 0.7});
    } else if (!article.lead_image && looks_like_caption(line)) {
      article.lead_image = image_from_caption(line);
      article.evidence.push_back({"lead_image", "caption-line", 0.8});
    } else if (article.authors.empty() && looks_like_byline(line) && line != *article.title) {
      article.authors = authors_of(line);
      article.evidence.push_back({"authors", "byline", 0.7});
    }
  }
}

std::string body_text(const std::vector<Line>& lines, const Span& body) {
  std::string out;
  for (std::size_t i = body.begin; i < body.end; ++i) {
    if (minutes_of(lines[i].text) ||
        (i > body.begin && looks_like_caption(lines[i].text) && lines[i].text.size() < 400))
      continue;
    if (!out.empty()) out += "\n\n";
    out += text::fold_space(lines[i].text);
  }
  return out;
}

}  // namespace

Article extract_capture(const Page& page) {
  Article article;
  article.notes = page.notes;
  const text::Decoded decoded =
      text::decode(page.body, page.content_type ? text::charset_of(*page.content_type) : std::nullopt, {});
  if (decoded.repaired > 0) article.notes.push_back("utf8-repaired:" + std::to_string(decoded.repaired));
  const std::vector<Line> lines = lines_of(decoded.text, article.notes);
  const std::size_t related = find_related(lines);
  read_related(lines, related, article);
  Span body = find_body(lines, related);
  // A note of a few short lines: what follows its first line is its body.
  if (body.begin == body.end && related == lines.size() && lines.size() > 1 && lines.size() <= kShortNote)
    body = {1, lines.size()};
  read_head(lines, body.begin, article);
  article.text = body_text(lines, body);
  if (const auto dateline = dateline_of(article.text)) {
    if (!dateline->place.empty()) article.dateline = dateline->place;
    article.agency = dateline->agency;
    article.evidence.push_back({"dateline", "body", 0.9});
  }
  article.kind = !article.text.empty() ? ArticleKind::kArticle : ArticleKind::kOther;
  return article;
}

}  // namespace newsloom::extract
