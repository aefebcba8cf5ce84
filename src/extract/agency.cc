#include "extract/agency.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/dates.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

struct Agency {
  std::string_view key;  ///< in lower case
  std::string_view short_name;
};

/// The agencies whose texts papers print, by the names that stand in datelines and bylines.
constexpr std::array kAgencies = {
    Agency{"ap", "AP"},
    Agency{"associated press", "AP"},
    Agency{"the associated press", "AP"},
    Agency{"reuters", "Reuters"},
    Agency{"thomson reuters", "Reuters"},
    Agency{"рейтер", "Reuters"},
    Agency{"رويترز", "Reuters"},
    Agency{"afp", "AFP"},
    Agency{"agence france-presse", "AFP"},
    Agency{"agence france presse", "AFP"},
    Agency{"أ ف ب", "AFP"},
    Agency{"dpa", "dpa"},
    Agency{"deutsche presse-agentur", "dpa"},
    Agency{"epd", "epd"},
    Agency{"kna", "KNA"},
    Agency{"sid", "SID"},
    Agency{"apa", "APA"},
    Agency{"austria presse agentur", "APA"},
    Agency{"sda", "SDA"},
    Agency{"keystone-sda", "SDA"},
    Agency{"ansa", "ANSA"},
    Agency{"adnkronos", "Adnkronos"},
    Agency{"agi", "AGI"},
    Agency{"efe", "EFE"},
    Agency{"europa press", "Europa Press"},
    Agency{"lusa", "Lusa"},
    Agency{"agência brasil", "Agência Brasil"},
    Agency{"télam", "Télam"},
    Agency{"notimex", "Notimex"},
    Agency{"tass", "TASS"},
    Agency{"тасс", "TASS"},
    Agency{"interfax", "Interfax"},
    Agency{"интерфакс", "Interfax"},
    Agency{"interfax.ru", "Interfax"},
    Agency{"ria novosti", "RIA Novosti"},
    Agency{"риа новости", "RIA Novosti"},
    Agency{"ukrinform", "Ukrinform"},
    Agency{"укрінформ", "Ukrinform"},
    Agency{"unian", "UNIAN"},
    Agency{"уніан", "UNIAN"},
    Agency{"pap", "PAP"},
    Agency{"ctk", "ČTK"},
    Agency{"čtk", "ČTK"},
    Agency{"tasr", "TASR"},
    Agency{"mti", "MTI"},
    Agency{"agerpres", "Agerpres"},
    Agency{"anp", "ANP"},
    Agency{"belga", "Belga"},
    Agency{"tt", "TT"},
    Agency{"ntb", "NTB"},
    Agency{"ritzau", "Ritzau"},
    Agency{"stt", "STT"},
    Agency{"anadolu", "AA"},
    Agency{"anadolu agency", "AA"},
    Agency{"aa", "AA"},
    Agency{"irna", "IRNA"},
    Agency{"sana", "SANA"},
    Agency{"wafa", "WAFA"},
    Agency{"xinhua", "Xinhua"},
    Agency{"新华社", "Xinhua"},
    Agency{"kyodo", "Kyodo"},
    Agency{"kyodo news", "Kyodo"},
    Agency{"共同", "Kyodo"},
    Agency{"jiji press", "Jiji"},
    Agency{"yonhap", "Yonhap"},
    Agency{"연합뉴스", "Yonhap"},
    Agency{"pti", "PTI"},
    Agency{"press trust of india", "PTI"},
    Agency{"ani", "ANI"},
    Agency{"ians", "IANS"},
    Agency{"antara", "Antara"},
    Agency{"bernama", "Bernama"},
    Agency{"vna", "VNA"},
    Agency{"pa", "PA"},
    Agency{"pa media", "PA"},
    Agency{"press association", "PA"},
    Agency{"upi", "UPI"},
    Agency{"aap", "AAP"},
    Agency{"canadian press", "CP"},
    Agency{"the canadian press", "CP"},
    Agency{"bloomberg", "Bloomberg"},
    Agency{"bloomberg news", "Bloomberg"},
};

/// A place and a date before the agency take at most this many bytes of a paragraph.
constexpr std::size_t kLongestPlace = 80;
constexpr std::size_t kLongestAgency = 40;

bool is_dash_at(std::string_view text, std::size_t pos, std::size_t& after) {
  for (const std::string_view dash : {"—", "–", "--", "-", "―"}) {
    if (text.substr(pos).starts_with(dash)) {
      after = pos + dash.size();
      return true;
    }
  }
  return false;
}

