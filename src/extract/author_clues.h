// Whom a page names as its authors, and how: the evidence for `authors`.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/body.h"
#include "extract/page_make.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// Reasons to believe, or not, that a list of names is the byline. The order is that of the learned table in
/// author_model.cc.
enum class AuthorClue : std::uint8_t {
  // Who names them.
  kLdPerson,
  kLdOrganisation,
  kMeta,
  kSharedBy,
  kHint,
  kItem,
  kNamed,
  kAuthorLink,
  kByLine,
  kBareLine,
  // Where; "later": not the first names there.
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
  kComment,
  // What they look like.
  kAgency,
  kStaff,
  kTwoOrThree,
  kMany,
  kIsHeading,     ///< a heading of the page says the same
  kLogin,         ///< what somebody signs in with, or programs write where nobody is known: "jdoe42", "admin"
  kWithoutHouse,  ///< a printed list less the house's name
  kHouse,         ///< the site's own name
  kHouseOfNews,   ///< the same, where the page is a NewsArticle
  // How they compare with the page's other lists.
  kTwice,
  kThrice,
  kShownNear,
  kShownNowhere,
  kPartOfOther,
  kHoldsOther,
  kOnlyOne,
  kCount
};
inline constexpr std::size_t kAuthorClues = static_cast<std::size_t>(AuthorClue::kCount);

/// Reasons to believe that nobody is named.
enum class AuthorlessClue : std::uint8_t {
  kAlways,
  kNoArticleType,
  kShortText,
  kNewsType,
  kNobodyNear,       ///< no name is marked as the author's, or stated and printed, beside the headline
  kUnlikelyArticle,  ///< by its kind
  kDoubtfulArticle,
  kCount
};
inline constexpr std::size_t kAuthorlessClues = static_cast<std::size_t>(AuthorlessClue::kCount);

std::string_view name_of(AuthorClue clue);
std::string_view name_of(AuthorlessClue clue);

struct Byline {
  std::vector<Author> names;
  std::bitset<kAuthorClues> clues;
  const char* from = "";
};

struct AuthorEvidence {
  std::vector<Byline> bylines;  ///< distinct, in order of appearance; bounded
  std::bitset<kAuthorlessClues> authorless;
  std::bitset<kMakeClues> make;  ///< for or against its having an author, too
};

/// `article.agency` is the dateline's. `article_chance`: how likely the page is an article (page_kind.h).
AuthorEvidence author_evidence(const PageSources& in, const Body& body, const Article& article,
                               double article_chance);

/// How much speaks for the list; comparable among those of one page and with authorless_score().
double score_of(const Byline& byline);
double authorless_score(const AuthorEvidence& evidence);

}  // namespace newsloom::extract
