// What a copy or a later state has in common with the text it comes from, and what not: evidence for readers.
#pragma once

#include <cstddef>
#include <string_view>

#include "newsloom/story.h"

namespace newsloom::copies {

/// Words of each text that are looked at; a copy shows in the first thousands.
inline constexpr std::size_t kMostPassageWords = 4000;
/// Passages kept of each kind, the longest, in the order of the text.
inline constexpr std::size_t kMostPassages = 3;
/// Bytes of one passage; what is longer is cut between words and ends in "…".
inline constexpr std::size_t kLongestPassage = 240;

/// Compares `here` with `there` word by word, whatever the order of their paragraphs: a word is shared where
/// it stands in a run of five that the other text has too. Pure; time linear in both texts.
Passages passages_of(std::string_view here, std::string_view there);

}  // namespace newsloom::copies
