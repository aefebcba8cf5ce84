#include "server/edition_view.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "server/dictionary.h"
#include "server/headline_view.h"
#include "server/moment_text.h"
#include "server/picture_folder.h"
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

// The lead's picture, and those of two rows below it: further down they would only be in the way.
constexpr int kWithPictures = 7;

/// What a front page says at one place of its order.
struct Place {
  std::optional<std::int64_t> now_utc;
  const PictureFolder* pictures = nullptr;  ///< null where none is shown
  bool lead = false;
};

/// The picture of its representative, else of the first article that has one here.
std::string picture_of(const Story& story, const PictureFolder* pictures) {
  if (pictures == nullptr) return {};
  std::string found = pictures->path_of(representative(story).picture);
  for (auto at = story.articles.begin(); found.empty() && at != story.articles.end(); ++at)
    found = pictures->path_of(at->picture);
  return found;
}

void fill_front_story(const Story& story, const Place& place, TemplateDictionary& into) {
  const Headline& shown = representative(story);
  // A story of one article is that article; a page between the two would only cost a click.
  const bool single = story.articles.size() < 2;
  const std::string link = single ? path_of(shown.id) : path_of(story.id);
  auto& entry = add_headline(shown,
                             {.level = HeadingLevel::kSecond,
                              .link = link,
                              .now_utc = place.now_utc,
                              .picture = picture_of(story, place.pictures),
                              .lead = place.lead},
                             "ENTRY", into);
  if (single) return;
  auto& size = *entry.AddSectionDictionary("SIZE");
  size.SetValue("SIZE_ARTICLES",
                counted(static_cast<std::int64_t>(story.articles.size()), "article", "articles"));
  const int publishers = publisher_count(story);
  if (publishers > 1) show_if_any("SIZE_PUBLISHERS", counted(publishers, "publisher", "publishers"), size);
}

void fill_offers(const Frame& frame, const FrontPage& front, TemplateDictionary& into) {
  if (!front.offers) return;
  auto& offers = *into.AddIncludeDictionary("OFFERS");
  offers.SetFilename("offers.tpl");
  if (front.feeds && frame.form_token.empty()) offers.ShowSection("LINK_TO_FEEDS");
  if (!frame.form_token.empty()) {
    auto& forms = *offers.AddSectionDictionary("MAY_ADD");
    forms.SetValue("FORM_TOKEN", frame.form_token);
    if (front.fetches) forms.ShowSection("FETCHES");
  }
  if (frame.offer_sign_in) offers.ShowSection("SIGN_IN_FIRST");
}

}  // namespace

void fill_edition(const Edition& edition, const Frame& frame, const FrontPage& front,
                  TemplateDictionary& into) {
  show_if_any("EDITION_NAME", front.name, into);
  if (front.name.empty()) into.ShowSection("PLAIN");
  fill_offers(frame, front, into);
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
  int shown = 0;
  for (const Story& story : edition.stories) {
    if (story.articles.empty()) continue;
    const Place place = {.now_utc = edition.as_of_utc,
                         .pictures = shown < kWithPictures ? front.pictures : nullptr,
                         .lead = shown == 0};
    fill_front_story(story, place, *filled.AddSectionDictionary(place.lead ? "LEAD" : "STORY"));
    ++shown;
  }
}

}  // namespace newsloom::server
