// From the recommender's numbers to what readers are shown. For the files of this room alone.
#pragma once

#include <set>
#include <vector>

#include "newsloom/story.h"
#include "recommend/recommender.h"
#include "store/sql.h"

namespace newsloom {

/// The entries as headlines, `why` moved out of them; what was taken down since is left out.
std::vector<RecommendedStory> headlines_for(store::Connection& connection,
                                            std::vector<recommend::Recommended>& recommended);

/// All articles of the entries, those folded behind them included.
std::set<ArticleId> articles_of(const std::vector<recommend::Recommended>& recommended);

}  // namespace newsloom
