// Strong identities. In a database articles, stories and storylines have dense 31-bit numbers, given in
// arrival order and never reused; they stand in URLs and in the API. Zero is "none" everywhere.
#pragma once

#include <cstdint>

namespace newsloom {

enum class ArticleId : std::int32_t { kNone = 0 };
enum class StoryId : std::int32_t { kNone = 0 };
enum class StorylineId : std::int32_t { kNone = 0 };
enum class SourceId : std::int32_t { kNone = 0 };
enum class FeedId : std::int32_t { kNone = 0 };

/// The number itself, for printing and storing.
template <class Id>
  requires(sizeof(Id) == sizeof(std::int32_t))
constexpr std::int32_t number(Id id) {
  return static_cast<std::int32_t>(id);
}

}  // namespace newsloom
