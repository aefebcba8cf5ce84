#include "server/other_sites.h"

#include <algorithm>

namespace newsloom::server {
namespace {

/// How long a browser remembers that it may ask: a day, the most that any keeps.
constexpr const char* kRemembered = "86400";

}  // namespace

bool is_origin(std::string_view text) {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  const std::string_view host = text.substr(scheme);
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view(".-:[]").find(c) != std::string_view::npos;
  };
  return scheme != 0 && !host.empty() && std::ranges::all_of(host, plain);
}

bool OtherSites::knows(const Request& request) const {
  return !request.origin.empty() && std::ranges::find(origins_, request.origin) != origins_.end();
}

std::optional<Reply> OtherSites::preflight(const Request& request) const {
  if (request.method != "OPTIONS" || !knows(request)) return std::nullopt;
  Reply reply;
  reply.status = 204;
  reply.headers = {{"Access-Control-Allow-Methods", "GET, POST"},
                   {"Access-Control-Allow-Headers", "Content-Type"},
                   {"Access-Control-Max-Age", kRemembered}};
  return reply;
}

void OtherSites::admit(const Request& request, Reply& reply) const {
  if (origins_.empty()) return;
  // What stands in a cache was made for one page and must not be given to another.
  reply.headers.emplace_back("Vary", "Origin");
  if (!knows(request)) return;
  reply.headers.emplace_back("Access-Control-Allow-Origin", std::string(request.origin));
  reply.shared = true;
}

}  // namespace newsloom::server
