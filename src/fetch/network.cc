#include <future>
#include <utility>

#include "newsloom/env.h"

namespace newsloom {

Request request_for_page(std::string url) {
  Request request;
  request.url = std::move(url);
  request.accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1";
  return request;
}

std::optional<std::string> Response::header(std::string_view name) const {
  for (const auto& [key, value] : page.headers)
    if (key == name) return value;
  return std::nullopt;
}

Result<Response> Network::get(Request request) {
  std::promise<Result<Response>> promise;
  auto outcome = promise.get_future();
  fetch(std::move(request), [&promise](Result<Response> told) { promise.set_value(std::move(told)); });
  return outcome.get();
}

}  // namespace newsloom
