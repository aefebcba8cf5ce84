// The newsroom as feeds: the edition, a story, a source, a query, as Atom (RFC 4287) and as JSON Feed 1.1.
//
//   /edition.atom  /story/12.atom  /source/3.atom  /search.atom?q=…     and the same with .json
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/newsroom.h"
#include "newsloom/result.h"
#include "server/parameters.h"
#include "server/reply.h"
#include "server/visitors_view.h"

namespace newsloom::server {

/// A feed before it has a form.
struct OutFeed {
  std::string title;
  std::string page;  ///< path of the page that it is a feed of
  std::string self;  ///< its own path, without ".atom" or ".json", and its query
  std::string query;
  std::optional<std::int64_t> updated_utc;
  std::vector<Headline> entries;
};

/// `base`: what stands before every path, "http://localhost:8080". Total; what XML cannot hold is left out.
std::string to_atom(const OutFeed& feed, const std::string& base);
std::string to_json_feed(const OutFeed& feed, const std::string& base);

/// The reply for a feed's path; nothing for other paths. `full_text`: null for who may see all texts, else
/// see visitors_view.h. Errors: kNotFound, those of reading.
std::optional<Result<Reply>> feed_at(const Newsroom& newsroom, std::string_view path,
                                     const Parameters& parameters, const std::string& base,
                                     const FullText* full_text);

}  // namespace newsloom::server
