// After https://www.jsonfeed.org/version/1.1/.
#include "feed/json_feed.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "feed/construct.h"
#include "feed/pictures.h"
#include "text/dates.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::feed {
namespace {

using simdjson::dom::element;

/// One JSON object, asked field by field; what is missing or of another type is nothing.
struct JsonScope {
  element object;
  std::string_view base;
  const Limits& limits;

  std::optional<element> field(std::string_view key) const {
    element value;
    if (object[key].get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
  }
  std::optional<std::string> text(std::string_view key) const {
    const auto value = field(key);
    std::string_view found;
    if (!value) return std::nullopt;
    if (value->get(found) != simdjson::SUCCESS) {
      std::int64_t number = 0;
      if (value->get(number) != simdjson::SUCCESS) return std::nullopt;
      return std::to_string(number);
    }
    std::string out(found);
    cut(out, limits.max_field_bytes);
    return out.empty() ? std::nullopt : std::optional(std::move(out));
  }
  std::optional<std::string> line(std::string_view key) const {
    const auto value = text(key);
    return value ? plain_line(*value) : std::nullopt;
  }
  std::optional<std::string> address(std::string_view key) const {
    const auto value = text(key);
    return value ? url::resolve(base, text::trim(*value)) : std::nullopt;
  }
  std::optional<Timestamp> moment(std::string_view key) const {
    const auto value = text(key);
    return value ? text::parse_date(*value) : std::nullopt;
  }
  std::vector<element> list(std::string_view key) const {
    const auto value = field(key);
    simdjson::dom::array found;
    if (!value || value->get(found) != simdjson::SUCCESS) return {};
    return {found.begin(), found.end()};
  }
  JsonScope inside(element other) const { return {other, base, limits}; }
};

std::vector<std::string> authors_of(const JsonScope& scope) {
  std::vector<std::string> out;
  for (const element& author : scope.list("authors"))
    if (auto name = scope.inside(author).line("name")) out.push_back(std::move(*name));
  // Version 1.0 had one author.
  if (const auto author = scope.field("author"); author && out.empty())
    if (auto name = scope.inside(*author).line("name")) out.push_back(std::move(*name));
  return out;
}

Entry entry_of(const JsonScope& item) {
  Entry entry;
  entry.id = item.text("id");
  entry.url = item.address("url");
  // An external link is what the entry is about; a link blog's own page is the entry's.
  if (!entry.url) entry.url = item.address("external_url");
  if (!entry.url && entry.id) entry.url = url::absolute(*entry.id);
  entry.base = entry.url.value_or(std::string(item.base));
  entry.lang = item.text("language");
  entry.modified = item.moment("date_modified");
  Hints& hints = entry.hints;
  hints.title = item.line("title");
  hints.summary = item.line("summary");
  hints.authors = authors_of(item);
  hints.published = item.moment("date_published");
  hints.image_url = item.address("image");
  if (!hints.image_url) hints.image_url = item.address("banner_image");
  for (const element& tag : item.list("tags")) {
    std::string_view text;
    if (tag.get(text) != simdjson::SUCCESS) continue;
    if (auto line = plain_line(text)) hints.tags.push_back(std::move(*line));
  }
  if (auto html = item.text("content_html")) {
    entry.content = html_of({.value = std::move(*html), .html = true});
  } else if (auto plain = item.text("content_text")) {
    entry.content = html_of({.value = std::move(*plain)});
  }
  for (const element& one : item.list("attachments")) {
    const JsonScope attachment = item.inside(one);
    auto url = attachment.address("url");
    if (!url) continue;
    std::int64_t size = -1;
    if (const auto value = attachment.field("size_in_bytes")) std::ignore = value->get(size);
    entry.enclosures.push_back({.url = std::move(*url),
                                .type = attachment.text("mime_type"),
                                .length = size < 0 ? std::nullopt : std::optional(size)});
  }
  if (!hints.image_url && entry.content) hints.image_url = first_picture(*entry.content, entry.base);
  return entry;
}

/// What stands before the cut of a file cut short: up to the last complete object of a list in the outermost
/// object, with the brackets that are then open closed.
std::optional<std::string> completed(std::string_view json) {
  std::string open;
  std::size_t end = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      if (open.size() == 64) return std::nullopt;
      open += c;
    } else if ((c == '}' || c == ']') && !open.empty()) {
      open.pop_back();
      if (open == "{[" && c == '}') end = i + 1;
    }
  }
  if (end == 0) return std::nullopt;
  return std::string(json.substr(0, end)) + "]}";
}

std::string version_in(std::string_view version) {
  const std::size_t slash = version.find_last_of('/');
  return std::string(slash == std::string_view::npos ? version : version.substr(slash + 1));
}

}  // namespace

void read_json_feed(std::string_view text, const Origin& origin, const Limits& limits, Feed& feed) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) {
    const auto shorter = completed(text);
    feed.notes.emplace_back("json-damaged");
    if (!shorter || parser.parse(*shorter).get(root) != simdjson::SUCCESS) return;
  }
  const std::string base = origin.url.value_or("");
  const JsonScope top{root, base, limits};
  const std::string version = top.text("version").value_or("");
  if (version.find("jsonfeed.org") == std::string::npos && !top.field("items")) return;
  feed.format = Format::kJsonFeed;
  feed.version = version_in(version);
  feed.title = top.line("title");
  feed.subtitle = top.line("description");
  feed.site_url = top.address("home_page_url");
  feed.self_url = top.address("feed_url");
  feed.next_url = top.address("next_url");
  feed.image_url = top.address("icon");
  feed.lang = top.text("language");
  feed.authors = authors_of(top);
  const std::string item_base = origin.url      ? base
                                : feed.self_url ? *feed.self_url
                                                : feed.site_url.value_or("");
  for (const element& item : top.list("items")) {
    if (feed.entries.size() == limits.max_entries) {
      feed.notes.push_back("entries:" + std::to_string(limits.max_entries));
      break;
    }
    if (!item.is_object()) continue;
    Entry entry = entry_of({item, item_base, limits});
    if (!entry.lang) entry.lang = feed.lang;
    if (entry.hints.authors.empty()) entry.hints.authors = feed.authors;
    feed.entries.push_back(std::move(entry));
  }
}

}  // namespace newsloom::feed
