#include <fmt/format.h>

#include "server/api_json.h"
#include "server/api_routes.h"
#include "server/ids_text.h"

namespace newsloom::server {

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
  std::optional<std::string> next;
  if (stories->size() == *limit) {
    const StoryHead& last = stories->back();
    next = last.last_utc ? fmt::format("{}.{}", number(last.id), *last.last_utc)
                         : fmt::to_string(number(last.id));
  }
  JsonText out;
  out.open('{').key("stories");
  write(out, *stories);
  return out.key("next").value(next).close('}').take();
}

ApiAnswer get_story(const ApiCall& call) {
  auto story = call.newsroom.story(parse_id<StoryId>(call.id));
  if (!story) return std::unexpected(story.error());
  call.cut(*story);
  JsonText out;
  write(out, *story);
  return out.take();
}

ApiAnswer get_edition(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  auto edition = call.newsroom.edition(*limit);
  if (!edition) return std::unexpected(edition.error());
  call.cut(*edition);
  JsonText out;
  out.open('{').key("as_of").value(text_of_utc(edition->as_of_utc));
  out.key("article_count").value(edition->article_count).key("story_count").value(edition->story_count);
  out.key("stories");
  write(out, edition->stories);
  return out.close('}').take();
}

ApiAnswer list_sources(const ApiCall& call) {
  const auto limit = limit_of(call.parameters);
  if (!limit) return std::unexpected(limit.error());
  const auto cursor = cursor_of(call.parameters);
  if (!cursor) return std::unexpected(cursor.error());
  const auto after = *cursor ? static_cast<SourceId>((*cursor)->id) : SourceId::kNone;
  const auto sources = call.newsroom.sources(after, *limit);
  if (!sources) return std::unexpected(sources.error());
  std::optional<std::string> next;
  if (sources->size() == *limit) next = fmt::to_string(number(sources->back().id));
  JsonText out;
  out.open('{').key("sources");
  write(out, *sources);
  return out.key("next").value(next).close('}').take();
}

ApiAnswer get_source(const ApiCall& call) {
  const auto source = call.newsroom.source(parse_id<SourceId>(call.id));
  if (!source) return std::unexpected(source.error());
  JsonText out;
  write(out, *source);
  return out.take();
}

}  // namespace newsloom::server
