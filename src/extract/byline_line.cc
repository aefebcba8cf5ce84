#include "extract/byline_line.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "extract/byline.h"
#include "extract/byline_east.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// A byline with all its titles and days is at most so long, in bytes.
constexpr std::size_t kLongestLine = 140;

/// Around names, where titles, houses and days begin.
constexpr std::array<std::string_view, 9> kCuts = {" - ", " – ", " — ", "—", "|", "•", "·", " / ", "›"};
/// What pages glue to a name when their elements lose their borders: "Ann LeePublished".
constexpr std::array<std::string_view, 12> kGlued = {
    "Published",   "Updated", "Posted", "Writer",        "Reporter", "Editor",
    "Contributor", "Staff",   "Senior", "Correspondent", "Author",   "Photographer"};

/// The line without its first day and all behind it; where the day opens the line, what stands behind it.
std::string without_day(std::string_view line, bool& dated) {
  constexpr std::size_t kOpening = 32;  // bytes of "Article published on" before the day
  const auto found = text::find_date(line);
  if (!found) return std::string(line);
  dated = true;
  const std::string_view before = text::trim(line.substr(0, found->begin));
  std::string_view after = text::trim(line.substr(std::min(line.size(), found->end)));
  const bool opens =
      before.empty() || (before.size() <= kOpening && !says_by(before) && !is_person_name(before) &&
                         before.find(',') == std::string_view::npos);
  if (!opens) return std::string(before);
  for (const std::string_view sign : {"Uhr", "Uhr,", ",", "|", "-", "–", "/", "•"}) {
    if (after.starts_with(sign)) after = text::trim(after.substr(sign.size()));
  }
  return std::string(after);
}

/// Takes apart what was glued together: "ByAnn", "Ann LeeWriter".
std::string unglued(std::string line) {
  constexpr std::string_view kBy = "By";
  if (line.starts_with(kBy) && line.size() > kBy.size() && line[kBy.size()] >= 'A' && line[kBy.size()] <= 'Z')
    line = std::string(kBy) + " " + line.substr(kBy.size());
  for (const std::string_view word : kGlued) {
    const std::size_t at = line.find(word);
    if (at != std::string::npos && at > 0 && line[at - 1] >= 'a' && line[at - 1] <= 'z')
      return line.substr(0, at);
  }
  return line;
}

/// "Ann Lee For The Tribune", "Ann Lee in Orsola", "Ann Lee THE TRIBUNE": the first words.
std::string_view first_name(std::string_view part) {
  for (const std::string_view word : {" For ", " for ", " in ", " at ", " of "})
    part = part.substr(0, part.find(word));
  // A house in capitals behind a name that is not.
  bool small = false;
  for (std::size_t at = 0; at < part.size();) {
    const std::size_t end = std::min(part.find(' ', at), part.size());
    const std::string_view word = part.substr(at, end - at);
    bool lower = false, letters = false;
    for (std::size_t pos = 0; pos < word.size();) {
      const char32_t c = text::next_code_point(word, pos);
      lower |= text::is_lower(c);
      letters |= text::is_letter(c);
    }
    constexpr std::size_t kInitials = 2;
    if (small && letters && !lower && word.size() > kInitials && !word.ends_with('.'))
      return text::trim(part.substr(0, at));
    small |= lower;
    at = end + 1;
  }
  return part;
}

/// The words before the first title: "Ann Lee Executive Digital Editor".
std::string_view before_title(std::string_view part) {
  for (std::size_t space = part.find(' '); space != std::string_view::npos;
       space = part.find(' ', space + 1)) {
    const std::string_view rest = part.substr(space + 1);
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (is_title_word(word)) return part.substr(0, space);
  }
  return part;
}

}  // namespace

BylineLine read_byline_line(std::string_view line) {
  BylineLine out;
  if (line.empty() || line.size() > kLongestLine) return out;
  for (const std::string_view name : eastern_byline(line))
    out.names.push_back({std::string(name), AuthorKind::kPerson});
  if (!out.names.empty()) {
    out.sign = BylineSign::kReporter;
    return out;
  }
  bool dated = false;
  std::string rest = unglued(std::string(line));
  if (rest.size() < line.size()) {
    dated = text::find_date(line).has_value();
  } else {
    rest = without_day(rest, dated);
  }
  std::vector<std::string_view> parts = {rest};
  for (const std::string_view cut : kCuts) {
    std::vector<std::string_view> finer;
    for (std::string_view part : parts) {
      for (std::size_t at = part.find(cut); at != std::string_view::npos; at = part.find(cut)) {
        finer.push_back(text::trim(part.substr(0, at)));
        part.remove_prefix(at + cut.size());
      }
      finer.push_back(text::trim(part));
    }
    parts = std::move(finer);
  }
  constexpr std::size_t kWork = 20;  // "News by", "A column by"
  for (const std::string_view part : parts) {
    const std::size_t by = part.substr(0, kWork).find(" by ");
    const bool opens = says_by(part);
    if (!opens && by == std::string_view::npos) continue;
    std::string_view said = opens ? part : part.substr(by + 1);
    out.sign = BylineSign::kBy;
    out.names = authors_of(first_name(said));
    if (std::ranges::none_of(out.names, [](const Author& a) { return a.kind == AuthorKind::kPerson; })) {
      auto shorter = authors_of(before_title(first_name(said)));
      if (!shorter.empty() && shorter.front().kind == AuthorKind::kPerson) out.names = std::move(shorter);
    }
    if (!out.names.empty()) return out;
  }
  out.sign = dated ? BylineSign::kDated : BylineSign::kNone;
  for (std::string_view part : parts) {
    part = before_title(first_name(part.substr(0, part.find(','))));
    if (!is_person_name(part) && !looks_like_byline(part)) continue;
    out.names = authors_of(part);
    if (!out.names.empty()) return out;
  }
  return out;
}

}  // namespace newsloom::extract
