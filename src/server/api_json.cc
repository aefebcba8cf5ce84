#include "server/api_json.h"

#include <nlohmann/json.hpp>

#include "newsloom/article.h"
#include "record/passages_json.h"

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json maybe(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of(const std::vector<MatchedText>& parts) {
  Json out = Json::array();
  for (const MatchedText& part : parts) out.push_back({{"text", part.text}, {"match", part.match}});
  return out;
}

template <class Id>
Json maybe_id(Id id) {
  return id == Id::kNone ? Json(nullptr) : Json(number(id));
}

Json json_of(const std::optional<TextOrigin>& origin) {
  if (!origin) return nullptr;
  return {{"of", number(origin->of)},
          {"shared", origin->shared},
          {"passages", newsloom::json_of(origin->passages)}};
}

}  // namespace

Json json_of_utc(const std::optional<std::int64_t>& utc_seconds) {
  if (!utc_seconds) return nullptr;
  return to_iso({.utc_seconds = *utc_seconds, .offset_minutes = 0, .precision = Precision::kSecond});
}

Json json_of(const Headline& line) {
  return {{"id", number(line.id)},
          {"story", maybe_id(line.story)},
          {"title", line.title.empty() ? Json(nullptr) : Json(line.title)},
          {"summary", maybe(line.summary)},
          {"url", maybe(line.url)},
          {"source", maybe(line.source)},
          {"site_name", maybe(line.site_name)},
          {"agency", maybe(line.agency)},
          {"lang", maybe(line.lang)},
          {"dir", line.right_to_left ? "rtl" : "ltr"},
          {"published", line.published ? Json(to_iso(*line.published)) : Json(nullptr)},
          {"published_precision", line.published ? Json(name_of(line.published->precision)) : Json(nullptr)},
          {"copy_of", maybe_id(line.copy_of)},
          {"why", line.why.empty() ? Json(nullptr) : Json(line.why)}};
}

Json json_of(const std::vector<Headline>& lines) {
  Json out = Json::array();
  for (const Headline& line : lines) out.push_back(json_of(line));
  return out;
}

Json json_of(const StoryHead& story) {
  return {{"id", number(story.id)},
          {"storyline", maybe_id(story.storyline)},
          {"title", story.representative.title.empty() ? Json(nullptr) : Json(story.representative.title)},
          {"first", json_of_utc(story.first_utc)},
          {"last", json_of_utc(story.last_utc)},
          {"article_count", story.articles},
          {"copy_count", story.copies},
          {"source_count", story.sources},
          {"representative", json_of(story.representative)}};
}

Json json_of(const Story& story) {
  return {{"id", number(story.id)},
          {"storyline", maybe_id(story.storyline)},
          {"title", story.title.empty() ? Json(nullptr) : Json(story.title)},
          {"first", json_of_utc(story.first_utc)},
          {"last", json_of_utc(story.last_utc)},
          {"articles", json_of(story.articles)}};
}

Json json_of(const Source& source) {
  return {{"id", number(source.id)},
          {"domain", source.domain},
          {"name", maybe(source.name)},
          {"article_count", source.articles}};
}

Json json_of(const RecommendedStory& story) {
  return {{"article", json_of(story.headline)},
          {"lane", name_of(story.lane)},
          {"score", story.score},
          {"why", story.why.empty() ? Json(nullptr) : Json(story.why)},
          {"also", json_of(story.also)}};
}

Json json_of(const SearchResults& results) {
  Json hits = Json::array();
  for (const SearchHit& hit : results.hits)
    hits.push_back({{"article", json_of(hit.headline)},
                    {"title", json_of(hit.title)},
                    {"snippet", json_of(hit.snippet)},
                    {"score", hit.score},
                    {"also_count", hit.also_count},
                    {"also", json_of(hit.also)}});
  return {{"matches", results.matches},
          {"more_matches", results.more_matches},
          {"notes", results.notes},
          {"hits", hits}};
}

Json json_of(const ArticlePage& page) {
  Json record = Json::parse(to_json(page.article), nullptr, false);
  Json updated_by = Json::array();
  for (const ArticleId id : page.updated_by) updated_by.push_back(number(id));
  Json out = {{"id", number(page.id)},      {"story", maybe_id(page.story)},    {"record_id", record["id"]},
              {"copy", json_of(page.copy)}, {"updates", json_of(page.updates)}, {"updated_by", updated_by}};
  record.erase("id");
  out.update(record);
  return out;
}

}  // namespace newsloom::server
