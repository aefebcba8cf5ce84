#include "server/feeds_out.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "server/ids_text.h"
#include "server/search_view.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

/// Entries of a feed: what a reader who asks once a day may have missed of one source.
constexpr std::size_t kFeedEntries = 50;

Result<OutFeed> edition_feed(const Newsroom& newsroom) {
  const auto edition = newsroom.edition(kFeedEntries);
  if (!edition) return std::unexpected(edition.error());
  OutFeed feed{.title = "Newsloom",
               .page = "/",
               .self = "/edition",
               .query = {},
               .updated_utc = edition->as_of_utc,
               .entries = {}};
  for (const Story& story : edition->stories) {
    if (story.articles.empty()) continue;
    const auto shown = std::ranges::find(story.articles, story.title, &Headline::title);
    feed.entries.push_back(shown == story.articles.end() ? story.articles.front() : *shown);
  }
  return feed;
}

Result<OutFeed> story_feed(const Newsroom& newsroom, StoryId id) {
  auto story = newsroom.story(id);
  if (!story) return std::unexpected(story.error());
  return OutFeed{.title = story->title,
                 .page = path_of(story->id),
                 .self = path_of(story->id),
                 .query = {},
                 .updated_utc = story->last_utc,
                 .entries = std::move(story->articles)};
}

Result<OutFeed> source_feed(const Newsroom& newsroom, SourceId id) {
  const auto source = newsroom.source(id);
  if (!source) return std::unexpected(source.error());
  auto articles =
      newsroom.articles({.source = source->domain, .lang = {}, .before = {}, .limit = kFeedEntries});
  if (!articles) return std::unexpected(articles.error());
  return OutFeed{.title = source->name.value_or(source->domain),
                 .page = "/search?order=newest&q=" + percent_encoded("source:" + source->domain),
                 .self = "/source/" + std::to_string(number(id)),
                 .query = {},
                 .updated_utc = {},
                 .entries = std::move(*articles)};
}

Result<OutFeed> search_feed(const Newsroom& newsroom, const Parameters& parameters) {
  SearchForm form = SearchForm::of(parameters);
  form.newest = true;
  form.offset = 0;
  SearchRequest request = form.request();
  request.limit = kFeedEntries;
  auto results = newsroom.search(request);
  if (!results) return std::unexpected(results.error());
  OutFeed feed{.title = (form.words.empty() ? "Search" : form.words) + " · Newsloom",
               .page = fmt::format("/search?{}", form.address()),
               .self = "/search",
               .query = fmt::format("?{}", form.address()),
               .updated_utc = {},
               .entries = {}};
  for (SearchHit& hit : results->hits) feed.entries.push_back(std::move(hit.headline));
  return feed;
}

std::optional<Result<OutFeed>> feed_named(const Newsroom& newsroom, std::string_view name,
                                          const Parameters& parameters) {
  const auto below = [name](std::string_view prefix) {
    return name.starts_with(prefix) ? name.substr(prefix.size()) : std::string_view{};
  };
  if (name == "/edition") return edition_feed(newsroom);
  if (name == "/search") return search_feed(newsroom, parameters);
  if (const auto id = below("/story/"); !id.empty()) return story_feed(newsroom, parse_id<StoryId>(id));
  if (const auto id = below("/source/"); !id.empty()) return source_feed(newsroom, parse_id<SourceId>(id));
  return std::nullopt;
}

}  // namespace

std::optional<Result<Reply>> feed_at(const Newsroom& newsroom, std::string_view path,
                                     const Parameters& parameters, const std::string& base,
                                     const FullText* full_text) {
  const bool atom = path.ends_with(".atom");
  if (!atom && !path.ends_with(".json")) return std::nullopt;
  path.remove_suffix(5);
  auto feed = feed_named(newsroom, path, parameters);
  if (!feed) return std::nullopt;
  if (!*feed) return std::unexpected(feed->error());
  if (full_text) cut_for_visitors((*feed)->entries, *full_text);
  Reply reply;
  reply.content_type = atom ? "application/atom+xml; charset=utf-8" : "application/feed+json; charset=utf-8";
  reply.body = atom ? to_atom(**feed, base) : to_json_feed(**feed, base);
  return reply;
}

}  // namespace newsloom::server
