// From a request to its results.
#pragma once

#include "newsloom/search.h"
#include "store/sql.h"

namespace newsloom::search {

/// Total: any query has results, maybe none. Works inside the caller's reading transaction and leaves errors
/// with the connection.
SearchResults run(store::Connection& connection, const SearchRequest& request);

}  // namespace newsloom::search
