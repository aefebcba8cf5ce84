#include "extract/dateless.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "extract/voice.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

bool has_any(const DayEvidence& day, std::initializer_list<DateClue> clues) {
  return std::ranges::any_of(clues,
                             [&](DateClue clue) { return day.clues.test(static_cast<std::size_t>(clue)); });
}

/// Shown beside the headline as the day of a change.
bool is_revision(const DayEvidence& day) {
  return has_any(day, {DateClue::kTop, DateClue::kHead, DateClue::kOpening}) &&
         has_any(day, {DateClue::kSaysUpdated});
}

bool is_front_page(const Article& article) {
  const std::string address = article.canonical_url.value_or(article.url.value_or(""));
  const std::size_t host = address.find("://");
  if (host == std::string::npos) return false;
  const std::size_t path = address.find('/', host + 3);
  return path == std::string::npos || path + 1 == address.size();
}

/// A guide is cut into short chapters.
bool has_many_headings(const std::vector<Block>& blocks, const Body& body) {
  constexpr std::size_t kMany = 6, kShortChapter = 220;  // words
  const auto headings = static_cast<std::size_t>(std::ranges::count_if(
      body.blocks, [&](std::size_t i) { return blocks[i].kind == BlockKind::kHeading; }));
  return headings >= kMany && body.words < headings * kShortChapter;
}

}  // namespace

std::bitset<kDatelessClues> dateless_clues(const PageSources& in, const Body& body, const Article& article,
                                           double article_chance, const FoundDays& found) {
  std::bitset<kDatelessClues> out;
  const auto set = [&](DatelessClue clue, bool on) { out.set(static_cast<std::size_t>(clue), on); };
  const std::string og = text::lower(in.meta.first({"og:type"}).value_or(""));
  constexpr std::size_t kShort = 150, kMany = 6;
  set(DatelessClue::kAlways, true);
  set(DatelessClue::kNoArticleType, og != "article" && (in.ld.type.empty() || in.ld.type == "WebPage"));
  set(DatelessClue::kShortText, body.words < kShort);
  set(DatelessClue::kNothingShown, found.shown == 0);
  set(DatelessClue::kManyDays, found.shown > kMany);
  set(DatelessClue::kNothingStated, !found.published_stated);
  set(DatelessClue::kOnlyRevised, !found.published_stated && std::ranges::any_of(found.days, is_revision));
  set(DatelessClue::kFrontPage, is_front_page(article));
  constexpr double kUnlikely = 0.5, kDoubtful = 0.85;
  set(DatelessClue::kUnlikelyArticle, article_chance < kUnlikely);
  set(DatelessClue::kDoubtfulArticle, article_chance >= kUnlikely && article_chance < kDoubtful);
  constexpr double kOften = 0.02, kSome = 0.008;
  const double reader = reader_share(article.text);
  set(DatelessClue::kSpeaksToReader, reader > kOften);
  set(DatelessClue::kSpeaksToReaderSome, reader > kSome && reader <= kOften);
  set(DatelessClue::kManyHeadings, has_many_headings(in.blocks, body));
  set(DatelessClue::kPhone, in.marks.phoned);
  return out;
}

}  // namespace newsloom::extract
