#include "server/fragment_view.h"

#include "server/dictionary.h"
#include "server/headline_view.h"
#include "server/moment_text.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

/// A class cannot be a variable of a template.
const char* section_of(Lane lane) {
  switch (lane) {
    case Lane::kMoreOnThis:
      return "MORE";
    case Lane::kWhatCameAfter:
      return "AFTER";
    case Lane::kSamePeopleAndPlaces:
      return "SAME";
    case Lane::kAlsoToday:
      break;
  }
  return "TODAY";
}

}  // namespace

void fill_fragment(const ReadNext& next, const std::string& site, ctemplate::TemplateDictionary& into) {
  if (next.recommended.empty()) return;
  auto& list = *into.AddSectionDictionary("LIST");
  for (const RecommendedStory& story : next.recommended) {
    const Headline& headline = story.headline;
    auto& entry = *list.AddSectionDictionary("STORY");
    std::string link = outward_link(headline.url);
    if (link.empty()) link = site + path_of(headline.id);
    entry.SetValue("LINK", link);
    entry.SetValue("TITLE", headline.title.empty() ? "Without a headline" : headline.title);
    fill_language(headline.lang, headline.right_to_left, entry);
    show_if_any("PUBLISHER", publisher_of(headline.site_name, headline.source), entry);
    if (headline.published) fill_moment(*headline.published, day_in_words(*headline.published), entry);
    show_if_any("WHY", story.why, entry);
    entry.ShowSection(section_of(story.lane));
  }
}

}  // namespace newsloom::server
