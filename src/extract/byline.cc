#include "extract/byline.h"

#include <algorithm>
#include <array>

#include "extract/agency.h"
#include "extract/byline_east.h"
#include "extract/word_list.h"
#include "text/dates.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// "By" and its sisters, lower case; a space, a colon or nothing more must follow.
constexpr WordList kBy(std::array<std::string_view, 39>{"by",
                                                        "written by",
                                                        "reported by",
                                                        "story by",
                                                        "words by",
                                                        "text by",
                                                        "review by",
                                                        "posted by",
                                                        "published by",
                                                        "reviewed by",
                                                        "article by",
                                                        "guide by",
                                                        "opinion by",
                                                        "analysis by",
                                                        "interview by",
                                                        "presented by",
                                                        "von",
                                                        "ein beitrag von",
                                                        "par",
                                                        "recueilli par",
                                                        "ein kommentar von",
                                                        "propos recueillis par",
                                                        "por",
                                                        "redactado por",
                                                        "di",
                                                        "a cura di",
                                                        "scritto da",
                                                        "door",
                                                        "geschreven door",
                                                        "af",
                                                        "av",
                                                        "skrevet av",
                                                        "przez",
                                                        "napisał",
                                                        "автор",
                                                        "de la",
                                                        "oleh",
                                                        "napsal",
                                                        "بقلم"});

/// The same as a label: a colon, a line end or nothing must follow ("Text: Ann Lee").
constexpr WordList kByLabels(std::array<std::string_view, 20>{
    "author", "authors", "text",  "autor", "autorin",     "autora", "auteur", "autore",  "autorzy", "autoři",
    "авторы", "автори",  "текст", "yazan", "kirjoittaja", "szerző", "yazar",  "penulis", "tác giả", "लेखक"});

/// Behind a space, between two names.
constexpr WordList kAnd(std::array<std::string_view, 20>{"and ", "und ", "et ", "y ",  "e ",   "en ", "og ",
                                                         "och ", "и ",   "та ", "i ",  "ve ",  "& ",  "with ",
                                                         "con ", "och ", "și ", "és ", "dan ", "và "});
constexpr WordList kConnectors(std::array<std::string_view, 16>{
    "and", "und", "et", "y", "e", "en", "og", "och", "и", "та", "i", "ve", "&", ",", "/", "with"});

/// A part with one of these words is a job, a desk, a degree or a place of work, not a name.
constexpr WordList kJobs(std::array<std::string_view, 96>{"staff",
                                                          "writer",
                                                          "reporter",
                                                          "correspondent",
                                                          "editor",
                                                          "editorial",
                                                          "editors",
                                                          "newsroom",
                                                          "desk",
                                                          "team",
                                                          "bureau",
                                                          "redaktion",
                                                          "redakcja",
                                                          "redakce",
                                                          "redaktor",
                                                          "redaktör",
                                                          "redakteur",
                                                          "redakteurin",
                                                          "redaction",
                                                          "rédaction",
                                                          "redacción",
                                                          "redazione",
                                                          "redação",
                                                          "редакция",
                                                          "редактор",
                                                          "журналист",
                                                          "корреспондент",
                                                          "columnist",
                                                          "contributor",
                                                          "contributors",
                                                          "journalist",
                                                          "journalistin",
                                                          "korrespondent",
                                                          "korrespondentin",
                                                          "reportero",
                                                          "periodista",
                                                          "journaliste",
                                                          "correspondant",
                                                          "giornalista",
                                                          "senior",
                                                          "chief",
                                                          "producer",
                                                          "analyst",
                                                          "photographer",
                                                          "political",
                                                          "special",
                                                          "news",
                                                          "online",
                                                          "expert",
                                                          "director",
                                                          "ceo",
                                                          "cto",
                                                          "cfo",
                                                          "coo",
                                                          "founder",
                                                          "co-founder",
                                                          "manager",
                                                          "specialist",
                                                          "consultant",
                                                          "professor",
                                                          "coach",
                                                          "president",
                                                          "officer",
                                                          "head",
                                                          "associate",
                                                          "engineer",
                                                          "author",
                                                          "blogger",
                                                          "host",
                                                          "educator",
                                                          "dietitian",
                                                          "nutritionist",
                                                          "md",
                                                          "phd",
                                                          "ph.d",
                                                          "mba",
                                                          "cpa",
                                                          "dvm",
                                                          "executive",
                                                          "strategist",
                                                          "researcher",
                                                          "fellow",
                                                          "intern",
                                                          "guest",
                                                          "autor",
                                                          "foto",
                                                          "photo",
                                                          "photos",
                                                          "video",
                                                          "managing",
                                                          "deputy",
                                                          "freelance",
                                                          "creator",
                                                          "marketing",
                                                          "muhabir",
                                                          "haber merkezi"});

