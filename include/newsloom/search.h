// Full-text search: what is asked, and what is found. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsloom/story.h"

namespace newsloom {

enum class SearchOrder {
  kBest,    ///< by where the words stand (title, top, text), how rare they are, and how fresh the article is
  kNewest,  ///< by arrival, the latest first
};

/// A question. Any bytes are one: what cannot be understood is left out, and `notes` of the answer says so.
///
///   harbour wall        both words, in any form of the article's language, with or without accents
///   "sea wall"          next to one another
///   harbour OR port     at least one of them
///   -ferry  -"sea wall" not that
///   title:harbour       in the headline
///   source:tribune.example   of that publisher (its domain, the head of it, or its name)
///   lang:de             in that language
///   kind:opinion        article, live, gallery, video, index, teaser, other, opinion
///   after:2031-03-04  before:2031-04   on that day, month or year or later; earlier than it
struct SearchRequest {
  std::string query;
  SearchOrder order = SearchOrder::kBest;
  std::size_t offset = 0;  ///< stories to leave out; pages of an answer
  std::size_t limit = 20;  ///< stories at most
};

/// A piece of text; `match` where it is a word that was asked for.
struct MatchedText {
  std::string text;
  bool match = false;
};

/// A story that was found, by the article of it that answers best.
struct SearchHit {
  Headline headline;
  std::vector<MatchedText> title;
  std::vector<MatchedText> snippet;  ///< of its text, around the words that were asked for
  std::vector<Headline> also;  ///< further articles of that story that were found, best first, at most 20
  std::size_t also_count = 0;  ///< how many there are
  double score = 0;            ///< 0 in order of arrival
};

struct SearchResults {
  std::vector<SearchHit> hits;
  std::size_t matches = 0;         ///< articles that match, up to the limit below
  bool more_matches = false;       ///< there are more, all of them older: only the newest were looked at
  bool more_hits = false;          ///< there is another page
  std::vector<std::string> notes;  ///< what was not understood or left out, in plain words
};

/// Matches that are looked at. Beyond it only the newest are, and `more_matches` says so.
inline constexpr std::size_t kMaxSearchMatches = 20'000;

}  // namespace newsloom
