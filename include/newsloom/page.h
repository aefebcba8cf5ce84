// A page: bytes as they came, and what others said of them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/timestamp.h"

namespace newsloom {

/// What a feed, a sitemap or another page said of this page before it was opened. Every field may be empty.
struct Hints {
  std::optional<std::string> title;
  std::optional<std::string> summary;
  std::vector<std::string> authors;
  std::optional<std::string> section;
  std::vector<std::string> tags;
  std::optional<std::string> image_url;
  std::optional<Timestamp> published;
};

/// Bytes as they came. Owned by value; a page is moved from stage to stage.
struct Page {
  std::string input;                        ///< the path as walked, `file#offset` inside an archive
  std::optional<std::string> url;           ///< where it was fetched, if known
  std::optional<std::string> content_type;  ///< the HTTP Content-Type value, with its charset
  std::vector<std::pair<std::string, std::string>> headers;  ///< HTTP headers, names in lower case
  std::optional<Timestamp> arrival;                          ///< when it was got
  std::string body;  ///< the bytes, content and transfer codings removed
  Hints hints;
  std::vector<std::string> notes;  ///< what intake dropped or repaired ("truncated:…")
};

}  // namespace newsloom
