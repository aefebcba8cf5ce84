// Reasons to believe that a page has no day: what it is, what it shows and states, whom it speaks to.
#pragma once

#include <bitset>
#include <cstddef>
#include <vector>

#include "extract/body.h"
#include "extract/date_clues.h"
#include "extract/page_sources.h"
#include "newsloom/article.h"

namespace newsloom::extract {

/// What was found of the page's days before.
struct FoundDays {
  const std::vector<DayEvidence>& days;
  std::size_t shown = 0;          ///< anywhere on the page
  bool published_stated = false;  ///< some day is stated as that of publication
};

std::bitset<kDatelessClues> dateless_clues(const PageSources& in, const Body& body, const Article& article,
                                           double article_chance, const FoundDays& found);

}  // namespace newsloom::extract
