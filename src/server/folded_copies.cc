#include "server/folded_copies.h"

#include <unordered_map>

#include "server/dictionary.h"
#include "server/headline_view.h"

namespace newsloom::server {

std::vector<Report> fold_copies(std::span<const Headline> headlines) {
  std::vector<Report> reports;
  std::unordered_map<ArticleId, std::size_t> places;  // of the original
  for (const Headline& headline : headlines) {
    const bool original = headline.copy_of == ArticleId::kNone;
    const auto [place, first] = places.try_emplace(original ? headline.id : headline.copy_of, reports.size());
    if (first) {
      reports.push_back({&headline, {}});
      continue;
    }
    Report& report = reports[place->second];
    report.copies.push_back(original ? report.shown : &headline);
    if (original) report.shown = &headline;
  }
  return reports;
}

void fill_copies(const Report& report, ctemplate::TemplateDictionary& entry) {
  if (report.copies.empty()) return;
  auto& section = *entry.AddSectionDictionary("ALSO");
  section.SetIntValue("ALSO_COUNT", static_cast<long>(report.copies.size()));
  section.SetValue("ALSO_WORDS", report.copies.size() == 1 ? "copy of this report" : "copies of this report");
  for (const Headline* copy : report.copies) {
    add_headline(*copy, {.level = HeadingLevel::kNone, .why = copy->why}, "ALSO_ENTRY",
                 *section.AddSectionDictionary("ALSO_ITEM"));
  }
}

}  // namespace newsloom::server
