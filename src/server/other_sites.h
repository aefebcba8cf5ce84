// Pages of other sites that may ask a public newsroom from a reader's browser (CORS, Fetch standard 3.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/reply.h"

namespace newsloom::server {

/// Is this an origin as browsers write it: "https://blog.example" or with a port?
bool is_origin(std::string_view text);

/// The origins on the list, and no others, may read answers: without cookies, so they see what any visitor
/// sees. Any thread.
class OtherSites {
 public:
  explicit OtherSites(std::vector<std::string> origins) : origins_(std::move(origins)) {}

  /// The answer to a browser that asks beforehand whether it may; nothing for everybody else.
  std::optional<Reply> preflight(const Request& request) const;
  /// Lets the page that asked read `reply`, if it is on the list.
  void admit(const Request& request, Reply& reply) const;

 private:
  bool knows(const Request& request) const;

  std::vector<std::string> origins_;
};

}  // namespace newsloom::server
