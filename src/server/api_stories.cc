#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "server/api_json.h"
#include "server/api_routes.h"
#include "server/ids_text.h"

namespace newsloom::server {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

ApiAnswer list_stories(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  const auto cursor = cursor_of(call.parameters);
  if (!cursor) return std::unexpected(cursor.error());
  StoryList wanted{.after = {}, .after_utc = {}, .limit = *limit};
  if (*cursor) {
    wanted.after = static_cast<StoryId>((*cursor)->id);
    wanted.after_utc = (*cursor)->place;
  }
  const auto stories = call.newsroom.stories(wanted);
  if (!stories) return std::unexpected(stories.error());
  Json list = Json::array(), next = nullptr;
  for (const StoryHead& story : *stories) list.push_back(json_of(story));
  if (stories->size() == *limit) {
    const StoryHead& last = stories->back();
    next = last.last_utc ? fmt::format("{}.{}", number(last.id), *last.last_utc)
                         : fmt::to_string(number(last.id));
  }
  return Json{{"stories", list}, {"next", next}};
}

ApiAnswer get_story(const ApiCall& call) {
  auto story = call.newsroom.story(parse_id<StoryId>(call.id));
  if (!story) return std::unexpected(story.error());
  call.cut(*story);
  return json_of(*story);
}

ApiAnswer get_edition(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  auto edition = call.newsroom.edition(*limit);
  if (!edition) return std::unexpected(edition.error());
  call.cut(*edition);
  Json stories = Json::array();
  for (const Story& story : edition->stories) stories.push_back(json_of(story));
  return Json{{"as_of", json_of_utc(edition->as_of_utc)},
              {"article_count", edition->article_count},
              {"story_count", edition->story_count},
              {"stories", stories}};
}

ApiAnswer list_sources(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  const auto cursor = cursor_of(call.parameters);
  if (!cursor) return std::unexpected(cursor.error());
  const auto after = *cursor ? static_cast<SourceId>((*cursor)->id) : SourceId::kNone;
  const auto sources = call.newsroom.sources(after, *limit);
  if (!sources) return std::unexpected(sources.error());
  Json list = Json::array();
  for (const Source& source : *sources) list.push_back(json_of(source));
  const bool more = sources->size() == *limit;
  return Json{{"sources", list},
              {"next", more ? Json(fmt::to_string(number(sources->back().id))) : Json(nullptr)}};
}

ApiAnswer get_source(const ApiCall& call) {
  const auto source = call.newsroom.source(parse_id<SourceId>(call.id));
  if (!source) return std::unexpected(source.error());
  return json_of(*source);
}

}  // namespace newsloom::server
