// Desks open a report each in its own way, but out of the same parts: place, date, agency, and signs between
// them. Each reader below knows one order of the parts; the first that fits the paragraph wins. A reader that
// meets an agency it knows may be generous with the signs; without one it asks for capitals and a dash.
#include "extract/dateline.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "extract/agency.h"
#include "text/month_names.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// A place and a date before the agency take at most this many bytes of a paragraph.
constexpr std::size_t kLongestPlace = 80;
constexpr std::size_t kLongestAgency = 40;
/// What a bracket at a paragraph's begin may hold, in bytes: place, day, two agencies.
constexpr std::size_t kLongestBracket = 90;
/// A last line that names its source.
constexpr std::size_t kLongestCredit = 80;
/// A place's name in a script without capitals, where nothing but a dash follows: at most so many words and
/// letters. Longer ones are sentences.
constexpr std::size_t kCaselessWords = 2, kCaselessLetters = 14;

/// What stands before the agency on such a line, lower case.
constexpr std::array<std::string_view, 20> kSource = {
    "source", "sources", "with", "quelle", "quellen",  "mit material von", "fuente", "fuentes",
    "fonte",  "fonti",   "bron", "źródło", "источник", "джерело",          "kaynak", "المصدر",
    "来源",   "來源",    "出典", "출처"};

using Found = std::optional<Dateline>;

bool is_space(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x202F || c == 0x3000 || c == '\t'; }

std::size_t skip_spaces(std::string_view text, std::size_t pos) {
  while (pos < text.size()) {
    std::size_t next = pos;
    if (!is_space(text::next_code_point(text, next))) break;
    pos = next;
  }
  return pos;
}

/// The dash at `pos` (an Arabic tatweel serves as one); `after` is moved past it.
bool is_dash_at(std::string_view text, std::size_t pos, std::size_t& after) {
  for (const std::string_view dash : {"—", "–", "--", "-", "―", "−", "ـ", "_"}) {
    if (text.substr(std::min(pos, text.size())).starts_with(dash)) {
      after = pos + dash.size();
      return true;
    }
  }
  return false;
}

/// Steps over the signs between agency and sentence: ".-", ":", " — ", "=". False where there is none.
bool skip_signs(std::string_view text, std::size_t& pos) {
  bool any = false;
  for (std::size_t at = skip_spaces(text, pos); at < text.size(); at = skip_spaces(text, pos)) {
    if (text[at] == '.' || text[at] == ':' || text[at] == '=' || text[at] == ',') {
      pos = at + 1;
    } else if (text.substr(at).starts_with("：") || text.substr(at).starts_with("＝")) {
      pos = at + 3;
    } else if (!is_dash_at(text, at, pos)) {
      break;
    }
    any = true;
  }
  pos = skip_spaces(text, pos);
  return any;
}

/// Digits of any script, at the begin of a word where words have spaces: "Sept 19", "北京9月", not
/// "COVID-19".
std::size_t find_digit(std::string_view text) {
  char32_t before = ' ';
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const char32_t c = text::next_code_point(text, pos);
    if (text::is_digit(c) && (is_space(before) || before == ',' || before == '.' || before >= 0x3000))
      return begin;
    before = c;
  }
  return std::string_view::npos;
}

std::string_view without_signs(std::string_view text) {
  for (bool cut = true; cut;) {
    cut = false;
    text = text::trim(text);
    for (const std::string_view sign : {",", ".", ":", "-", "–", "—", "،", "、", "ـ"}) {
      if (!text.ends_with(sign)) continue;
      text.remove_suffix(sign.size());
      cut = true;
    }
  }
  return text;
}

/// "BERLIN, Sept 19", "Москва. 19 сентября.", "MADRID 19 Sep.", "New Delhi [India], September 19" without
/// date and country.
std::string_view without_date(std::string_view place) {
  if (const std::size_t bracket = place.find(" ["); bracket != std::string_view::npos)
    place = place.substr(0, bracket);
  const std::size_t digit = find_digit(place);
  std::string_view out = without_signs(place.substr(0, digit));
  if (digit == std::string_view::npos) return out;
  const std::size_t space = out.rfind(' ');
  if (space != std::string_view::npos && text::month_named(out.substr(space + 1)).number != 0)
    out = without_signs(out.substr(0, space));
  return out;
}

