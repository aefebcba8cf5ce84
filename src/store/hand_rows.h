// What the owner hid, and what was learned of the owner's taste.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/hand.h"
#include "store/sql.h"

// All functions here work inside the caller's transaction and leave errors with the connection.
namespace newsloom::store {

std::vector<Hidden> read_hidden(Connection& connection);
/// One that is hidden already stays as it is.
void insert_hidden(Connection& connection, const Hidden& hidden, std::int64_t now_utc);
void delete_hidden(Connection& connection, HiddenKind kind, std::string_view name);

/// The strongest first.
std::vector<Leaning> read_leanings(Connection& connection);
void write_leaning(Connection& connection, const Leaning& leaning);
void delete_leanings(Connection& connection);

/// Section and tags of an article, as printed, each once.
std::vector<std::string> read_topics(Connection& connection, ArticleId id);

}  // namespace newsloom::store
