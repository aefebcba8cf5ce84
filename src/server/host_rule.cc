#include "server/host_rule.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cctype>
#include <string>

namespace newsloom::server {
namespace {

bool is_port(std::string_view text) {
  return text.size() <= 5 && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

bool is_own_host(std::string_view host, std::span<const std::string> names) {
  std::string name;
  std::string_view rest;
  int family = AF_INET;
  if (host.starts_with('[')) {
    const std::size_t end = host.find(']');
    if (end == std::string_view::npos) return false;
    name = host.substr(1, end - 1);
    rest = host.substr(end + 1);
    family = AF_INET6;
  } else {
    const std::size_t colon = host.find(':');
    name = host.substr(0, colon);
    rest = colon == std::string_view::npos ? std::string_view{} : host.substr(colon);
  }
  if (!rest.empty() && (rest[0] != ':' || !is_port(rest.substr(1)))) return false;
  in6_addr address{};
  if (inet_pton(family, name.c_str(), &address) == 1) return true;
  if (family == AF_INET6) return false;
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name.ends_with('.')) name.pop_back();
  return name == "localhost" || name.ends_with(".localhost") || std::ranges::find(names, name) != names.end();
}

}  // namespace newsloom::server
