#include "server/status.h"

#include <array>

namespace newsloom::server {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kInvalidArgument:
      return 400;
    case ErrorCode::kDenied:
      return 403;
    case ErrorCode::kTooLarge:
      return 413;
    case ErrorCode::kUnavailable:
    case ErrorCode::kTimeout:
      return 503;
    case ErrorCode::kCorruption:
    case ErrorCode::kIo:
      break;
  }
  return 500;
}

namespace {

struct Row {
  int status;
  StatusWords words;
};

constexpr StatusWords kOurFault = {"Internal Server Error", "internal", "Something broke here",
                                   "This is our fault, not yours. The log says more. Trying again may help."};

constexpr std::array kRows = {
    Row{200, {"OK", "ok", "", ""}},
    Row{301, {"Moved Permanently", "moved", "Moved", "This page has another address now."}},
    Row{304, {"Not Modified", "not_modified", "", ""}},
    Row{400,
        {"Bad Request", "invalid_argument", "That request cannot be read",
         "The address or the request is malformed."}},
    Row{404,
        {"Not Found", "not_found", "No such page",
         "Nothing stands at this address. It may have been removed, or the link may be mistyped."}},
    Row{405,
        {"Method Not Allowed", "method_not_allowed", "This page can only be read",
         "Only GET and HEAD are answered here."}},
    Row{413,
        {"Payload Too Large", "too_large", "That is too much",
         "The request is larger than this server takes."}},
    Row{421,
        {"Misdirected Request", "misdirected", "Not under this name",
         "This newsroom answers on this machine only, as localhost or by its IP address."}},
    Row{431,
        {"Request Header Fields Too Large", "header_too_large", "That is too much",
         "The header of the request is too large."}},
    Row{500, kOurFault},
    Row{503,
        {"Service Unavailable", "unavailable", "Busy",
         "The newsroom is busy or closing. Please try again in a moment."}},
};

}  // namespace

StatusWords words_of(int status) {
  for (const Row& row : kRows) {
    if (row.status == status) return row.words;
  }
  return kOurFault;
}

}  // namespace newsloom::server
