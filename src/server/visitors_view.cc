#include "server/visitors_view.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace newsloom::server {
namespace {

constexpr std::string_view kWhite = " \t\r\n";
/// Scripts without spaces have no words to count here; this many bytes are no more than forty of theirs.
constexpr std::size_t kMostBytes = 400;
constexpr std::string_view kCut = " …";

/// A number of bytes that ends no character in its middle.
std::size_t whole_characters(std::string_view text, std::size_t bytes) {
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return bytes;
}

std::string first_words(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t words = 0; words < kVisitorsWords; ++words) {
    const std::size_t start = text.find_first_not_of(kWhite, end);
    if (start == std::string_view::npos) break;
    end = std::min(text.find_first_of(kWhite, start), text.size());
  }
  if (end > kMostBytes) end = whole_characters(text, kMostBytes);
  const bool more = text.find_first_not_of(kWhite, end) != std::string_view::npos;
  return std::string(text.substr(0, end)) + (more ? std::string(kCut) : "");
}

bool is_free(const std::optional<std::string>& source, const FullText& full_text) {
  return source && full_text.contains(*source);
}

}  // namespace

bool cut_for_visitors(Article& article, const FullText& full_text) {
  if (is_free(article.source, full_text)) return false;
  // The forty words are one budget: the summary's, else the text's.
  const bool summarised = article.summary && !article.summary->empty();
  std::string words = first_words(summarised ? *article.summary : article.text);
  article.summary = words.empty() ? std::nullopt : std::optional(std::move(words));
  article.text.clear();
  article.html.reset();
  article.lead_image.reset();
  article.images.clear();
  article.related.clear();
  article.quotes.clear();
  article.kind = ArticleKind::kTeaser;
  return true;
}

void cut_for_visitors(Headline& headline, const FullText& full_text) {
  if (headline.summary && !is_free(headline.source, full_text))
    headline.summary = first_words(*headline.summary);
}

void cut_for_visitors(std::vector<Headline>& headlines, const FullText& full_text) {
  for (Headline& headline : headlines) cut_for_visitors(headline, full_text);
}

void cut_for_visitors(Story& story, const FullText& full_text) {
  cut_for_visitors(story.articles, full_text);
}

void cut_for_visitors(Edition& edition, const FullText& full_text) {
  for (Story& story : edition.stories) cut_for_visitors(story, full_text);
}

void cut_for_visitors(SearchResults& results, const FullText& full_text) {
  for (SearchHit& hit : results.hits) {
    if (!is_free(hit.headline.source, full_text)) hit.snippet.clear();
    cut_for_visitors(hit.headline, full_text);
    cut_for_visitors(hit.also, full_text);
  }
}

namespace {

void cut_for_visitors(std::vector<RecommendedStory>& stories, const FullText& full_text) {
  for (RecommendedStory& story : stories) {
    server::cut_for_visitors(story.headline, full_text);
    server::cut_for_visitors(story.also, full_text);
  }
}

}  // namespace

void cut_for_visitors(ReadNext& next, const FullText& full_text) {
  cut_for_visitors(next.coverage, full_text);
  cut_for_visitors(next.recommended, full_text);
}

namespace {

/// Passages are pieces of both texts.
void cut_for_visitors(std::optional<TextOrigin>& origin, bool both_are_free) {
  if (!origin || both_are_free) return;
  origin->passages.shared.clear();
  origin->passages.only_here.clear();
  origin->passages.only_there.clear();
}

}  // namespace

bool cut_for_visitors(ArticlePage& page, const FullText& full_text) {
  const bool here = is_free(page.article.source, full_text);
  const auto there = [&](const std::optional<TextOrigin>& origin, const std::vector<Headline>& among) {
    return origin && std::ranges::any_of(among, [&](const Headline& line) {
             return line.id == origin->of && is_free(line.source, full_text);
           });
  };
  cut_for_visitors(page.copy, here && there(page.copy, page.coverage));
  cut_for_visitors(page.updates, here && there(page.updates, page.versions));
  cut_for_visitors(page.versions, full_text);
  cut_for_visitors(page.coverage, full_text);
  cut_for_visitors(page.recommended, full_text);
  return cut_for_visitors(page.article, full_text);
}

}  // namespace newsloom::server
