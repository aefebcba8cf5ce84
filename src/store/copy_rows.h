// Where texts come from, as rows: copies and their originals, later states and the earlier ones, and the
// passages that show it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "newsloom/ids.h"
#include "newsloom/story.h"
#include "store/sql.h"
#include "story/story_builder.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

/// Stores of what an article is a copy or a later state, and whose place it takes as an original.
/// REQUIRES: all articles concerned are stored.
void write_origin(Connection& connection, ArticleId id, const story::Placement& placement);
/// The evidence, where the article is a copy or a later state of `of`.
void write_passages(Connection& connection, ArticleId id, ArticleId of, const Passages& passages);

/// What the article is a copy of, if it is one.
std::optional<TextOrigin> read_copy(Connection& connection, ArticleId id);
/// Rising.
std::vector<ArticleId> read_copies_of(Connection& connection, ArticleId id);
/// The earlier state, if the article is a later one.
std::optional<TextOrigin> read_earlier_state(Connection& connection, ArticleId id);
/// The articles that are the next state of this one, rising: mostly one.
std::vector<ArticleId> read_later_states(Connection& connection, ArticleId id);

}  // namespace newsloom::store
