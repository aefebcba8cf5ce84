// What stands in a list when nothing close is left: the edition of the article's day.
#pragma once

#include "recommend/candidates.h"
#include "recommend/collection.h"
#include "recommend/recommender.h"
#include "recommend/selection.h"

namespace newsloom::recommend {

/// Closeness below which the news of the day is the better offer. Scores of the lane "also today" lie below.
inline constexpr double kTodayCeiling = 0.004;

/// Fills what is free of `selection` with stories of the query's day or the days next to it, as the edition
/// of that day ranks them. Looks at a bounded number of articles of each day, and of each story.
void fill_from_edition(const Collection& collection, const Entry& query, const RecommendOptions& options,
                       Selection& selection);

}  // namespace newsloom::recommend
