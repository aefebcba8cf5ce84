// How a reading method of the newsroom ends.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "newsloom/result.h"
#include "store/sql.h"

namespace newsloom {

/// What was found, unless reading it failed. Errors: those of the connection, kNotFound.
template <class T>
Result<T> answer(store::Connection& connection, std::optional<T> found, std::string what) {
  if (auto status = connection.status(); !status) return std::unexpected(status.error());
  if (!found) return fail(ErrorCode::kNotFound, "not found", std::move(what));
  return std::move(*found);
}

}  // namespace newsloom
