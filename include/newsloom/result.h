// Errors of the outer world as values: a file, a database, a network. Broken contracts of our own are
// asserts; odd pages are no errors at all but notes on the result (see article.h).
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace newsloom {

/// Kinds of failure a caller can act on differently. The HTTP status and the exit code derive from it.
enum class ErrorCode {
  kNotFound,
  kCorruption,
  kInvalidArgument,
  kIo,
  kTooLarge,
  kUnavailable,
  kTimeout,
  kDenied,       ///< somebody does not want it: a rule of ours or of the other side
  kNotSignedIn,  ///< the owner must show who they are
  kTooOften,
};

/// A failure: what happened, and the thing and place it happened to ("news.db", "crawl.warc.gz#81920").
struct Error {
  ErrorCode code = ErrorCode::kIo;
  std::string message;
  std::string where;
};

template <class T>
using Result = std::expected<T, Error>;

/// Shorthand: `return fail(ErrorCode::kIo, "cannot read", path);`
inline std::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return std::unexpected(Error{code, std::move(message), std::move(where)});
}

}  // namespace newsloom
