#include "server/api_json.h"

#include <nlohmann/json.hpp>

#include "newsloom/article.h"
#include "record/passages_json.h"

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

template <class Id>
std::optional<std::int64_t> maybe_id(Id id) {
  if (id == Id::kNone) return std::nullopt;
  return number(id);
}

std::optional<std::string_view> maybe_text(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

Json json_of(const std::optional<TextOrigin>& origin) {
  if (!origin) return nullptr;
  return {{"of", number(origin->of)},
          {"shared", origin->shared},
          {"passages", newsloom::json_of(origin->passages)}};
}

}  // namespace

std::optional<std::string> text_of_utc(const std::optional<std::int64_t>& utc_seconds) {
  if (!utc_seconds) return std::nullopt;
  return to_iso({.utc_seconds = *utc_seconds, .offset_minutes = 0, .precision = Precision::kSecond});
}

void write(JsonText& out, const Headline& line) {
  out.open('{').key("id").value(number(line.id)).key("story").value(maybe_id(line.story));
  out.key("title").value(maybe_text(line.title)).key("summary").value(line.summary);
  out.key("url").value(line.url).key("source").value(line.source);
  out.key("site_name").value(line.site_name).key("agency").value(line.agency).key("lang").value(line.lang);
  out.key("dir").value(line.right_to_left ? "rtl" : "ltr").key("published");
  if (line.published) {
    out.value(to_iso(*line.published)).key("published_precision").value(name_of(line.published->precision));
  } else {
    out.value(nullptr).key("published_precision").value(nullptr);
  }
  out.key("copy_of").value(maybe_id(line.copy_of)).key("why").value(maybe_text(line.why)).close('}');
}

void write(JsonText& out, const StoryHead& story) {
  out.open('{').key("id").value(number(story.id)).key("storyline").value(maybe_id(story.storyline));
  out.key("title").value(maybe_text(story.representative.title));
  out.key("first").value(text_of_utc(story.first_utc)).key("last").value(text_of_utc(story.last_utc));
  out.key("article_count").value(story.articles).key("copy_count").value(story.copies);
  out.key("source_count").value(story.sources).key("representative");
  write(out, story.representative);
  out.close('}');
}

void write(JsonText& out, const Story& story) {
  out.open('{').key("id").value(number(story.id)).key("storyline").value(maybe_id(story.storyline));
  out.key("title").value(maybe_text(story.title));
  out.key("first").value(text_of_utc(story.first_utc)).key("last").value(text_of_utc(story.last_utc));
  out.key("articles");
  write(out, story.articles);
  out.close('}');
}

void write(JsonText& out, const Source& source) {
  out.open('{').key("id").value(number(source.id)).key("domain").value(source.domain);
  out.key("name").value(source.name).key("article_count").value(source.articles).close('}');
}

void write(JsonText& out, const RecommendedStory& story) {
  out.open('{').key("article");
  write(out, story.headline);
  out.key("lane").value(name_of(story.lane)).key("score").value(story.score);
  out.key("why").value(maybe_text(story.why)).key("also");
  write(out, story.also);
  out.close('}');
}

void write(JsonText& out, const MatchedText& part) {
  out.open('{').key("text").value(part.text).key("match").value(part.match).close('}');
}

void write(JsonText& out, const SearchHit& hit) {
  out.open('{').key("article");
  write(out, hit.headline);
  out.key("title");
  write(out, hit.title);
  out.key("snippet");
  write(out, hit.snippet);
  out.key("score").value(hit.score).key("also_count").value(hit.also_count).key("also");
  write(out, hit.also);
  out.close('}');
}

void write(JsonText& out, const SearchResults& results, const std::optional<std::string>& next) {
  out.open('{').key("matches").value(results.matches).key("more_matches").value(results.more_matches);
  out.key("notes").open('[');
  for (const auto& note : results.notes) out.value(note);
  out.close(']').key("hits");
  write(out, results.hits);
  out.key("next").value(next).close('}');
}

void write(JsonText& text, const ArticlePage& page) {
  Json record = Json::parse(to_json(page.article), nullptr, false);
  Json updated_by = Json::array(), versions = Json::array();
  for (const ArticleId id : page.updated_by) updated_by.push_back(number(id));
  for (const Headline& version : page.versions) versions.push_back(number(version.id));
  Json out = {{"id", number(page.id)},
              {"story", page.story == StoryId::kNone ? Json(nullptr) : Json(number(page.story))},
              {"record_id", record["id"]},
              {"copy", json_of(page.copy)},
              {"updates", json_of(page.updates)},
              {"updated_by", updated_by},
              {"versions", versions}};
  record.erase("id");
  out.update(record);
  text.written(out.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace newsloom::server