struct NameShape {
  std::size_t words = 1, letters = 0, small = 0, caseless = 0;
  bool opens_small = false, odd_signs = false;
};

/// No sign of a place's name. Between them stand the marks that Indian scripts write above and below letters.
bool is_odd_sign(char32_t c) {
  if (c < 0x0300) return std::u32string_view(U"/,.'’-()").find(c) == std::u32string_view::npos;
  return c >= 0x2000 && c < 0x3040 && c != 0x2019;
}

NameShape shape_of_name(std::string_view text) {
  NameShape out;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = text::next_code_point(text, pos);
    if (text::is_letter(c)) {
      const bool small = text::is_lower(c);
      if (out.letters == 0) out.opens_small = small;
      ++out.letters;
      out.small += small ? 1 : 0;
      out.caseless += !small && !text::is_upper(c) ? 1 : 0;
    } else if (is_space(c)) {
      ++out.words;
    } else if (text::is_digit(c) || is_odd_sign(c)) {
      out.odd_signs = true;
    }
  }
  return out;
}

/// Is this a place's name: one to six words, the first letter of the first a capital one (or of a script
/// without case), few signs?
bool looks_like_place(std::string_view text, bool capitals_only) {
  constexpr std::size_t kMostWords = 6;
  if (text.empty() || text.size() > kLongestPlace) return false;
  const NameShape shape = shape_of_name(text);
  if (shape.letters < 2 || shape.words > kMostWords || shape.opens_small || shape.odd_signs) return false;
  if (!capitals_only) return true;
  constexpr std::size_t kShortestAlone = 3;  // "FV - ", "TV — " are no places
  return shape.small == 0 && (shape.caseless > 0 || shape.letters >= kShortestAlone) &&
         (shape.caseless == 0 || (shape.words <= kCaselessWords && shape.letters <= kCaselessLetters));
}

bool is_all_capitals(std::string_view text) {
  const NameShape shape = shape_of_name(text);
  return shape.letters > 1 && shape.small == 0 && shape.caseless == 0;
}

/// What stands in capitals before a dash too and is no place: days of the week, labels of news.
constexpr std::array<std::string_view, 86> kNoPlaces = {
    "monday",       "tuesday",  "wednesday", "thursday",   "friday",    "saturday",  "sunday",
    "montag",       "dienstag", "mittwoch",  "donnerstag", "freitag",   "samstag",   "sonntag",
    "lundi",        "mardi",    "mercredi",  "jeudi",      "vendredi",  "samedi",    "dimanche",
    "lunes",        "martes",   "miércoles", "jueves",     "viernes",   "sábado",    "domingo",
    "lunedì",       "martedì",  "mercoledì", "giovedì",    "venerdì",   "sabato",    "domenica",
    "maandag",      "dinsdag",  "woensdag",  "donderdag",  "vrijdag",   "zaterdag",  "zondag",
    "måndag",       "tisdag",   "onsdag",    "torsdag",    "fredag",    "lördag",    "söndag",
    "poniedziałek", "wtorek",   "środa",     "czwartek",   "piątek",    "sobota",    "niedziela",
    "понедельник",  "вторник",  "среда",     "четверг",    "пятница",   "суббота",   "воскресенье",
    "pazartesi",    "salı",     "çarşamba",  "perşembe",   "cuma",      "cumartesi", "pazar",
    "today",        "heute",    "update",    "breaking",   "exclusive", "watch",     "video",
    "live",         "analysis", "opinion",   "eilmeldung", "exklusiv",  "urgent",    "exclusif",
    "última",       "срочно"};

bool is_no_place(std::string_view text) {
  const std::string first = text::lower(text.substr(0, text.find_first_of(" ,.:")));
  return std::ranges::find(kNoPlaces, first) != kNoPlaces.end();
}

/// A day, perhaps with weekday, month and year.
bool looks_like_date(std::string_view text) {
  constexpr std::size_t kMostWords = 4;
  return find_digit(text) != std::string_view::npos && shape_of_name(text).words <= kMostWords &&
         text.size() <= kLongestAgency;
}

