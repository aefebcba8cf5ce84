// How a page was made and filed, as far as its head and its address tell: as a post among posts, or as a page
// that stands for itself. Posts have a day and an author; guides, services and lists mostly have none.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// The order is that of the learned tables in date_model.cc and author_model.cc.
enum class MakeClue : std::uint8_t {
  kPost,            ///< a publishing system marks it as a post or an article
  kPage,            ///< … as a page of another sort
  kArticleFolder,   ///< a folder of its address is called "blog", "news", …
  kThingFolder,     ///< … "guides", "services", "topics", …
  kShortAddress,    ///< the last step of its address has at most three words
  kFiled,           ///< under a section or tags
  kDiscussed,       ///< readers may answer
  kPersonStated,    ///< JSON-LD describes a person
  kFeed,            ///< offers a feed
  kYearInHeadline,  ///< "The best … of 2025"
  kSaysWebsite,     ///< og:type is not "article"
  kSaysNothing,     ///< there is no og:type
  kCount
};
inline constexpr std::size_t kMakeClues = static_cast<std::size_t>(MakeClue::kCount);

std::string_view name_of(MakeClue clue);

/// REQUIRES: addresses and headline are decided.
std::bitset<kMakeClues> page_make(const PageSources& in, const Article& article);

}  // namespace newsloom::extract
