// An HTTP response as an archive keeps it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::warc {

struct HttpMessage {
  int status = 0;                                            ///< 0: the bytes are no HTTP response
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;                ///< transfer and content codings undone, as far as they could be
  std::vector<std::string> notes;  ///< "chunked:damaged", "gzip:damaged", "truncated:…", "coding:br"
};

/// Reads status line, headers and body; undoes chunks (also where they are announced but missing) and gzip or
/// deflate. At most `max_body` bytes of body after decompression. Total.
HttpMessage parse_http(std::string_view bytes, std::size_t max_body);

}  // namespace newsloom::warc