/// A visible part with one of these words is no name either: what stands around bylines on pages.
constexpr WordList kNoise(std::array<std::string_view, 34>{
    "about",  "the author", "posts",   "view",    "more",  "read",      "follow",   "share",   "privacy",
    "policy", "comments",   "comment", "says",    "sign",  "subscribe", "all",      "updated", "published",
    "min",    "posted",     "log",     "profile", "email", "twitter",   "facebook", "menu",    "home",
    "search", "conditions", "terms",   "print",   "in",    "über",      "mehr"});

/// A script's own word for reporter, after the name and often without a space.
constexpr std::array<std::string_view, 9> kAfterName = {"記者",   "记者", "기자", "특파원", "編集委員",
                                                        "通讯员", "さん", "報道", "مراسل"};

bool has_word(std::string_view part, const auto& words, bool plural) {
  const std::string lowered = ' ' + text::lower(part) + ' ';
  const auto ends = [](char c) { return c == ' ' || c == '.' || c == ',' || c == ':' || c == '\''; };
  for (std::size_t space = 0; space + 1 < lowered.size(); space = lowered.find(' ', space + 1)) {
    const std::string_view rest = std::string_view(lowered).substr(space + 1);
    const bool found = std::ranges::any_of(words.like(rest), [&](std::string_view word) {
      if (!rest.starts_with(word)) return false;
      const char after = rest[word.size()];
      return ends(after) || (plural && after == 's');
    });
    if (found) return true;
  }
  return false;
}

bool has_job(std::string_view part) { return has_word(part, kJobs, true); }

/// A number below 1,024 for the first two letters, in either case. REQUIRES: there are two.
constexpr std::size_t opening_of(std::string_view line) {
  return (static_cast<std::size_t>(line[0]) & 31) << 5 | (static_cast<std::size_t>(line[1]) & 31);
}
/// Can a line that begins so open with one of the words, in any case of letters? Most lines are asked and
/// cannot: two letters say so. Beyond ASCII everything may.
constexpr auto kByOpenings = [] {
  std::array<bool, 1024> may{};
  for (int c = 0; c < 256; ++c) {
    for (const auto words :
         {kBy.beginning(static_cast<char>(c)), kByLabels.beginning(static_cast<char>(c))}) {
      for (const std::string_view word : words) may[opening_of(word)] = true;
    }
  }
  return may;
}();
bool may_open_by(std::string_view line) {
  return line.size() >= 2 &&
         ((line[0] & 0x80) != 0 || (line[1] & 0x80) != 0 || kByOpenings[opening_of(line)]);
}

/// What follows "By"; the line itself where it does not open so. `said` tells.
std::string_view without_by(std::string_view line, bool* said = nullptr) {
  constexpr std::size_t kLongestBy = 60;
  if (!may_open_by(line)) return line;
  const std::string lowered = text::lower(line.substr(0, kLongestBy));
  std::size_t length = 0;
  const auto opens = [&](std::string_view by, std::string_view followers) {
    if (by.size() <= length || !lowered.starts_with(by)) return;
    const std::string_view rest = std::string_view(lowered).substr(by.size());
    if (rest.empty() || followers.find(rest.front()) != std::string_view::npos) length = by.size();
  };
  for (const std::string_view by : kBy.like(lowered)) opens(by, " :\n");
  for (const std::string_view label : kByLabels.like(lowered)) opens(label, ":\n");
  if (length == 0 || length > line.size()) return line;
  if (said) *said = true;
  line = text::trim(line.substr(length));
  while (line.starts_with(':')) line = text::trim(line.substr(1));
  return line;
}

bool is_caseless(char32_t c) {
  return (c >= 0x0590 && c < 0x0800) || (c >= 0x0900 && c < 0x1100) || (c >= 0x3040 && c < 0xD7B0) ||
         (c >= 0x1100 && c < 0x1200);
}

