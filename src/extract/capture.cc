// A capture has lines and nothing else. Three parts are found in this order:
//   1. the publisher's list of other articles: from its heading to the end, or to the next paragraph that is
//   no entry;
//   2. the body: the run of lines that reads most like running text, with short lines between kept as
//   subheads;
//   3. the head: what stands between the headline and the body: date, caption, byline, reading time.
#include "extract/capture.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/dateline.h"
#include "extract/headline.h"
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
  for (const std::string_view end :
       {".", "!", "?", "”", "\"", "»", "“", "。", "！", "？", "」", "؟", "۔", "।", ".)", "…", ":"}) {
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

/// How much a line speaks for standing in the body: running text by its words, all else a little against.
double body_value(const Line& line) {
  constexpr double kMost = 60, kShortLine = -7, kBullet = -4, kLabel = -2.5;
  if (const auto dateline = dateline_of(line.text); dateline && dateline->agency) return kMost;
  const bool sentence = ends_sentence(line.text);
  const auto words = static_cast<double>(text::count_words(line.text));
  if (looks_like_caption(line.text) && line.text.size() < 4 * kLongLine) return kLabel;
  if (is_long(line)) return std::min(kMost, words);
  if (sentence && line.text.size() > kLongestSubhead / 2) return words * 0.6;
  return line.bullet ? kBullet : sentence ? kLabel : kShortLine;
}

/// The run of lines with the greatest sum: running text with subheads and captions between it, without the
/// menus before and behind. (The maximum-sum run of Kadane: one pass.) It begins and ends with running text.
Span find_body(const std::vector<Line>& lines, std::size_t end) {
  Span best{end, end}, run{0, 0};
  double best_sum = 0, sum = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const double value = i == 0 && !is_long(lines[i]) ? -1 : body_value(lines[i]);
    if (sum <= 0) {
      sum = 0;
      run.begin = i;
    }
    sum += value;
    if (sum > best_sum) {
      best_sum = sum;
      best = {run.begin, i + 1};
    }
  }
  constexpr double kLeast = 8;  // a lone sentence of a menu is no article
  return best_sum < kLeast ? Span{end, end} : best;
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
    constexpr std::size_t kShortestHeadline = 15;
    if (lines[i].text.size() < kShortestHeadline || lines[i].text.size() > title.size()) continue;
    if (text::lower(title).starts_with(text::lower(lines[i].text))) return lines[i].text;
  }
  for (const std::string_view sign : {" | ", " — ", " – ", " - "}) {
    const std::size_t at = title.rfind(sign);
    if (at != std::string_view::npos && at >= 20 && title.size() - at < 40) return title.substr(0, at);
  }
  return title;
}

/// The line before the body that says the first line's headline again, part of it or in its own words; else
/// the first.
std::size_t headline_line(const std::vector<Line>& lines, std::size_t end, const std::string& title) {
  constexpr std::size_t kLongestHeadline = 250, kShortestHeadline = 15;
  const std::string key = text::comparison_key(title);
  std::size_t held = 0, agreed = 0;
  for (std::size_t i = 1; i < end; ++i) {
    const std::string_view line = lines[i].text;
    if (line.size() < kShortestHeadline || line.size() > kLongestHeadline) continue;
    if (looks_like_caption(line)) continue;  // it shares the headline's names
    if (key.find(text::comparison_key(line)) != std::string::npos) {
      if (held == 0 || line.size() >= lines[held].text.size()) held = i;
    } else if (line.size() * 3 > title.size() * 2 && headlines_agree(std::string(line), title)) {
      agreed = i;
    }
  }
  if (held > 0 || agreed > 0) return held > 0 ? held : agreed;
  return 0;
}

/// Lines between headline and body, where date, byline and caption stand, and a few above the headline.
Span head_of(std::size_t headline, std::size_t end) {
  constexpr std::size_t kLines = 14, kAbove = 3;
  if (headline == 0) return {end > kLines ? end - kLines : 0, end};
  return {headline > kAbove ? headline - kAbove : 0, std::min(end, headline + 3 * kLines)};
}

