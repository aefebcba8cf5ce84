#include "server/headline_view.h"

#include <algorithm>
#include <string_view>

#include "server/dictionary.h"
#include "server/moment_text.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

// What the style sheet shows of a folded summary, in letters: four lines of a narrow column, five of the
// lead's. Shorter summaries get no fold: a control that does nothing would lie.
constexpr std::size_t kUnfolded = 190;
constexpr std::size_t kUnfoldedLead = 420;

std::size_t letters_of(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void fill_summary(const std::string& summary, bool lead, ctemplate::TemplateDictionary& into) {
  const bool folded = letters_of(summary) > (lead ? kUnfoldedLead : kUnfolded);
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
  if (!place.picture.empty()) {
    auto& picture = *entry.AddSectionDictionary("PICTURE");
    picture.SetValue("PICTURE_PATH", place.picture);
    picture.SetValue("PICTURE_LINK", place.link.empty() ? path_of(headline.id) : place.link);
  }
  fill_language(headline.lang, headline.right_to_left, entry);
  const std::string publisher = publisher_of(headline.site_name, headline.source);
  show_if_any("PUBLISHER", publisher, entry);
  if (headline.agency && *headline.agency != publisher) show_if_any("AGENCY", *headline.agency, entry);
  if (headline.published) {
    const Timestamp& at = *headline.published;
    fill_moment(at, place.now_utc ? moment_in_short(at, *place.now_utc) : moment_in_short(at), entry);
  }
  if (headline.summary && !headline.summary->empty()) fill_summary(*headline.summary, place.lead, entry);
  show_if_any("WHY", place.why, entry);
  return entry;
}

}  // namespace newsloom::server