/// Digits, and signs that end or cut a sentence.
bool is_no_part_of_name(char32_t c) {
  constexpr auto kSigns = [] {
    std::array<bool, 128> table{};
    for (const char sign : std::string_view("0123456789!?:;@#|/\"()[]<>{}=_*"))
      table[static_cast<unsigned char>(sign)] = true;
    return table;
  }();
  if (c < kSigns.size()) return kSigns[c];
  return text::is_digit(c) || std::u32string_view(U"“”。、「」【】…").find(c) != std::u32string_view::npos;
}

/// Two to five words, all but particles ("van", "de", "al-") capitalised, no digits, no sentence signs. In
/// scripts without capitals: a few characters, or two to four words.
bool looks_like_name(std::string_view part) {
  constexpr std::size_t kShortest = 4, kLongest = 60;
  if (part.size() < kShortest || part.size() > kLongest) return false;
  std::size_t words = 0, capital = 0, caseless = 0, characters = 0;
  bool at_start = true;
  for (std::size_t pos = 0; pos < part.size();) {
    const char32_t c = text::next_code_point(part, pos);
    ++characters;
    caseless += is_caseless(c) ? 1 : 0;
    if (c == ' ') {
      at_start = true;
      continue;
    }
    if (is_no_part_of_name(c)) return false;
    if (at_start && text::is_letter(c)) {
      ++words;
      capital += text::is_lower(c) ? 0 : 1;
    }
    at_start = false;
  }
  if (caseless * 2 > characters) {
    constexpr std::size_t kLongestWithoutSpaces = 6;
    return words == 1 ? characters <= kLongestWithoutSpaces && characters >= 2 : words <= 4;
  }
  return words >= 2 && words <= 5 && capital >= 2 && capital + 2 >= words;
}

/// The length of what stands between two names at `at`, else 0. `lowered` is the line in lower case.
std::size_t separator_at(std::string_view line, std::string_view lowered, std::size_t at) {
  const char c = line[at];
  if (c == ',' || c == ';' || c == '|' || c == '/' || c == '\n') return 1;
  if (c == ' ') {
    const std::string_view rest = lowered.substr(at + 1);
    for (const std::string_view word : kAnd.like(rest)) {
      if (rest.starts_with(word)) return word.size() + 1;
    }
  } else if ((c & 0x80) != 0) {
    for (const std::string_view sign : {"\xC2\xB7", "•", "、", "，", "・", "،"}) {
      if (line.substr(at).starts_with(sign)) return sign.size();
    }
  }
  return 0;
}

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> out;
  std::string lowered = text::lower(line);
  // Lower case may change lengths in rare scripts; positions are only trusted where it did not.
  if (lowered.size() != line.size()) lowered = line;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const std::string_view part = text::trim(line.substr(begin, end - begin));
    if (!part.empty()) out.push_back(part);
  };
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = separator_at(line, lowered, at);
    if (length == 0) {
      ++at;
      continue;
    }
    take(at);
    at += length;
    begin = at;
  }
  take(line.size());
  return out;
}

std::string_view without_suffix(std::string_view part) {
  for (const std::string_view word : kAfterName) {
    if (part.ends_with(word) && part.size() > word.size())
      part = text::trim(part.substr(0, part.size() - word.size()));
  }
  return part;
}

void add(std::vector<Author>& out, std::string_view name, AuthorKind kind) {
  const Author author{std::string(name), kind};
  const bool known = std::ranges::any_of(out, [&](const Author& a) { return a.name == author.name; });
  if (!known) out.push_back(author);
}

/// A job title names nobody where a name stands beside it.
void keep_names(std::vector<Author>& out) {
  if (std::ranges::any_of(out, [](const Author& a) { return a.kind == AuthorKind::kPerson; }))
    std::erase_if(out, [](const Author& a) { return a.kind == AuthorKind::kStaff; });
}

}  // namespace

std::vector<Author> authors_of(std::string_view byline, std::string_view agency) {
  std::vector<Author> out;
  const std::string folded = text::fold_space(byline);
  for (const std::string_view name : eastern_byline(folded)) add(out, name, AuthorKind::kPerson);
  if (!out.empty()) return out;
  std::string_view rest = without_by(folded);
  // "A column by Ann Lee", "Recipe by Ann Lee": what is by her does not matter.
  constexpr std::size_t kWork = 30;
  if (const std::size_t by = rest.substr(0, kWork).find(" by "); by != std::string_view::npos)
    rest = rest.substr(by + 4);
  for (std::string_view part : split(rest)) {
    part = without_by(part.substr(0, part.find('(')));
    part = without_suffix(text::trim(part));
    while (part.ends_with(':') || part.ends_with('|') || (part.ends_with('.') && has_job(part)))
      part = text::trim(part.substr(0, part.size() - 1));
    if (part.find('@') != std::string_view::npos || part.empty()) continue;
    if (agency_of(part) || (!agency.empty() && part == agency)) {
      add(out, part, AuthorKind::kAgency);
    } else if (has_job(part)) {
      constexpr std::size_t kLongestDesk = 60;
      if (out.empty() && part.size() <= kLongestDesk) add(out, part, AuthorKind::kStaff);
    } else if (looks_like_name(part) && !has_word(part, kNoise, false)) {
      add(out, part, AuthorKind::kPerson);
    }
  }
  keep_names(out);
  return out;
}