void read_date(const std::vector<Line>& lines, const Span& head, const Span& body, Article& article) {
  constexpr std::size_t kLongestDateLine = 110, kBelow = 4;
  const auto take = [&](std::size_t begin, std::size_t end, double confidence) {
    for (std::size_t i = begin; i < end && !article.published; ++i) {
      if (lines[i].text.size() > kLongestDateLine || looks_like_caption(lines[i].text)) continue;
      if (const auto date = text::find_date(lines[i].text)) {
        article.published = date->moment;
        article.evidence.push_back({"published", "capture-line", confidence});
      }
    }
  };
  take(head.begin, head.end, 0.75);
  take(body.end, std::min(lines.size(), body.end + kBelow), 0.5);
}

void read_byline(const std::vector<Line>& lines, const Span& head, std::size_t headline, Article& article) {
  const auto take = [&](std::string_view line, double confidence) {
    article.authors = authors_of(line);
    if (!article.authors.empty()) article.evidence.push_back({"authors", "byline", confidence});
  };
  for (std::size_t i = head.begin; i < head.end && article.authors.empty(); ++i) {
    const std::string_view line = lines[i].text;
    constexpr std::size_t kLongestByline = 120;
    if (line.size() > kLongestByline || i == headline) continue;
    if (says_by(line)) {
      take(line, 0.8);
    } else if (says_by(std::string(line) + " x") && i + 1 < head.end) {
      take(lines[i + 1].text, 0.8);  // "By" on a line of its own
    }
  }
  // A line of names alone: behind the headline only, since menus are capitalised too.
  constexpr std::size_t kShortHead = 8;
  if (headline == 0 && head.end > kShortHead) return;
  for (std::size_t i = std::max(head.begin, headline + 1); i < head.end && article.authors.empty(); ++i) {
    const auto parts = authors_of(lines[i].text);
    const bool names = !parts.empty() && std::ranges::all_of(parts, [](const Author& author) {
      return author.kind == AuthorKind::kAgency || is_person_name(author.name);
    });
    if (names && looks_like_byline(lines[i].text)) take(lines[i].text, 0.6);
  }
}

void read_head(const std::vector<Line>& lines, const Span& body, Article& article) {
  std::size_t first = 0;
  for (std::size_t i = 0; i < body.begin && !article.title; ++i) {
    const std::string_view line = take_leading_date(lines[i].text, article);
    if (line.empty() || minutes_of(line)) continue;
    article.title = text::fold_space(without_site(line, lines, body.begin));
    article.evidence.push_back({"title", "first-line", 0.7});
    first = i;
  }
  if (!article.title) return;
  const std::size_t again = headline_line(lines, body.begin, *article.title);
  if (again > first) article.title = text::fold_space(lines[again].text);
  const std::size_t headline = std::max(first, again);
  const Span head = head_of(headline, body.begin);
  for (std::size_t i = head.begin; i < head.end; ++i) {
    if (const auto minutes = minutes_of(lines[i].text); minutes && !article.reading_minutes) {
      article.reading_minutes = minutes;
      article.evidence.push_back({"reading_minutes", "printed", 0.95});
    } else if (!article.lead_image && i > headline && looks_like_caption(lines[i].text)) {
      article.lead_image = image_from_caption(lines[i].text);
      article.evidence.push_back({"lead_image", "caption-line", 0.8});
    }
  }
  read_date(lines, head, body, article);
  read_byline(lines, head, headline, article);
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
  read_head(lines, body, article);
  article.text = body_text(lines, body);
  if (const auto dateline = dateline_of(article.text)) {
    if (!dateline->place.empty()) article.dateline = dateline->place;
    article.agency = dateline->agency;
    article.evidence.push_back({"dateline", "body", 0.9});
  }
  if (!article.agency) {
    article.agency = credit_of(std::string_view(article.text).substr(article.text.rfind('\n') + 1));
    if (article.agency) article.evidence.push_back({"agency", "credit", 0.8});
  }
  article.kind = !article.text.empty() ? ArticleKind::kArticle : ArticleKind::kOther;
  return article;
}

}  // namespace newsloom::extract
