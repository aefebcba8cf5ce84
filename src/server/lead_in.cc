#include "server/lead_in.h"

#include <array>

namespace newsloom::server {
namespace {

// A dash further away belongs to the sentence, not to the dateline: "FORT LAUDERDALE, Fla., Sept. 19
// (Reuters) — " takes 45 bytes.
constexpr std::size_t kLongestLeadIn = 80;

constexpr std::array<std::string_view, 5> kDashes = {"—", "–", " - ", " -", "--"};

/// Where the lead-in ends, behind its dash and the spaces after it; 0 if no dash ends it.
std::size_t end_of_lead_in(std::string_view paragraph, std::size_t from) {
  std::size_t end = 0, at_dash = kLongestLeadIn;
  for (const std::string_view dash : kDashes) {
    const std::size_t found = paragraph.find(dash, from);
    if (found >= at_dash) continue;
    at_dash = found;
    end = found + dash.size();
  }
  while (end != 0 && end < paragraph.size() && paragraph[end] == ' ') ++end;
  return end;
}

}  // namespace

LeadIn split_lead_in(std::string_view paragraph, const Article& article) {
  const std::string dateline = article.dateline.value_or("");
  const std::string agency = article.agency.value_or("");
  if (!dateline.empty() && paragraph.starts_with(dateline)) {
    const std::size_t end = end_of_lead_in(paragraph, dateline.size());
    return {std::string(paragraph.substr(0, end)), paragraph.substr(end)};
  }
  if (dateline.empty()) return {"", paragraph};
  return {agency.empty() ? dateline + " — " : dateline + " (" + agency + ") — ", paragraph};
}

}  // namespace newsloom::server
