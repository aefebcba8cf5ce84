// A capture has lines and nothing else. Three parts are found in this order:
//   1. the publisher's list of other articles: from its heading to the end, or to the next paragraph that is
//   no entry;
//   2. the body: the run of lines that reads most like running text, with short lines between kept as
//   subheads;
//   3. the head: what stands between the headline and the body: date, caption, byline, reading time.
#include "extract/capture.h"

#include <algorithm>
#include <string>
#include <vector>

#include "extract/caption.h"
#include "extract/capture_head.h"
#include "extract/capture_lines.h"
#include "extract/dateline.h"
#include "extract/related.h"
#include "text/charset.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::extract {
namespace {

/// A longer line of text is no caption, however it ends.
constexpr std::size_t kLongestCaption = 400;
/// A subhead is at most this long.
constexpr std::size_t kLongestSubhead = 100;

/// A capture of at most so many lines, none of them long, is a note and not a page's menu.
constexpr std::size_t kShortNote = 6;

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

/// How much a line speaks for standing in the body: running text by its words, all else a little against.
double body_value(const Line& line) {
  constexpr double kMost = 60, kShortLine = -7, kBullet = -4, kLabel = -2.5;
  if (const auto dateline = dateline_of(line.text); dateline && dateline->agency) return kMost;
  const bool sentence = ends_sentence(line.text);
  const auto words = static_cast<double>(text::count_words(line.text));
  if (looks_like_caption(line.text) && line.text.size() < kLongestCaption) return kLabel;
  if (is_running_line(line.text)) return std::min(kMost, words);
  if (sentence && line.text.size() > kLongestSubhead / 2) return words * 0.6;
  return line.bullet ? kBullet : sentence ? kLabel : kShortLine;
}

/// The run of lines with the greatest sum: running text with subheads and captions between it, without the
/// menus before and behind. (The maximum-sum run of Kadane: one pass.) It begins and ends with running text.
Span find_body(const std::vector<Line>& lines, std::size_t end) {
  Span best{end, end}, run{0, 0};
  double best_sum = 0, sum = 0;
  for (std::size_t i = 0; i < end; ++i) {
    const double value = i == 0 && !is_running_line(lines[i].text) ? -1 : body_value(lines[i]);
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

std::string body_text(const std::vector<Line>& lines, const Span& body,
                      const std::vector<std::size_t>& no_text) {
  std::string out;
  for (std::size_t i = body.begin; i < body.end; ++i) {
    if (std::ranges::find(no_text, i) != no_text.end() || minutes_of(lines[i].text) ||
        (i > body.begin && looks_like_caption(lines[i].text) && lines[i].text.size() < kLongestCaption))
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
  const std::vector<std::size_t> no_text = read_head(lines, body, article);
  article.text = body_text(lines, body, no_text);
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
