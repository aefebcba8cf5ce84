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
    case ErrorCode::kNotSignedIn:
      return 401;
    case ErrorCode::kTooOften:
      return 429;
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
    Row{201, {"Created", "created", "", ""}},
    Row{301, {"Moved Permanently", "moved", "Moved", "This page has another address now."}},
    Row{303, {"See Other", "see_other", "Go on", "The next page has another address."}},
    Row{304, {"Not Modified", "not_modified", "", ""}},
    Row{400,
        {"Bad Request", "invalid_argument", "That request cannot be read",
         "The address or the request is malformed."}},
    Row{401,
        {"Unauthorized", "not_signed_in", "Only for the owner",
         "Sign in to do this, or send an API token. Nothing was changed."}},
    Row{403,
        {"Forbidden", "forbidden", "That was not asked from here",
         "The request did not come from a page of this session, so nothing was changed. Open the page again "
         "and "
         "repeat what you did."}},
    Row{404,
        {"Not Found", "not_found", "No such page",
         "Nothing stands at this address. It may have been removed, or the link may be mistyped."}},
    Row{405,
        {"Method Not Allowed", "method_not_allowed", "Not in this way",
         "This address does not take what was sent to it."}},
    Row{410, {"Gone", "kept_out", "Taken down", "What stood here was taken down and is kept out."}},
    Row{413,
        {"Payload Too Large", "too_large", "That is too much",
         "The request is larger than this server takes."}},
    Row{415,
        {"Unsupported Media Type", "unsupported_type", "Not in this form",
         "This address does not take content of that type."}},
    Row{421,
        {"Misdirected Request", "misdirected", "Not under this name",
         "This newsroom does not answer to that name. Its owner can allow it: site.hosts in newsloom.toml."}},
    Row{422,
        {"Unprocessable Content", "nothing_to_show", "Nothing to show",
         "Neither a headline nor a text was found in it."}},
    Row{429,
        {"Too Many Requests", "too_often", "Too often",
         "Too many requests came from this address. Please wait a little."}},
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
