// Why a story is recommended, said in a plain sentence from what is known of both articles.
#pragma once

#include <string>
#include <vector>

#include "newsloom/story.h"
#include "recommend/candidates.h"
#include "recommend/collection.h"

namespace newsloom::recommend {

/// The names that both articles hold and that tell something in this collection, the most telling first.
/// Whole names go before parts of names, rare before common; a word that stands only inside longer names on
/// one side ("Donald") is none.
std::vector<std::string_view> shared_names(const Collection& collection, const Entry& a, const Entry& b);

/// The lane of a close article; nothing where nothing true and worth saying connects the two.
std::optional<Lane> lane_of(const Collection& collection, const Entry& query, const Candidate& candidate);

/// The sentence for `candidate` in `lane`, without a full stop.
std::string reason(const Collection& collection, const Entry& query, const Candidate& candidate, Lane lane);

}  // namespace newsloom::recommend
