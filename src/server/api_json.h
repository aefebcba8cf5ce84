// The nouns of the API as JSON: articles, stories, sources. Unknown is null, never an empty string.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "newsloom/search.h"
#include "newsloom/story.h"

namespace newsloom::server {

/// An article as one line of a list.
nlohmann::ordered_json json_of(const Headline& line);
nlohmann::ordered_json json_of(const std::vector<Headline>& lines);
/// A story as one line of a list.
nlohmann::ordered_json json_of(const StoryHead& story);
/// A story with its articles.
nlohmann::ordered_json json_of(const Story& story);
nlohmann::ordered_json json_of(const Source& source);
nlohmann::ordered_json json_of(const RecommendedStory& story);
/// Without `next`, which the one who knows the page adds.
nlohmann::ordered_json json_of(const SearchResults& results);
/// The whole record, with the numbers that this newsroom gave it: `id` and `story`; the record's own id is
/// `record_id`.
nlohmann::ordered_json json_of(const ArticlePage& page);

/// A second of UTC: "2031-03-04T12:00:00Z".
nlohmann::ordered_json json_of_utc(const std::optional<std::int64_t>& utc_seconds);

}  // namespace newsloom::server