/// "新华社北京9月19日电", "（法新社巴黎19日電）", "本报北京9月19日电". A reporter's name between agency and
/// place cannot be told from it: then there is no place.
Found chinese(std::string_view paragraph) {
  std::string_view head = paragraph;
  for (const std::string_view open : {"（", "(", "【"}) {
    if (head.starts_with(open)) head.remove_prefix(open.size());
  }
  constexpr std::string_view kDay = "日";
  const std::size_t day = head.substr(0, kLongestPlace + kDay.size()).find(kDay);
  if (day == std::string_view::npos) return std::nullopt;  // nearly all paragraphs
  const std::size_t digit = find_digit(head.substr(0, day));
  if (digit == std::string_view::npos) return std::nullopt;
  const std::string_view behind = head.substr(day + kDay.size());
  if (!behind.starts_with("电") && !behind.starts_with("電") && !behind.starts_with("讯") &&
      !behind.starts_with("訊"))
    return std::nullopt;
  const std::string_view opening = text::trim(head.substr(0, digit));
  const AgencyPrefix agency = agency_opening(opening);
  std::string_view place = opening.substr(agency.length);
  if (agency.length == 0) {
    bool own = false;
    for (const std::string_view paper : {"本报", "本報", "本台", "本社", "本网", "本刊"}) {
      if (!place.starts_with(paper)) continue;
      place.remove_prefix(paper.size());
      own = true;
    }
    if (!own) return std::nullopt;
  }
  if (place.find("记者") != std::string_view::npos || place.find("記者") != std::string_view::npos)
    place = {};
  std::size_t length =
      static_cast<std::size_t>(behind.data() - paragraph.data()) + std::string_view("电").size();
  for (const std::string_view close : {"）", ")", "】"}) {
    if (paragraph.substr(length).starts_with(close)) length += close.size();
  }
  return Dateline{std::string(text::trim(place)), agency.name, skip_spaces(paragraph, length)};
}

/// "[東京　19日　ロイター]": the parts between spaces and signs of equality.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t pos = 0; pos <= text.size();) {
    const std::size_t at = pos;
    const char32_t c = pos < text.size() ? text::next_code_point(text, pos) : U' ';
    if (at == text.size() || is_space(c) || c == '=' || c == 0xFF1D) {
      if (at > begin) out.push_back(text.substr(begin, at - begin));
      begin = pos;
    }
    if (at == text.size()) break;
  }
  return out;
}

/// The bracket that `text` opens with: its inside, and where it ends.
struct Bracket {
  std::string_view inside;
  std::size_t end = 0;
};
std::optional<Bracket> opening_bracket(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPairs = {
      {{"(", ")"}, {"[", "]"}, {"（", "）"}, {"［", "］"}, {"【", "】"}}};
  for (const auto& [open, close] : kPairs) {
    if (!text.starts_with(open)) continue;
    const std::size_t end = text.find(close, open.size());
    if (end == std::string_view::npos || end > kLongestBracket) return std::nullopt;
    return Bracket{text.substr(open.size(), end - open.size()), end + close.size()};
  }
  return std::nullopt;
}

/// "【ワシントン共同】", "［東京　19日　ロイター］", "(서울=연합뉴스) 김하늘 기자 =",
/// "【ワシントン＝山田花子】".
Found in_one_bracket(std::string_view paragraph) {
  const auto bracket = opening_bracket(paragraph);
  if (!bracket) return std::nullopt;
  const std::vector<std::string_view> parts = parts_of(bracket->inside);
  if (parts.empty()) return std::nullopt;
  const bool thick = paragraph.starts_with("【");
  const bool equated = bracket->inside.find('=') != std::string_view::npos ||
                       bracket->inside.find("＝") != std::string_view::npos;
  std::optional<std::string> agency;
  for (const std::string_view part : parts) {
    if (!agency) agency = agency_of(part);
  }
  std::string_view place = agency_of(parts.front()) ? std::string_view() : parts.front();
  if (!agency && thick && parts.size() == 1) {
    const AgencySuffix suffix = agency_closing(place);  // "ワシントン共同"
    agency = suffix.name;
    place = place.substr(0, place.size() - suffix.length);
  }
  if (parts.size() == 1 && agency && !thick) return std::nullopt;  // "(dpa)": with_parentheses knows more
  if (!agency && !(thick && equated)) return std::nullopt;
  if (find_digit(place) != std::string_view::npos) place = {};
  if (!place.empty() && !looks_like_place(place, false)) return std::nullopt;
  std::size_t after = bracket->end;
  // The Korean desks put their reporter behind the bracket and close with a sign of equality.
  constexpr std::size_t kReporter = 60;
  const std::size_t sign = paragraph.find(" = ", after);
  if (sign != std::string_view::npos && sign - after <= kReporter) after = sign + 1;
  skip_signs(paragraph, after);
  return Dateline{std::string(place), agency, after};
}

