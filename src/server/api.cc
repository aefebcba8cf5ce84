#include "server/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "server/json_text.h"
#include "server/status.h"

namespace newsloom::server {
namespace {

constexpr std::string_view kType = "application/json; charset=utf-8";
constexpr std::string_view kId = "{id}";

Reply json_reply(int status, std::string json) {
  Reply reply;
  reply.status = status;
  reply.content_type = kType;
  reply.body = std::move(json);
  reply.body += '\n';
  return reply;
}

std::string told(std::string_view code, std::string_view message) {
  JsonText out;
  return out.open('{').key("code").value(code).key("message").value(message).close('}').take();
}

/// Does `path` have the form of `route`? Then `id` is what stands at its {id}.
bool matches(std::string_view path, std::string_view route, std::string_view& id) {
  if (!route.ends_with(kId)) return path == route;
  route.remove_suffix(kId.size());
  if (!path.starts_with(route)) return false;
  id = path.substr(route.size());
  return !id.empty() && id.find('/') == std::string_view::npos;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

Result<std::size_t> limit_of(const Parameters& parameters) {
  const auto given = parameters.get("limit");
  if (!given) return kApiLimit;
  const auto limit = whole_number(*given);
  if (!limit || *limit < 1 || *limit > static_cast<std::int64_t>(kApiMaxLimit))
    return fail(ErrorCode::kInvalidArgument, fmt::format("limit is a number from 1 to {}", kApiMaxLimit),
                "limit");
  return static_cast<std::size_t>(*limit);
}

Result<std::optional<Cursor>> cursor_of(const Parameters& parameters) {
  const auto given = parameters.get("cursor");
  if (!given) return std::nullopt;
  const std::string_view text = *given;
  const std::size_t dot = text.find('.');
  Cursor cursor;
  // The first number is an id.
  const auto id = whole_number(text.substr(0, dot));
  const bool fits = id && *id > 0 && *id <= std::numeric_limits<std::int32_t>::max();
  if (dot != std::string_view::npos) cursor.place = whole_number(text.substr(dot + 1));
  if (!fits || (dot != std::string_view::npos && !cursor.place))
    return fail(ErrorCode::kInvalidArgument, "cursor is not one that `next` of this list gave", "cursor");
  cursor.id = static_cast<std::int32_t>(*id);
  return cursor;
}

Api::Api(const Newsroom& newsroom, std::string openapi, Env env)
    : newsroom_(&newsroom), openapi_(std::move(openapi)), env_(std::move(env)) {}

bool Api::asks_with_text(std::string_view method, std::string_view path) {
  if (!path.starts_with(kApiRoot)) return false;
  path.remove_prefix(kApiRoot.size());
  return std::ranges::any_of(api_routes(), [&](const ApiRoute& route) {
    return route.method == "POST" && method == route.method && path == route.path;
  });
}

Reply Api::answer(const Request& request, std::string_view path, const Parameters& parameters,
                  const FullText* full_text) const {
  const std::string_view method = request.method == "HEAD" ? "GET" : request.method;
  if (!path.starts_with(kApiRoot)) return status(404);
  path.remove_prefix(kApiRoot.size());
  if (path == "/openapi.json" && method == "GET") {
    Reply reply;
    reply.content_type = kType;
    reply.body = openapi_;
    return reply;
  }
  std::string allow;
  for (const ApiRoute& route : api_routes()) {
    std::string_view id;
    if (!matches(path, route.path, id)) continue;
    if (route.method != method) {
      allow += (allow.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
      continue;
    }
    auto answer = route.answer({.newsroom = *newsroom_,
                                .id = id,
                                .parameters = parameters,
                                .full_text = full_text,
                                .content_type = request.content_type,
                                .body = request.body});
    return answer ? json_reply(200, std::move(*answer)) : failure(answer.error());
  }
  if (allow.empty()) return status(404);
  Reply reply = status(405);
  reply.allow = std::move(allow);
  return reply;
}

Reply Api::status(int code) const {
  const StatusWords words = words_of(code);
  return json_reply(code, told(words.code, words.sentence));
}

Reply Api::failure(const Error& error) const {
  const int code = status_of(error.code);
  if (code >= 500) {
    env_.log(LogLevel::kError, fmt::format("{}: {}", error.where, error.message));
    return status(code);
  }
  // The client's own mistake: the message names it.
  return json_reply(code, told(words_of(code).code,
                               error.where.empty() ? error.message : error.where + ": " + error.message));
}

}  // namespace newsloom::server
