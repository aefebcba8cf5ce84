#include "cli/feed_json.h"

#include <nlohmann/json.hpp>

namespace newsloom::cli {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& out, const char* key, const std::optional<std::string>& value) {
  if (value && !value->empty()) out[key] = *value;
}
void put(Json& out, const char* key, const std::optional<Timestamp>& value) {
  if (value) out[key] = to_iso(*value);
}
void put(Json& out, const char* key, const std::optional<std::int64_t>& value) {
  if (value) out[key] = *value;
}
void put(Json& out, const char* key, const std::vector<std::string>& list) {
  if (!list.empty()) out[key] = list;
}

Json json_of(const feed::Entry& entry) {
  Json out = Json::object();
  const Hints& hints = entry.hints;
  put(out, "id", entry.id);
  put(out, "url", entry.url);
  put(out, "title", hints.title);
  put(out, "summary", hints.summary);
  put(out, "content", entry.content);
  put(out, "authors", hints.authors);
  put(out, "tags", hints.tags);
  put(out, "published", hints.published);
  put(out, "modified", entry.modified);
  put(out, "lang", entry.lang);
  put(out, "image", hints.image_url);
  put(out, "comments", entry.comments_url);
  put(out, "source_title", entry.source_title);
  put(out, "source_url", entry.source_url);
  for (const feed::Enclosure& enclosure : entry.enclosures) {
    Json one = {{"url", enclosure.url}};
    put(one, "type", enclosure.type);
    put(one, "length", enclosure.length);
    out["enclosures"].push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string to_json(const feed::Feed& feed) {
  Json out = {{"format", name_of(feed.format)}};
  if (!feed.version.empty()) out["version"] = feed.version;
  put(out, "title", feed.title);
  put(out, "subtitle", feed.subtitle);
  put(out, "site_url", feed.site_url);
  put(out, "self_url", feed.self_url);
  put(out, "next_url", feed.next_url);
  put(out, "moved_url", feed.moved_url);
  put(out, "lang", feed.lang);
  put(out, "image", feed.image_url);
  put(out, "authors", feed.authors);
  put(out, "tags", feed.tags);
  put(out, "updated", feed.updated);
  put(out, "generator", feed.generator);
  put(out, "rights", feed.rights);
  put(out, "ttl_seconds", feed.rhythm.ttl_seconds);
  put(out, "period_seconds", feed.rhythm.period_seconds);
  out["entries"] = Json::array();
  for (const feed::Entry& entry : feed.entries) out["entries"].push_back(json_of(entry));
  put(out, "sitemaps", feed.sitemaps);
  put(out, "notes", feed.notes);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace newsloom::cli
