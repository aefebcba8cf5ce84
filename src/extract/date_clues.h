// What a page says and shows about its day: the evidence for `published`.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/body.h"
#include "extract/page_make.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"
#include "newsloom/timestamp.h"

namespace newsloom::extract {

/// Reasons to believe, or not, that a day is the article's. The order is that of the learned table in
/// date_model.cc.
enum class DateClue : std::uint8_t {
  // What the page states for machines.
  kLdNews,
  kLdArticle,
  kLdPage,
  kLdOther,
  kLdCreated,
  kLdModified,
  kOpenGraph,
  kOpenGraphModified,
  kMeta,
  kMetaWeak,
  kMetaModified,
  kItemPublished,
  kItemInHead,  ///< microdata in a meta element: of the page, not of one of its teasers
  kItemCreated,
  kItemModified,
  kItemAside,  ///< microdata under the text or elsewhere: mostly of a teaser
  kUrl,
  kScript,
  kHint,
  // What it shows, and where: above the headline, between headline and text, at the text's first words, in
  // it,
  // under it, elsewhere; "later": not the first day shown there.
  kTop,
  kTopLater,
  kHead,
  kHeadLater,
  kOpening,
  kInBody,
  kTail,
  kTailLater,
  kFar,
  kFarLater,
  // How it is shown.
  kTimeElement,
  kSaysPublished,
  kSaysUpdated,
  kFurniture,
  kInComment,  ///< in an element named for comments
  kSaysToday,  ///< "open today, …"
  // How it compares with the page's other days.
  kStatedAndShown,   ///< as published
  kStatedMidnight,   ///< stated as published at the stroke of midnight
  kChangeShown,      ///< shown, and stated as a change's day only
  kChangeOnly,       ///< the same, but not shown
  kOnlyAside,        ///< shown under the text or elsewhere, and stated nowhere
  kAsideOfStated,    ///< … while another day is stated as published
  kRevision,         ///< known as a change's day only, while another is stated as published
  kRevisionTimed,    ///< … and shown beside the headline by a <time>
  kLoneStatement,    ///< said by one JSON-LD object that is no NewsArticle, shown nowhere
  kStatedAlone,      ///< stated as published, not shown, and no day beside the headline
  kOthersShown,      ///< stated but not shown, while another day is shown beside the headline
  kNewsOthersShown,  ///< the same of a NewsArticle's day
  kDayOffShown,      ///< … and that one is the day before or after: midnight of another zone
  kOneOfMany,        ///< shown under the text or elsewhere among several days
  kOnlyDay,          ///< and not shown aside only
  kEarliest,
  kLatest,
  kCount
};
inline constexpr std::size_t kDateClues = static_cast<std::size_t>(DateClue::kCount);

/// Reasons to believe that the page has no day at all.
enum class DatelessClue : std::uint8_t {
  kAlways,
  kNoArticleType,
  kShortText,
  kNothingShown,
  kManyDays,
  kNothingStated,
  kOnlyRevised,      ///< what is shown there speaks of a change, and no day is stated
  kFrontPage,        ///< the address has no path
  kUnlikelyArticle,  ///< by its kind
  kDoubtfulArticle,
  kSpeaksToReader,  ///< "you" (voice.h)
  kSpeaksToReaderSome,
  kManyHeadings,  ///< the text is cut into short chapters
  kPhone,         ///< a telephone number to be called
  kCount
};
inline constexpr std::size_t kDatelessClues = static_cast<std::size_t>(DatelessClue::kCount);

std::string_view name_of(DateClue clue);
std::string_view name_of(DatelessClue clue);

/// One day that the page names, by the calendar of whoever wrote it.
struct DayEvidence {
  std::int64_t day = 0;  ///< since 1970-01-01
  std::bitset<kDateClues> clues;
  Timestamp moment;    ///< the best writing of it
  int preference = 0;  ///< how good that writing is: the greater, the better
  const char* from = "";
};

struct DateEvidence {
  std::vector<DayEvidence> days;  ///< in order of appearance; bounded
  std::bitset<kDatelessClues> dateless;
  std::bitset<kMakeClues> make;  ///< for or against its having a day, too
};

/// `article_chance`: how likely the page is an article (page_kind.h).
DateEvidence date_evidence(const PageSources& in, const Body& body, const Article& article,
                           double article_chance);

/// How much speaks for the day; comparable among the days of one page and with dateless_score().
double score_of(const DayEvidence& day);
double dateless_score(const DateEvidence& evidence);

}  // namespace newsloom::extract
