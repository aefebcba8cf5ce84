#include "server/edition_view.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "server/dictionary.h"
#include "server/headline_view.h"
#include "server/moment_text.h"
#include "server/story_view.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

/// The article whose headline the story bears.
const Headline& representative(const Story& story) {
  const auto found = std::ranges::find(story.articles, story.title, &Headline::title);
  return found == story.articles.end() ? story.articles.front() : *found;
}

void fill_front_story(const Story& story, std::optional<std::int64_t> now_utc, bool lead,
                      TemplateDictionary& into) {
  const Headline& shown = representative(story);
  // A story of one article is that article; a page between the two would only cost a click.
  const bool single = story.articles.size() < 2;
  const std::string link = single ? path_of(shown.id) : path_of(story.id);
  auto& entry = add_headline(
      shown, {.level = HeadingLevel::kSecond, .link = link, .now_utc = now_utc, .lead = lead}, "ENTRY", into);
  if (single) return;
  auto& size = *entry.AddSectionDictionary("SIZE");
  size.SetValue("SIZE_ARTICLES",
                counted(static_cast<std::int64_t>(story.articles.size()), "article", "articles"));
  const int publishers = publisher_count(story);
  if (publishers > 1) show_if_any("SIZE_PUBLISHERS", counted(publishers, "publisher", "publishers"), size);
}

}  // namespace

void fill_edition(const Edition& edition, TemplateDictionary& into) {
  const bool empty =
      std::ranges::all_of(edition.stories, [](const Story& story) { return story.articles.empty(); });
  if (empty) {
    into.ShowSection("EMPTY");
    return;
  }
  auto& filled = *into.AddSectionDictionary("FILLED");
  if (edition.as_of_utc) show_if_any("AS_OF", day_in_words(*edition.as_of_utc), filled);
  filled.SetValue("ARTICLE_COUNT", counted(edition.article_count, "article", "articles"));
  filled.SetValue("STORY_COUNT", counted(edition.story_count, "story", "stories"));
  bool lead = true;
  for (const Story& story : edition.stories) {
    if (story.articles.empty()) continue;
    fill_front_story(story, edition.as_of_utc, lead, *filled.AddSectionDictionary(lead ? "LEAD" : "STORY"));
    lead = false;
  }
}

}  // namespace newsloom::server