std::size_t skip_spaces(std::string_view text, std::size_t pos) {
  while (pos < text.size()) {
    std::size_t next = pos;
    const char32_t c = text::next_code_point(text, next);
    if (c != ' ' && c != 0xA0 && c != 0x202F && c != '\t') break;
    pos = next;
  }
  return pos;
}

/// Is this a place's name: one to six words, the first letter of the first a capital one (or of a script
/// without case), few signs?
bool looks_like_place(std::string_view text, bool capitals_only) {
  if (text.empty() || text.size() > kLongestPlace) return false;
  std::size_t words = 1, letters = 0, small = 0;
  bool first = true;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = text::next_code_point(text, pos);
    if (text::is_letter(c)) {
      if (first && text::is_lower(c)) return false;
      first = false;
      ++letters;
      small += text::is_lower(c) ? 1 : 0;
    } else if (c == ' ') {
      ++words;
    } else if (std::u32string_view(U"/,.'’-()").find(c) == std::u32string_view::npos && !text::is_digit(c)) {
      return false;
    }
  }
  return letters >= 2 && words <= 6 && (!capitals_only || small == 0);
}

/// "BERLIN, Sept 19" or "Москва. 19 сентября." without its date.
std::string without_date(std::string_view place) {
  std::size_t end = place.size();
  for (std::size_t pos = 0; pos < place.size(); ++pos) {
    if ((place[pos] == ',' || place[pos] == '.') &&
        place.substr(pos).find_first_of("0123456789") != std::string_view::npos) {
      end = pos;
      break;
    }
  }
  std::string_view out = text::trim(place.substr(0, end));
  while (out.ends_with(',') || out.ends_with('.')) out.remove_suffix(1);
  return std::string(text::trim(out));
}

std::optional<Dateline> with_parentheses(std::string_view paragraph) {
  const std::size_t open = paragraph.find('(');
  if (open > kLongestPlace) return std::nullopt;
  const std::size_t close = paragraph.find(')', open);
  if (close == std::string_view::npos || close - open > kLongestAgency) return std::nullopt;
  const std::string_view place = text::trim(paragraph.substr(0, open));
  std::string_view name = text::trim(paragraph.substr(open + 1, close - open - 1));
  const std::string_view first_of_several = name.substr(0, name.find_first_of("/,"));
  const auto known = agency_of(name) ? agency_of(name) : agency_of(first_of_several);
  std::size_t after = skip_spaces(paragraph, close + 1);
  const bool dashed = is_dash_at(paragraph, after, after);
  if (name.empty() || (!place.empty() && !looks_like_place(place, false)) || (place.empty() && !known))
    return std::nullopt;
  if (!dashed && !(known && place.empty())) return std::nullopt;
  // An agency that is not known is a name: "(a body of experts) —" is an aside.
  if (!known && (name.empty() || text::is_lower(static_cast<unsigned char>(name.front()))))
    return std::nullopt;
  return Dateline{without_date(place), known ? *known : std::string(name), skip_spaces(paragraph, after)};
}

std::optional<Dateline> with_dash(std::string_view paragraph) {
  for (std::size_t pos = 0; pos < std::min(paragraph.size(), kLongestPlace); ++pos) {
    std::size_t after = 0;
    if (!is_dash_at(paragraph, pos, after)) continue;
    const bool spaced = pos > 0 && (paragraph[pos - 1] == ' ' || paragraph.substr(pos).starts_with("—"));
    if (!spaced) continue;
    const std::string_view place = text::trim(paragraph.substr(0, pos));
    after = skip_spaces(paragraph, after);
    // "MOSCOW, 19 Sept — Agency. Sentence"
    const std::size_t stop = paragraph.find_first_of(".,:", after);
    if (stop != std::string_view::npos && stop - after <= kLongestAgency && looks_like_place(place, false)) {
      if (const auto agency = agency_of(paragraph.substr(after, stop - after))) {
        return Dateline{without_date(place), agency, skip_spaces(paragraph, stop + 1)};
      }
    }
    if (!looks_like_place(place, true)) return std::nullopt;
    return Dateline{without_date(place), std::nullopt, after};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> agency_of(std::string_view name) {
  const std::string key = text::lower(text::trim(name));
  for (const Agency& agency : kAgencies) {
    if (agency.key == key) return std::string(agency.short_name);
  }
  return std::nullopt;
}

std::optional<Dateline> dateline_of(std::string_view paragraph) {
  if (auto found = with_parentheses(paragraph)) return found;
  return with_dash(paragraph);
}

}  // namespace newsloom::extract
