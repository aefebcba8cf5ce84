// From the kinds of failure to HTTP and to what a reader is told. The inner cause stays in the log.
#pragma once

#include <string_view>

#include "newsloom/result.h"

namespace newsloom::server {

/// The HTTP status a failure is reported with.
int status_of(ErrorCode code);

/// What is told about a status: a name for programs; for readers a heading and one sentence on what to do.
struct StatusWords {
  std::string_view reason;  ///< the HTTP reason phrase
  std::string_view code;    ///< what programs read: the `code` of the API's errors
  std::string_view heading;
  std::string_view sentence;
};

/// Words for any status; unknown ones get those of 500.
StatusWords words_of(int status);

}  // namespace newsloom::server
