#include "extract/byline.h"

#include <algorithm>
#include <array>

#include "extract/agency.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// "By" and its sisters, lower case, with the space that must follow.
constexpr std::array<std::string_view, 25> kBy = {
    "by ",           "written by ", "reported by ", "story by ", "words by ", "von ",    "par ",
    "por ",          "di ",         "a cura di ",   "door ",     "af ",       "av ",     "przez ",
    "autor: ",       "autora: ",    "автор: ",      "авторы: ",  "автор ",    "текст: ", "yazan: ",
    "kirjoittaja: ", "szerző: ",    "de la ",       "oleh ",
};

/// Between two names.
constexpr std::array<std::string_view, 14> kAnd = {" and ", " und ", " et ", " y ", " e ",  " en ", " og ",
                                                   " och ", " и ",   " та ", " i ", " ve ", " & ",  " with "};

/// A part with one of these words is a job, a desk or a place of work, not a name.
constexpr std::array<std::string_view, 34> kJobs = {
    "staff",     "writer",        "reporter",  "correspondent", "editor",     "editorial",
    "newsroom",  "desk",          "team",      "bureau",        "redaktion",  "redaktor",
    "redaction", "rédaction",     "redacción", "redazione",     "redação",    "редакция",
    "журналист", "корреспондент", "columnist", "contributor",   "journalist", "korrespondent",
    "reportero", "senior",        "chief",     "producer",      "analyst",    "photographer",
    "political", "special",       "news",      "online"};

bool has_job(std::string_view part) {
  const std::string lowered = ' ' + text::lower(part) + ' ';
  return std::ranges::any_of(kJobs, [&](std::string_view job) {
    const std::size_t at = lowered.find(job);
    return at != std::string::npos && lowered[at - 1] == ' ' &&
           (lowered[at + job.size()] == ' ' || lowered[at + job.size()] == 's');
  });
}

std::string_view without_by(std::string_view line) {
  const std::string lowered = text::lower(line.substr(0, 40));
  for (const std::string_view by : kBy) {
    if (lowered.starts_with(by)) return text::trim(line.substr(by.size()));
  }
  return line;
}

/// Two to five words, all but particles ("van", "de", "al-") capitalised, no digits, no sentence signs.
bool looks_like_name(std::string_view part) {
  if (part.size() < 4 || part.size() > 60) return false;
  std::size_t words = 0, capital = 0;
  bool at_start = true;
  for (std::size_t pos = 0; pos < part.size();) {
    const char32_t c = text::next_code_point(part, pos);
    if (c == ' ') {
      at_start = true;
      continue;
    }
    if (text::is_digit(c) || std::u32string_view(U"!?:;@#|/\"“”()[]<>").find(c) != std::u32string_view::npos)
      return false;
    if (at_start && text::is_letter(c)) {
      ++words;
      capital += text::is_lower(c) ? 0 : 1;
    }
    at_start = false;
  }
  return words >= 2 && words <= 5 && capital >= 2 && capital + 2 >= words;
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> out;
  while (!line.empty()) {
    std::size_t at = line.find_first_of(",;|·•/");
    std::size_t length = 1;
    if (at != std::string_view::npos && line.substr(at).starts_with("\xC2\xB7")) length = 2;
    const std::string lowered = text::lower(line);
    // Lower case may change lengths in rare scripts; positions are only trusted where it did not.
    for (const std::string_view word : kAnd) {
      const std::size_t found = lowered.size() == line.size() ? lowered.find(word) : line.find(word);
      if (found < at) {
        at = found;
        length = word.size();
      }
    }
    const std::string_view part = text::trim(line.substr(0, at));
    if (!part.empty()) out.push_back(part);
    if (at == std::string_view::npos) break;
    line.remove_prefix(std::min(line.size(), at + length));
  }
  return out;
}

}  // namespace

std::vector<Author> authors_of(std::string_view byline, std::string_view agency) {
  std::vector<Author> out;
  const auto add = [&](std::string_view name, AuthorKind kind) {
    const Author author{std::string(name), kind};
    if (std::ranges::find(out, author) == out.end()) out.push_back(author);
  };
  const std::string folded = text::fold_space(byline);
  for (std::string_view part : split(without_by(folded))) {
    part = without_by(part.substr(0, part.find('(')));
    part = text::trim(part);
    if (part.find('@') != std::string_view::npos || part.empty()) continue;
    if (agency_of(part) || (!agency.empty() && part == agency)) {
      add(part, AuthorKind::kAgency);
    } else if (has_job(part)) {
      if (out.empty() && part.size() <= 60) add(part, AuthorKind::kStaff);
    } else if (looks_like_name(part)) {
      add(part, AuthorKind::kPerson);
    }
  }
  // A job title names nobody where a name stands beside it.
  if (std::ranges::any_of(out, [](const Author& a) { return a.kind == AuthorKind::kPerson; })) {
    std::erase_if(out, [](const Author& a) { return a.kind == AuthorKind::kStaff; });
  }
  return out;
}

bool says_by(std::string_view line) {
  line = text::trim(line);
  return without_by(line).size() < line.size();
}

bool looks_like_byline(std::string_view line) {
  line = text::trim(line);
  if (line.empty() || line.size() > 160) return false;
  const std::string_view names = without_by(line);
  if (names.size() < line.size()) return !authors_of(line).empty();
  const auto parts = split(names);
  return !parts.empty() && parts.size() <= 4 && std::ranges::all_of(parts, [](std::string_view part) {
    return looks_like_name(part) || agency_of(part) || has_job(part);
  }) && std::ranges::any_of(parts, [](std::string_view part) {
    return (looks_like_name(part) && !has_job(part)) || agency_of(part);
  });
}

}  // namespace newsloom::extract

namespace newsloom {

std::string display_name(std::string_view printed) {
  std::size_t words = 1;
  for (std::size_t pos = 0; pos < printed.size();) {
    const char32_t c = text::next_code_point(printed, pos);
    if (text::is_lower(c)) return std::string(printed);
    words += c == ' ' ? 1 : 0;
  }
  if (words < 2) return std::string(printed);
  std::string out;
  bool opens_part = true;
  for (std::size_t pos = 0; pos < printed.size();) {
    const std::size_t begin = pos;
    const char32_t c = text::next_code_point(printed, pos);
    const std::string_view letter = printed.substr(begin, pos - begin);
    out += opens_part ? std::string(letter) : text::lower(letter);
    opens_part = !text::is_letter(c);
  }
  return out;
}

}  // namespace newsloom