std::vector<Author> authors_stated(std::string_view value, std::string_view agency) {
  constexpr std::size_t kLongest = 120;
  std::vector<Author> out;
  const std::string folded = text::fold_space(value);
  std::string_view line = without_by(folded);
  if (line.empty() || line.starts_with("http") || line.starts_with("www.")) return out;
  if (line.size() > kLongest) return authors_of(line, agency);
  if (agency_of(line) || (!agency.empty() && line == agency)) {
    add(out, line, AuthorKind::kAgency);
    return out;
  }
  out = authors_of(line, agency);
  const bool person = std::ranges::any_of(out, [](const Author& a) { return a.kind == AuthorKind::kPerson; });
  if (person || line.find('@') != std::string_view::npos) return out;
  // One word, a handle, a house's name: the page says that it is the author.
  const std::string lowered = text::lower(line);
  for (const std::string_view nobody :
       {"admin", "administrator", "author", "guest", "user", "unknown", "none", "null", "undefined", "editor",
        "anonymous", "webmaster", "root", "superuser", "site admin", "super admin", "web admin"}) {
    if (lowered == nobody) return {};
  }
  if (out.empty()) add(out, without_suffix(line), has_job(line) ? AuthorKind::kStaff : AuthorKind::kPerson);
  return out;
}

std::vector<Author> authors_in_pieces(const std::vector<BylinePiece>& pieces, std::string_view agency) {
  std::vector<Author> out;
  bool expected = true, last_linked = false, last_named = false;
  for (const BylinePiece& piece : pieces) {
    const std::string folded = text::fold_space(piece.text);
    std::string_view line = folded;
    bool by = false;
    line = without_by(line, &by);
    for (bool cut = true; cut;) {
      cut = false;
      for (const std::string_view word : kConnectors.like(line)) {
        const bool sign = word == "," || word == "/" || word == "&";
        if (!line.starts_with(word) || (!sign && line.size() > word.size() && line[word.size()] != ' '))
          continue;
        line = text::trim(line.substr(word.size()));
        expected = cut = true;
      }
    }
    if (by) expected = true;
    if (line.empty()) continue;
    const auto names = authors_of(line, agency);
    const bool open = line.ends_with(',') || line.ends_with(" and") || line.ends_with(" und") ||
                      line.ends_with(" et") || line.ends_with('&');
    const bool sister =
        piece.like_last && last_named && names.size() == 1 && is_person_name(names.front().name);
    if (!names.empty() && (expected || (piece.linked && last_linked) || sister)) {
      for (const Author& name : names) add(out, name.name, name.kind);
      last_linked = piece.linked;
      expected = false;
      last_named = names.front().kind == AuthorKind::kPerson;
    } else {
      last_named = false;
    }
    if (open) expected = true;
  }
  keep_names(out);
  return out;
}

bool says_by(std::string_view line) {
  bool said = false;
  const std::string_view rest = without_by(text::trim(line), &said);
  return said && !rest.empty();
}

bool is_person_name(std::string_view name) { return looks_like_name(name) && !has_job(name); }

bool is_title_word(std::string_view word) { return has_job(word); }

bool looks_like_byline(std::string_view line) {
  constexpr std::size_t kLongestLine = 160, kMostNames = 4;
  line = text::trim(line);
  if (line.empty() || line.size() > kLongestLine) return false;
  const std::string_view names = without_by(line);
  if (names.size() < line.size()) return !authors_of(line).empty();
  const auto parts = split(names);
  return !parts.empty() && parts.size() <= kMostNames &&
         std::ranges::all_of(parts,
                             [](std::string_view part) {
                               return looks_like_name(part) || agency_of(part) || has_job(part);
                             }) &&
         std::ranges::any_of(parts,
                             [](std::string_view part) { return is_person_name(part) || agency_of(part); });
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
