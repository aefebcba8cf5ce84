#include "feed/entry_article.h"

#include <array>
#include <string_view>

#include "extract/outline.h"
#include "html/document.h"
#include "text/language.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::feed {
namespace {

/// Words from which the text in a feed is taken for the whole. Teasers have 15 to 60 words, short news 80 to
/// 150; what a feed cuts off is rarely longer. Doubtful between 80 and 150: a text that is then cut all the
/// same shows it by how it ends.
constexpr std::size_t kWholeWords = 120;
/// Languages without spaces are counted in their own words by the text room; the same bound serves.

/// Does the text end as texts do that go on elsewhere?
bool is_cut_off(std::string_view text) {
  text = text::trim(text);
  while (!text.empty() && (text.back() == ']' || text.back() == ')'))
    text = text::trim(text.substr(0, text.size() - 1));
  for (const std::string_view end : {"…", "...", "&hellip;"})
    if (text.ends_with(end)) return true;
  return false;
}

/// The paragraphs of a piece of HTML, without what stands in navigation, captions and the like.
std::string paragraphs_of(const std::string& html) {
  const html::Document page = html::parse(html, "utf-8");
  std::string out;
  for (const extract::Block& block : extract::blocks_of(page)) {
    if (block.furniture || block.kind == extract::BlockKind::kCaption || block.text.empty()) continue;
    // "Read more", "The post … appeared first on …": paragraphs that are links.
    constexpr double kMostlyLink = 0.6;
    if (block.link_share > kMostlyLink) continue;
    if (!out.empty()) out += "\n\n";
    out += block.text;
  }
  return out;
}

}  // namespace

std::optional<Article> article_from(const Entry& entry, const std::string& feed_url,
                                    std::optional<std::int64_t> arrival_utc) {
  const Hints& hints = entry.hints;
  if (!hints.title) return std::nullopt;
  Article parent;
  parent.input = feed_url;
  parent.id = feed_url + '\n' + entry.id.value_or("");
  parent.lang = entry.lang;
  if (arrival_utc)
    parent.arrival =
        Timestamp{.utc_seconds = *arrival_utc, .offset_minutes = 0, .precision = Precision::kSecond};
  Article article = teaser_from({.url = entry.url,
                                 .title = *hints.title,
                                 .summary = hints.summary,
                                 .agency = {},
                                 .dateline = {},
                                 .published = hints.published ? hints.published : entry.modified},
                                parent, 0);
  article.modified = hints.published ? entry.modified : std::nullopt;
  for (const std::string& name : hints.authors) article.authors.push_back({.name = name});
  article.section = hints.section;
  article.tags = hints.tags;
  if (hints.image_url)
    article.lead_image = Image{.url = hints.image_url, .caption = {}, .credit = {}, .provider = {}};
  for (const char* field : {"title", "summary", "published"})
    article.evidence.push_back({field, "feed", 0.9});
  if (!entry.content) return article;
  std::string text = paragraphs_of(*entry.content);
  const std::size_t words = text::count_words(text);
  if (words < kWholeWords || is_cut_off(text)) return article;
  article.kind = ArticleKind::kArticle;
  article.text = std::move(text);
  article.word_count = static_cast<int>(words);
  article.reading_minutes = text::reading_minutes(words, article.lang.value_or(""));
  article.evidence.push_back({"text", "feed", 0.9});
  return article;
}

}  // namespace newsloom::feed