/// "ROMA, 19 SET - Il consiglio" behind "(ANSA) - ".
std::string_view place_behind(std::string_view rest, std::size_t& length) {
  for (std::size_t pos = 1; pos < std::min(rest.size(), kLongestPlace); ++pos) {
    std::size_t after = 0;
    if (rest[pos - 1] != ' ' || !is_dash_at(rest, pos, after)) continue;
    const std::string_view head = rest.substr(0, pos);
    const std::string_view place = without_date(head);
    const bool dated = find_digit(head) != std::string_view::npos;
    if (!looks_like_place(place, !dated)) return {};
    length = skip_spaces(rest, after);
    return place;
  }
  return {};
}

/// "PLACE, DATE (AGENCY) —" and "(Agency) -".
Found with_parentheses(std::string_view paragraph) {
  std::size_t open = paragraph.find('('), sign = 1;
  std::string_view close_sign = ")";
  if (const std::size_t wide = paragraph.find("（"); wide < open) {
    open = wide;
    sign = std::string_view("（").size();
    close_sign = "）";
  }
  if (open > kLongestPlace) return std::nullopt;
  const std::size_t close = paragraph.find(close_sign, open);
  if (close == std::string_view::npos || close - open > kLongestAgency) return std::nullopt;
  const std::string_view head = text::trim(paragraph.substr(0, open));
  const std::string_view place = without_date(head);
  const std::string_view name = text::trim(paragraph.substr(open + sign, close - open - sign));
  const auto known = first_agency_of(name);
  std::size_t after = close + close_sign.size();
  const bool signed_off = skip_signs(paragraph, after);
  if (name.empty() || (!head.empty() && !looks_like_place(place, false)) || (head.empty() && !known))
    return std::nullopt;
  const bool dated = find_digit(head) != std::string_view::npos;
  if (!signed_off && !(known && (head.empty() || dated || is_all_capitals(place)))) return std::nullopt;
  // An agency that is not known is a name: "(a body of experts) —" is an aside. It is one only before a dash.
  std::size_t ignored = 0;
  const bool dashed = is_dash_at(paragraph, skip_spaces(paragraph, close + close_sign.size()), ignored);
  if (!known && (!dashed || text::is_lower(static_cast<unsigned char>(name.front())))) return std::nullopt;
  Dateline out{std::string(place), known ? *known : std::string(name), after};
  if (head.empty() && signed_off) {
    std::size_t length = 0;
    out.place = place_behind(paragraph.substr(after), length);
    out.length += length;
  }
  return out;
}

/// "МОСКВА, 19 сентября. /ТАСС/. Совет": only an agency that is known stands between strokes.
Found between_strokes(std::string_view paragraph) {
  const std::size_t open = paragraph.find('/');
  if (open > kLongestPlace) return std::nullopt;
  const std::size_t close = paragraph.find('/', open + 1);
  if (close == std::string_view::npos || close - open > kLongestAgency) return std::nullopt;
  const std::string_view place = without_date(paragraph.substr(0, open));
  const auto agency = first_agency_of(paragraph.substr(open + 1, close - open - 1));
  if (!agency || (!place.empty() && !looks_like_place(place, false))) return std::nullopt;
  std::size_t after = close + 1;
  skip_signs(paragraph, after);
  return Dateline{std::string(place), agency, after};
}

/// The next of ", ", ". ", ": ", " — " and the like from `pos` on, at most `limit` bytes away.
struct Sign {
  std::size_t begin = std::string_view::npos, end = 0;
  bool dash = false;
};
Sign next_sign(std::string_view text, std::size_t pos, std::size_t limit) {
  const std::size_t until = std::min(text.size(), pos + limit);
  for (std::size_t at = pos; at < until; ++at) {
    std::size_t after = 0;
    // Persian desks set the dash against the word before it.
    const bool hangs =
        at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0x80 && text.substr(at).starts_with("- ");
    const bool spaced = at > 0 && (text[at - 1] == ' ' || text.substr(at).starts_with("—"));
    if ((spaced || hangs) && is_dash_at(text, at, after)) return {at, skip_spaces(text, after), true};
    const bool stop = text[at] == ',' || text[at] == '.' || text[at] == ':';
    if (stop && (at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == '-')) {
      const std::size_t next = skip_spaces(text, at + 1);
      if (is_dash_at(text, next, after)) return {at, skip_spaces(text, after), true};
      return {at, next, false};
    }
  }
  return {};
}

