#include "server/story_view.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/dictionary.h"
#include "server/headline_view.h"
#include "server/moment_text.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

using ctemplate::TemplateDictionary;

/// An article and the wire copies that the story has of it.
struct Original {
  const Headline* headline;
  std::vector<const Headline*> copies;
};

/// Originals in the story's order. A copy whose original stands in another story is shown by itself.
std::vector<Original> fold_copies(const Story& story) {
  std::vector<Original> originals;
  std::map<ArticleId, std::size_t> place;
  for (const Headline& headline : story.articles) {
    if (headline.copy_of != ArticleId::kNone) continue;
    place[headline.id] = originals.size();
    originals.push_back({&headline, {}});
  }
  for (const Headline& headline : story.articles) {
    if (headline.copy_of == ArticleId::kNone) continue;
    const auto found = place.find(headline.copy_of);
    if (found != place.end()) {
      originals[found->second].copies.push_back(&headline);
    } else {
      originals.push_back({&headline, {}});
    }
  }
  return originals;
}

void fill_copies(const Original& original, TemplateDictionary& entry) {
  if (original.copies.empty()) return;
  auto& section = *entry.AddSectionDictionary("ALSO");
  section.SetIntValue("ALSO_COUNT", static_cast<long>(original.copies.size()));
  section.SetValue("ALSO_WORDS",
                   original.copies.size() == 1 ? "copy of this report" : "copies of this report");
  for (const Headline* copy : original.copies) {
    add_headline(*copy, {.level = HeadingLevel::kNone, .why = copy->why}, "ALSO_ENTRY",
                 *section.AddSectionDictionary("ALSO_ITEM"));
  }
}

}  // namespace

int publisher_count(const Story& story) {
  std::set<std::string> publishers;
  for (const Headline& headline : story.articles) {
    const std::string publisher = headline.source.value_or(headline.site_name.value_or(""));
    if (!publisher.empty()) publishers.insert(publisher);
  }
  return static_cast<int>(publishers.size());
}

void fill_story(const Story& story, TemplateDictionary& into) {
  into.SetValue("TITLE", story.title);
  into.SetValue("ARTICLES", counted(static_cast<std::int64_t>(story.articles.size()), "article", "articles"));
  const int publishers = publisher_count(story);
  if (publishers > 0) show_if_any("PUBLISHERS", counted(publishers, "publisher", "publishers"), into);
  if (story.first_utc && story.last_utc) {
    const std::string first = day_in_words(*story.first_utc), last = day_in_words(*story.last_utc);
    show_if_any("SPAN", first == last ? first : first + " to " + last, into);
  }
  TemplateDictionary* day = nullptr;
  std::string day_title;
  for (const Original& original : fold_copies(story)) {
    const auto& published = original.headline->published;
    const std::string title = published ? day_in_words(*published) : "Without a date";
    if (day == nullptr || title != day_title) {
      day = into.AddSectionDictionary("DAY");
      day->SetValue("DAY_TITLE", title);
      day_title = title;
    }
    auto& item = *day->AddSectionDictionary("ARTICLE");
    fill_copies(original,
                add_headline(*original.headline,
                             {.level = HeadingLevel::kThird,
                              .why = original.headline->why,
                              .now_utc = published ? std::optional(published->utc_seconds) : std::nullopt},
                             "ENTRY", item));
  }
}

}  // namespace newsloom::server
