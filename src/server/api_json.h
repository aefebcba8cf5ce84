// The nouns of the API as JSON: articles, stories, sources. Unknown is null, never an empty string.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/search.h"
#include "newsloom/story.h"
#include "server/json_text.h"

namespace newsloom::server {

/// An article as one line of a list.
void write(JsonText& out, const Headline& line);
/// A story as one line of a list.
void write(JsonText& out, const StoryHead& story);
/// A story with its articles.
void write(JsonText& out, const Story& story);
void write(JsonText& out, const Source& source);
void write(JsonText& out, const RecommendedStory& story);
void write(JsonText& out, const MatchedText& part);
void write(JsonText& out, const SearchHit& hit);
/// `next`: where the list goes on.
void write(JsonText& out, const SearchResults& results, const std::optional<std::string>& next);
/// The whole record, with the numbers that this newsroom gave it: `id` and `story`; the record's own id is
/// `record_id`.
void write(JsonText& out, const ArticlePage& page);

template <class T>
void write(JsonText& out, const std::vector<T>& list) {
  out.open('[');
  for (const T& item : list) write(out, item);
  out.close(']');
}

/// A second of UTC: "2031-03-04T12:00:00Z".
std::optional<std::string> text_of_utc(const std::optional<std::int64_t>& utc_seconds);

}  // namespace newsloom::server
