#include <algorithm>
#include <array>

#include "feed/feed.h"
namespace newsloom::feed {
namespace {

/// Without prefix, in lower case. "channel" and "entry" alone are too common in other files to be believed.
constexpr std::array<std::string_view, 5> kRoots = {"rss", "rdf", "feed", "urlset", "sitemapindex"};

/// Without the white space at its start: of a page only the first few bytes are looked at.
std::string_view skip_blanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

std::string_view after(std::string_view text, std::string_view end) {
  const std::size_t at = text.find(end);
  return at == std::string_view::npos ? std::string_view{} : text.substr(at + end.size());
}

/// The name of the first element, without prefix; empty if the bytes do not begin like XML.
std::string_view first_element(std::string_view text) {
  while (true) {
    text = skip_blanks(text);
    if (text.starts_with("<?")) {
      text = after(text, "?>");
    } else if (text.starts_with("<!--")) {
      text = after(text, "-->");
    } else if (text.starts_with("<!")) {
      text = after(text, ">");
    } else {
      break;
    }
  }
  if (!text.starts_with('<')) return {};
  text = text.substr(1, text.find_first_of(" \t\r\n/>", 1) - 1);
  const std::size_t colon = text.find(':');
  return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

/// "version": "https://jsonfeed.org/version/…". In a text such quotes are escaped, so no article's text says
/// this.
bool says_json_feed(std::string_view text) {
  constexpr std::string_view kKey = "\"version\"", kValue = "\"https://jsonfeed.org/version/";
  for (std::size_t at = text.find(kKey); at != std::string_view::npos; at = text.find(kKey, at + 1)) {
    std::string_view rest = skip_blanks(text.substr(at + kKey.size()));
    if (!rest.starts_with(':')) continue;
    rest.remove_prefix(1);
    if (skip_blanks(rest).starts_with(kValue)) return true;
  }
  return false;
}

}  // namespace

bool looks_like_feed(std::string_view start) {
  if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
  start = skip_blanks(start);
  if (start.starts_with('{')) return says_json_feed(start);
  const std::string_view name = first_element(start);
  const auto same = [name](std::string_view root) {
    return std::ranges::equal(name, root, {},
                              [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  };
  return std::ranges::any_of(kRoots, same);
}

}  // namespace newsloom::feed
