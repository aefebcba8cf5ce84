#include "server/story_view.h"

#include <set>
#include <string>

#include "server/dictionary.h"
#include "server/folded_copies.h"
#include "server/headline_view.h"
#include "server/moment_text.h"
#include "server/view.h"

namespace newsloom::server {

using ctemplate::TemplateDictionary;

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
  for (const Report& report : fold_copies(story.articles)) {
    const auto& published = report.shown->published;
    const std::string title = published ? day_in_words(*published) : "Without a date";
    if (day == nullptr || title != day_title) {
      day = into.AddSectionDictionary("DAY");
      day->SetValue("DAY_TITLE", title);
      day_title = title;
    }
    auto& item = *day->AddSectionDictionary("ARTICLE");
    fill_copies(report,
                add_headline(*report.shown,
                             {.level = HeadingLevel::kThird,
                              .why = report.shown->why,
                              .now_utc = published ? std::optional(published->utc_seconds) : std::nullopt},
                             "ENTRY", item));
  }
}

}  // namespace newsloom::server
