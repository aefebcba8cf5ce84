// The JSON API under /api/v1/: a table of routes, each answered by a function of the newsroom.
//
// web/openapi.json describes every path and field; a test holds the two together. A new route is a row of the
// table in api_routes.cc, a function, and its paragraph in that file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "newsloom/env.h"
#include "newsloom/newsroom.h"
#include "newsloom/result.h"
#include "server/parameters.h"
#include "server/reply.h"
#include "server/visitors_view.h"

namespace newsloom::server {

inline constexpr std::string_view kApiRoot = "/api/v1";
/// Items of a list, where the client does not say and at most.
inline constexpr std::size_t kApiLimit = 20, kApiMaxLimit = 100;

/// What a handler is asked.
struct ApiCall {
  const Newsroom& newsroom;
  std::string_view id;  ///< what stands for {id} in the path; empty if the path has none
  Parameters parameters;
  const FullText* full_text = nullptr;
  std::string_view content_type = {}, body = {};  ///< of a POST

  /// Cuts out of `value` what the one who asks may not read. Before it becomes JSON.
  template <class T>
  void cut(T& value) const {
    if (full_text) cut_for_visitors(value, *full_text);
  }
};

/// JSON.
using ApiAnswer = Result<std::string>;

/// One row of the table.
struct ApiRoute {
  std::string_view method;
  std::string_view path;  ///< below kApiRoot: "/articles/{id}"; at most one {id}, as the last part
  ApiAnswer (*answer)(const ApiCall& call);
};

std::span<const ApiRoute> api_routes();

/// `limit` of a list, 1 to kApiMaxLimit. Errors: kInvalidArgument.
Result<std::size_t> limit_of(const Parameters& parameters);
/// Where a list goes on: the id of its last item and, for lists in another order, that item's place in it.
struct Cursor {
  std::int32_t id = 0;
  std::optional<std::int64_t> place;
};
/// Reads a cursor as this API wrote it into `next`. Errors: kInvalidArgument.
Result<std::optional<Cursor>> cursor_of(const Parameters& parameters);

/// Any thread.
class Api {
 public:
  Api(const Newsroom& newsroom, std::string openapi, Env env);

  /// Total. `path` begins with "/api/"; HEAD is answered as GET.
  /// `full_text`: null for who may see all texts; else articles of other sources are cut (visitors_view.h).
  Reply answer(const Request& request, std::string_view path, const Parameters& parameters,
               const FullText* full_text) const;
  /// Is a text sent along to be asked about? Then nothing is written.
  static bool asks_with_text(std::string_view method, std::string_view path);
  /// The JSON body of a status: {"code","message"}.
  Reply status(int code) const;

 private:
  Reply failure(const Error& error) const;

  const Newsroom* newsroom_;
  std::string openapi_;
  Env env_;
};

}  // namespace newsloom::server
