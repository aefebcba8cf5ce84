#include <fmt/format.h>

#include "server/api_json.h"
#include "server/api_routes.h"

namespace newsloom::server {
ApiAnswer search_articles(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  const auto cursor = cursor_of(call.parameters);
  if (!cursor) return std::unexpected(cursor.error());
  const std::string order = call.parameters.get("order").value_or("best");
  if (order != "best" && order != "newest")
    return fail(ErrorCode::kInvalidArgument, "order is best or newest", "order");
  const SearchRequest request{.query = call.parameters.get("q").value_or(""),
                              .order = order == "newest" ? SearchOrder::kNewest : SearchOrder::kBest,
                              .offset = *cursor ? static_cast<std::size_t>((*cursor)->id) : 0,
                              .limit = *limit};
  auto results = call.newsroom.search(request);
  if (!results) return std::unexpected(results.error());
  call.cut(*results);
  std::optional<std::string> next;
  if (results->more_hits) next = fmt::to_string(request.offset + request.limit);
  JsonText out;
  write(out, *results, next);
  return out.take();
}

}  // namespace newsloom::server
