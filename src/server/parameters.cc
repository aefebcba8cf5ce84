#include "server/parameters.h"

#include <algorithm>

#include "text/utf8.h"

namespace newsloom::server {
namespace {

/// More names in one address are no question of a reader; the rest is ignored.
constexpr std::size_t kMaxParameters = 64;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  std::size_t repaired = 0;
  return text::repair_utf8(out, repaired);
}

}  // namespace

Parameters::Parameters(std::string_view query) {
  while (!query.empty() && pairs_.size() < kMaxParameters) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = pair.find('=');
    if (pair.empty()) continue;
    pairs_.emplace_back(decoded(pair.substr(0, equals)),
                        equals == std::string_view::npos ? "" : decoded(pair.substr(equals + 1)));
  }
}

Parameters Parameters::of_target(std::string_view target) {
  target = target.substr(0, target.find('#'));
  const std::size_t mark = target.find('?');
  return Parameters(mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1));
}

std::optional<std::string> Parameters::get(std::string_view name) const {
  const auto found = std::ranges::find(pairs_, name, &std::pair<std::string, std::string>::first);
  if (found == pairs_.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

}  // namespace newsloom::server
