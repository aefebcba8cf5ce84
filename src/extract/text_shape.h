// What a stretch of text looks like before anybody reads it: counts that tell running text from labels.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::extract {

/// Groups of words that stand in the furniture of pages, in several languages. One bit each; the order is
/// that of the learned table: do not renumber.
enum LineWord : std::uint16_t {
  kSaysAdvert = 1 << 0,     ///< advertisement, sponsored
  kSaysSubscribe = 1 << 1,  ///< subscribe, newsletter, sign up, e-mail
  kSaysShare = 1 << 2,      ///< share, follow, names of networks
  kSaysComment = 1 << 3,    ///< comment, reply
  kSaysRelated = 1 << 4,    ///< read more, related, also
  kSaysRights = 1 << 5,     ///< copyright, all rights reserved, ©
  kSaysConsent = 1 << 6,    ///< cookies, privacy, terms
  kSaysPicture = 1 << 7,    ///< photo, image, credit
  kSaysAuthor = 1 << 8,     ///< reporter, editor, journalist, contributed
  kSaysAccount = 1 << 9,    ///< log in, account, password
  kSaysTime = 1 << 10,      ///< published, updated, ago, min read
  kSaysMedia = 1 << 11,     ///< watch, listen, video, podcast
  kSaysClick = 1 << 12,     ///< click, here, tap, download, app
  kSaysMenu = 1 << 13,      ///< menu, home, search, skip, back
  kSaysList = 1 << 14,      ///< most, popular, latest, trending, top
};
inline constexpr int kLineWordGroups = 15;

struct TextShape {
  std::uint32_t words = 0;  ///< between spaces; two characters of scripts without spaces count as one
  std::uint32_t letters = 0, capitals = 0, digits = 0;
  std::uint32_t commas = 0, sentence_ends = 0;
  std::uint16_t says = 0;  ///< LineWord groups of its words
  char32_t first = 0, last = 0;
  bool ends_sentence = false;  ///< with . ! ? and the like, quotes and brackets after it allowed
};

/// One pass over valid UTF-8, no allocation.
TextShape shape_of(std::string_view text);

}  // namespace newsloom::extract
