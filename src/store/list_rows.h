// Lists of everything, page by page: articles, stories, sources.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/ids.h"
#include "newsloom/newsroom.h"
#include "newsloom/story.h"
#include "store/sql.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// Newest arrival first.
std::vector<Headline> list_articles(Connection& connection, const ArticleList& wanted);
/// Latest news first; stories without any time come last, stories without articles not at all.
std::vector<StoryHead> list_stories(Connection& connection, const StoryList& wanted);
/// In the order of ids, from the one after `after`.
std::vector<Source> list_sources(Connection& connection, SourceId after, std::size_t limit);
std::optional<Source> read_source(Connection& connection, SourceId id);

}  // namespace newsloom::store