/// "PLACE —", "PLACE, 19 сен — Agency.", "Place. 19 сентября. AGENCY - ", "Київ. УНІАН.", "AGENCY - Text".
Found by_signs(std::string_view paragraph) {
  const Sign first = next_sign(paragraph, 0, kLongestPlace);
  if (first.begin == std::string_view::npos) return std::nullopt;
  std::string_view head = text::trim(paragraph.substr(0, first.begin));
  if (first.dash && agency_of(head)) return Dateline{{}, agency_of(head), first.end};
  // A comma may belong to the place ("NEW YORK, N.Y."), a day without one too ("MADRID 19 sep -").
  bool dated = find_digit(head) != std::string_view::npos, dash = first.dash;
  std::size_t at = first.end;
  for (int step = 0; step < 4; ++step) {
    const Sign sign = next_sign(paragraph, at, kLongestAgency);
    const std::string_view segment = text::trim(
        paragraph.substr(at, sign.begin == std::string_view::npos ? kLongestAgency : sign.begin - at));
    if (sign.begin == std::string_view::npos) break;
    if (const auto agency = agency_of(segment)) {
      const std::string_view place = without_date(head);
      if (!looks_like_place(place, false)) return std::nullopt;
      return Dateline{std::string(place), agency, sign.end};
    }
    const bool more_place = !dash && !dated && looks_like_place(segment, true) && is_all_capitals(segment);
    if (dash || !(looks_like_date(segment) || more_place)) break;
    if (looks_like_date(segment)) {
      dated = true;
    } else {
      head = text::trim(paragraph.substr(0, sign.begin));
    }
    dash = sign.dash;
    at = sign.end;
  }
  const std::string_view place = without_date(head);
  if (!looks_like_place(place, true) || is_no_place(place) || !(dash || (dated && is_all_capitals(place))))
    return std::nullopt;
  return Dateline{std::string(place), std::nullopt, at};
}

}  // namespace

Found dateline_of(std::string_view paragraph) {
  constexpr std::array kReaders = {chinese, in_one_bracket, with_parentheses, between_strokes, by_signs};
  for (const auto read : kReaders) {
    if (auto found = read(paragraph)) return found;
  }
  return std::nullopt;
}

std::optional<std::string> credit_of(std::string_view paragraph) {
  std::string_view line = text::trim(paragraph);
  while (line.ends_with('.') || line.ends_with(' ')) line.remove_suffix(1);
  // "… at noon. (AFP/Reuters)"
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}}) {
    if (!line.ends_with(close)) continue;
    const std::size_t begin = line.rfind(open);
    if (begin == std::string_view::npos || line.size() - begin > kLongestAgency) return std::nullopt;
    return first_agency_of(
        line.substr(begin + open.size(), line.size() - begin - open.size() - close.size()));
  }
  // "… в полдень — Рейтер"
  for (const std::string_view dash : {" — ", " – ", " - "}) {
    const std::size_t at = line.rfind(dash);
    if (at != std::string_view::npos && line.size() - at <= kLongestAgency) {
      if (auto agency = agency_of(line.substr(at + dash.size()))) return agency;
    }
  }
  if (line.size() > kLongestCredit) return std::nullopt;
  for (const std::string_view sign : {"—", "–", "-", "©", "/"}) {
    if (line.starts_with(sign)) line = text::trim(line.substr(sign.size()));
  }
  if (line.ends_with('/')) line.remove_suffix(1);
  for (const std::string_view colon : {":", "："}) {
    const std::size_t at = line.find(colon);
    if (at == std::string_view::npos) continue;
    const std::string label = text::lower(text::trim(line.substr(0, at)));
    if (std::ranges::find(kSource, label) == kSource.end()) return std::nullopt;
    line = text::trim(line.substr(at + colon.size()));
  }
  return agency_of(line) || line.size() <= kLongestAgency ? first_agency_of(line) : std::nullopt;
}

}  // namespace newsloom::extract
