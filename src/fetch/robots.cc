// RFC 9309. A pattern is cut at its stars; its pieces are then looked for from left to right, each at its
// first place, which finds a match if there is one: a piece found earlier only leaves more room for the next.
#include "fetch/robots.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace newsloom::fetch {
namespace {

/// Bytes read of a file: what the RFC asks for at least.
constexpr std::size_t kMostBytes = 500 * 1024;
/// Rules kept, and the length of one: real files have a few hundred short ones. They bound the cost of a
/// question.
constexpr std::size_t kMostRules = 5'000, kLongestPattern = 1'024;

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// One spelling for all: escapes of characters that need none resolved, the others and all bytes beyond ASCII
/// written with capital digits.
std::string normalised(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  const auto escape = [&](unsigned char c) {
    out += '%';
    out += kDigits[c >> 4];
    out += kDigits[c & 15];
  };
  for (std::size_t i = 0; i < path.size(); ++i) {
    const char c = path[i];
    const int high = c == '%' && i + 2 < path.size() ? hex_digit(path[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(path[i + 2]) : -1;
    if (low >= 0) {
      const auto byte = static_cast<char>(high * 16 + low);
      if (is_unreserved(byte)) {
        out += byte;
      } else {
        escape(static_cast<unsigned char>(byte));
      }
      i += 2;
    } else if (static_cast<unsigned char>(c) >= 0x80 || static_cast<unsigned char>(c) <= 0x20) {
      escape(static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

bool matches(std::string_view pattern, std::string_view target) {
  const bool to_the_end = pattern.ends_with('$');
  if (to_the_end) pattern.remove_suffix(1);
  std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return to_the_end ? target == pattern : target.starts_with(pattern);
  if (!target.starts_with(pattern.substr(0, star))) return false;
  std::size_t at = star;
  while (true) {
    const std::size_t next = pattern.find('*', star + 1);
    const std::string_view piece = pattern.substr(star + 1, next - std::min(next, star + 1));
    if (next == std::string_view::npos) {
      const std::string_view last = pattern.substr(star + 1);
      if (to_the_end) return target.size() >= at + last.size() && target.ends_with(last);
      return target.find(last, at) != std::string_view::npos;
    }
    const std::size_t found = target.find(piece, at);
    if (found == std::string_view::npos) return false;
    at = found + piece.size();
    star = next;
  }
}

/// Is this the name of our program? "Newsloom/0.1" and "newsloom" are, "newsloombot" is not.
bool names(std::string_view agent, std::string_view product) {
  const std::size_t end = std::ranges::find_if(agent,
                                               [](char c) {
                                                 return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                                          c == '_' || c == '-');
                                               }) -
                          agent.begin();
  return text::lower(agent.substr(0, end)) == text::lower(product);
}

/// One line: its key in lower case, and its value without a comment.
std::pair<std::string, std::string_view> split_line(std::string_view line) {
  line = line.substr(0, line.find('#'));
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {};
  return {text::lower(text::trim(line.substr(0, colon))), text::trim(line.substr(colon + 1))};
}

}  // namespace

Robots Robots::parse(std::string_view bytes, std::string_view product) {
  bytes = bytes.substr(0, kMostBytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  Robots ours, everyones;
  bool have_ours = false, for_us = false, for_all = false, naming = false;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    const auto [key, value] = split_line(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (key == "user-agent" || key == "useragent" || key == "user agent") {
      // Agents named one after another share the rules that follow.
      if (!naming) for_us = for_all = false;
      naming = true;
      for_all = for_all || value == "*";
      if (names(value, product)) have_ours = for_us = true;
      continue;
    }
    const bool rule = key == "allow" || key == "disallow";
    if (!rule && key != "crawl-delay") continue;
    naming = false;
    for (auto& [mine, robots] : {std::pair<bool, Robots*>{for_us, &ours}, {for_all, &everyones}}) {
      if (!mine) continue;
      if (rule) {
        // An empty rule rules nothing.
        if (!value.empty() && value.size() <= kLongestPattern && robots->rules_.size() < kMostRules)
          robots->rules_.push_back({.pattern = normalised(value), .allow = key == "allow"});
      } else if (double delay = 0;
                 std::from_chars(value.data(), value.data() + value.size(), delay).ec == std::errc() &&
                 delay >= 0) {
        robots->crawl_delay_ = std::max(delay, robots->crawl_delay_.value_or(0));
      }
    }
  }
  return have_ours ? ours : everyones;
}

Robots Robots::deny_all() {
  Robots out;
  out.rules_.push_back({.pattern = "/", .allow = false});
  return out;
}

bool Robots::allows(std::string_view target) const {
  const std::string path = normalised(target);
  if (path == "/robots.txt") return true;
  std::size_t longest = 0;
  bool allowed = true;
  for (const Rule& rule : rules_) {
    const std::size_t length = rule.pattern.size();
    if (length < longest || (length == longest && !rule.allow)) continue;
    if (!matches(rule.pattern, path)) continue;
    longest = length;
    allowed = rule.allow;
  }
  return allowed;
}

}  // namespace newsloom::fetch
