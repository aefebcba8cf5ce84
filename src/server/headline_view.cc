#include "server/headline_view.h"

#include "server/dictionary.h"
#include "server/moment_text.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

// About three lines of a narrow column. Shorter summaries need no fold, and a control that does nothing would
// lie.
constexpr std::size_t kFoldedBytes = 200;

void fill_summary(const std::string& summary, ctemplate::TemplateDictionary& into) {
  const bool folded = summary.size() > kFoldedBytes;
  auto& section = *into.AddSectionDictionary(folded ? "FOLDED_SUMMARY" : "SUMMARY");
  section.SetValue("SUMMARY_TEXT", summary);
}

const char* section_of(HeadingLevel level) {
  switch (level) {
    case HeadingLevel::kSecond:
      return "H2";
    case HeadingLevel::kThird:
      return "H3";
    case HeadingLevel::kFourth:
      return "H4";
    case HeadingLevel::kNone:
      break;
  }
  return "H0";
}

}  // namespace

std::string publisher_of(const std::optional<std::string>& site_name,
                         const std::optional<std::string>& source) {
  return site_name && !site_name->empty() ? *site_name : source.value_or("");
}

ctemplate::TemplateDictionary& add_headline(const Headline& headline, const HeadlinePlace& place,
                                            const char* name, ctemplate::TemplateDictionary& parent) {
  auto& entry = *parent.AddIncludeDictionary(name);
  entry.SetFilename("headline.tpl");
  auto& heading = *entry.AddSectionDictionary(section_of(place.level));
  heading.SetValue("LINK", place.link.empty() ? path_of(headline.id) : place.link);
  heading.SetValue("HEADLINE", headline.title);
  fill_language(headline.lang, headline.right_to_left, entry);
  const std::string publisher = publisher_of(headline.site_name, headline.source);
  show_if_any("PUBLISHER", publisher, entry);
  if (headline.agency && *headline.agency != publisher) show_if_any("AGENCY", *headline.agency, entry);
  if (headline.published) fill_moment(*headline.published, moment_in_short(*headline.published), entry);
  if (headline.summary && !headline.summary->empty()) fill_summary(*headline.summary, entry);
  show_if_any("WHY", place.why, entry);
  return entry;
}

}  // namespace newsloom::server
