// Moments in running text. The text is cut into tokens (numbers, words, punctuation) once; every shape of a
// date is then a short pattern over at most eight tokens, so that the cost is linear.
#include "text/dates.h"

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace newsloom::text {
namespace {

struct Token {
  enum class Kind { kNumber, kWord, kMark } kind;
  std::string_view text;
  std::size_t begin, end;
  int value = -1;  ///< of a number of at most four digits
  std::size_t digits = 0;
};

/// Month names and their short forms, lower case; a trailing dot is a token of its own.
struct Month {
  int number;
  std::string_view names;
};
constexpr std::array kMonths = {
    Month{1,
          " january jan januar januari janvier enero ene gennaio janeiro ianuarie styczeń stycznia leden "
          "ledna január ocak января январь січня يناير "},
    Month{2,
          " february feb februar februari février fevrier febrero febbraio fevereiro februarie luty lutego "
          "únor února február şubat февраля февраль лютого فبراير "},
    Month{3,
          " march mar märz maerz maart mars marzo março marec martie marzec marca březen března március mart "
          "марта март березня مارس "},
    Month{4,
          " april apr avril abril abr aprile aprilie kwiecień kwietnia duben dubna április nisan апреля "
          "апрель квітня أبريل "},
    Month{5, " may mai mei mayo maggio maio maj maja květen května május mayıs мая май травня مايو "},
    Month{6,
          " june jun juni juin junio giugno junho iunie czerwiec czerwca červen června június haziran июня "
          "июнь червня يونيو "},
    Month{7,
          " july jul juli juillet julio luglio julho iulie lipiec lipca červenec července július temmuz июля "
          "июль липня يوليو "},
    Month{8,
          " august aug augustus août aout agosto ago sierpień sierpnia srpen srpna augusztus ağustos августа "
          "август серпня أغسطس "},
    Month{9,
          " september sept sep septembre septiembre settembre setembro septembrie wrzesień września září "
          "szeptember eylül сентября сентябрь вересня سبتمبر "},
    Month{10,
          " october oct oktober okt octobre octubre ottobre outubro octombrie październik października říjen "
          "října október ekim октября октябрь жовтня أكتوبر "},
    Month{11,
          " november nov novembre noviembre novembro noiembrie listopad listopada listopadu kasım ноября "
          "ноябрь нояб листопада نوفمبر "},
    Month{12,
          " december dec dezember dez décembre decembre diciembre dic dicembre dezembro decembrie grudzień "
          "grudnia prosinec prosince aralık декабря декабрь дек грудня ديسمبر "},
};

/// Abbreviations with one meaning only; IST, CST (China) and the like say nothing certain.
struct Zone {
  std::string_view name;
  int minutes;
};
constexpr std::array kZones = {
    Zone{"utc", 0},    Zone{"gmt", 0},    Zone{"bst", 60},   Zone{"cet", 60},   Zone{"cest", 120},
    Zone{"mez", 60},   Zone{"mesz", 120}, Zone{"eet", 120},  Zone{"eest", 180}, Zone{"msk", 180},
    Zone{"est", -300}, Zone{"edt", -240}, Zone{"cdt", -300}, Zone{"mst", -420}, Zone{"mdt", -360},
    Zone{"pst", -480}, Zone{"pdt", -420}, Zone{"et", -300},  Zone{"jst", 540},  Zone{"kst", 540},
    Zone{"aest", 600}, Zone{"aedt", 660}, Zone{"nzst", 720}, Zone{"nzdt", 780}, Zone{"sast", 120}};

int month_of(std::string_view word) {
  const std::string lowered = ' ' + lower(word) + ' ';
  for (const Month& month : kMonths) {
    if (month.names.find(lowered) != std::string_view::npos) return month.number;
  }
  return 0;
}

/// A date needs at most this many bytes of text before it; longer texts are cut into tokens only so far.
constexpr std::size_t kLongestText = 64 * 1024;

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  for (std::size_t pos = 0; pos < text.size() && pos < kLongestText;) {
    Token token{.kind = Token::Kind::kMark, .text = {}, .begin = pos, .end = pos};
    const char32_t c = next_code_point(text, pos);
    if (c >= '0' && c <= '9') {
      token.kind = Token::Kind::kNumber;
      while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') ++pos;
      token.digits = pos - token.begin;
      if (token.digits <= 4) {
        token.value = 0;
        for (std::size_t i = token.begin; i < pos; ++i) token.value = token.value * 10 + (text[i] - '0');
      }
    } else if (is_letter(c)) {
      token.kind = Token::Kind::kWord;
      for (std::size_t next = pos; next < text.size(); pos = next) {
        const char32_t part = next_code_point(text, next);
        if (!is_letter(part) || (c < 0x3000) != (part < 0x3000)) break;
        if (c >= 0x3000) break;  // 年 月 日 stand alone
      }
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x202F) {
      continue;
    }
    token.end = pos;
    token.text = text.substr(token.begin, pos - token.begin);
    out.push_back(token);
  }
  return out;
}

/// Reads one moment from a place among the tokens.
class Matcher {
 public:
  Matcher(const std::vector<Token>& tokens, std::size_t at, bool month_first)
      : tokens_(tokens), at_(at), begin_(at), month_first_(month_first) {}

  std::optional<FoundDate> match() {
    if (!match_day()) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year_),
                                           std::chrono::month(static_cast<unsigned>(month_)),
                                           std::chrono::day(static_cast<unsigned>(day_))};
    if (!date.ok() || year_ < 1900 || year_ > 2199) return std::nullopt;
    FoundDate found;
    found.begin = tokens_[begin_].begin;
    found.moment.precision = Precision::kDay;
    found.moment.utc_seconds = std::chrono::sys_days(date).time_since_epoch().count() * 86400LL;
    match_time(found.moment);
    found.end = tokens_[at_ - 1].end;
    return found;
  }

 private:
  using Kind = Token::Kind;
  const Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  bool is_mark(std::size_t ahead, std::string_view mark) const {
    return peek(ahead) && peek(ahead)->kind == Kind::kMark && peek(ahead)->text == mark;
  }
  bool is_word(std::size_t ahead, std::string_view word) const {
    return peek(ahead) && peek(ahead)->kind == Kind::kWord && lower(peek(ahead)->text) == word;
  }
  int number(std::size_t ahead, std::size_t low_digits, std::size_t high_digits) const {
    const Token* token = peek(ahead);
    return token && token->kind == Kind::kNumber && token->digits >= low_digits &&
                   token->digits <= high_digits
               ? token->value
               : -1;
  }
  int month(std::size_t ahead) const {
    const Token* token = peek(ahead);
    return token && token->kind == Kind::kWord ? month_of(token->text) : 0;
  }
  bool set(int year, int month_number, int day, std::size_t taken) {
    if (year < 0 || month_number < 1 || month_number > 12 || day < 1 || day > 31) return false;
    year_ = year;
    month_ = month_number;
    day_ = day;
    at_ += taken;
    return true;
  }

  bool match_day() { return year_first() || numbers_with_marks() || day_month_year() || month_day_year(); }

  bool year_first() {
    const int year = number(0, 4, 4);
    for (const std::string_view mark : {"-", "/", "."}) {
      if (is_mark(1, mark) && is_mark(3, mark) && set(year, number(2, 1, 2), number(4, 1, 2), 5)) return true;
    }
    return is_word(1, "年") && is_word(3, "月") && is_word(5, "日") &&
           set(year, number(2, 1, 2), number(4, 1, 2), 6);
  }

  bool numbers_with_marks() {
    for (const std::string_view mark : {".", "/", "-"}) {
      if (!is_mark(1, mark) || !is_mark(3, mark)) continue;
      int day = number(0, 1, 2), month_number = number(2, 1, 2);
      const bool swap = mark == "/" ? (month_first_ ? day <= 12 : month_number > 12) : month_number > 12;
      if (swap) std::swap(day, month_number);
      if (set(number(4, 4, 4), month_number, day, 5)) return true;
    }
    return false;
  }

  bool
  day_month_year() {  // 19 September 2022, 19. Sept. 2022, 19 de septiembre de 2022, 19th of September, 2022
    const int day = number(0, 1, 2);
    if (day < 0) return false;
    std::size_t next = 1;
    const auto skip = [&](auto... words) { next += (is_word(next, words) || ...) ? 1 : 0; };
    if (is_mark(next, ".")) ++next;
    skip("st", "nd", "rd", "th", "er", "de", "of", "º");
    skip("of");
    if (is_mark(next, "-")) ++next;
    const int month_number = month(next);
    if (month_number == 0) return false;
    ++next;
    if (is_mark(next, ".") || is_mark(next, ",") || is_mark(next, "-")) ++next;
    skip("de", "del");
    if (is_mark(next, ",")) ++next;
    return set(number(next, 4, 4), month_number, day, next + 1);
  }

  bool month_day_year() {  // September 19, 2022; Sept. 19th 2022
    const int month_number = month(0);
    if (month_number == 0) return false;
    std::size_t next = is_mark(1, ".") ? 2 : 1;
    const int day = number(next, 1, 2);
    if (day < 0) return false;
    ++next;
    if (is_word(next, "st") || is_word(next, "nd") || is_word(next, "rd") || is_word(next, "th")) ++next;
    if (is_mark(next, ",")) ++next;
    return set(number(next, 4, 4), month_number, day, next + 1);
  }

  void match_time(Timestamp& out) {
    std::size_t next = 0;
    for (int skipped = 0; skipped < 3; ++skipped) {
      const bool filler = is_mark(next, ",") || is_mark(next, "|") || is_mark(next, "-") ||
                          is_mark(next, "–") || is_mark(next, "·") || is_word(next, "at") ||
                          is_word(next, "t") || is_word(next, "um") || is_word(next, "à") ||
                          is_word(next, "a") || is_word(next, "las") || is_word(next, "kl") ||
                          is_word(next, "в") || is_word(next, "om");
      if (!filler) break;
      ++next;
    }
    const int hour = number(next, 1, 2);
    if (hour < 0 || hour > 24) return;
    const bool colon = is_mark(next + 1, ":") || is_mark(next + 1, ".") || is_word(next + 1, "h");
    const int minute = colon ? number(next + 2, 2, 2) : -1;
    std::size_t after = next + (minute >= 0 ? 3 : 1);
    int second = -1;
    if (minute >= 0 && is_mark(after, ":") && (second = number(after + 1, 2, 2)) >= 0) after += 2;
    int shift = 0;
    const bool half = half_of_day(after, hour, shift);
    if ((minute < 0 && !half) || minute > 59 || second > 60) return;
    out.utc_seconds += (hour + shift) * 3600 + std::max(minute, 0) * 60 + std::max(second, 0);
    out.precision = second >= 0 ? Precision::kSecond : Precision::kMinute;
    at_ += after;
    match_zone(out);
  }

  /// "am", "p.m." after the hour: `shift` is what to add to it.
  bool half_of_day(std::size_t& after, int hour, int& shift) const {
    std::size_t taken = 0;
    bool pm = false;
    if (is_word(after, "am") || is_word(after, "pm")) {
      pm = is_word(after, "pm");
      taken = 1;
    } else if ((is_word(after, "a") || is_word(after, "p")) && is_mark(after + 1, ".") &&
               is_word(after + 2, "m")) {
      pm = is_word(after, "p");
      taken = is_mark(after + 3, ".") ? 4 : 3;
    }
    if (taken == 0 || hour < 1 || hour > 12) return false;
    after += taken;
    shift = pm ? (hour == 12 ? 0 : 12) : (hour == 12 ? -12 : 0);
    return true;
  }

  void match_zone(Timestamp& out) {
    std::size_t next = is_mark(0, "(") ? 1 : 0;
    int offset = 0;
    const Token* token = peek(next);
    if (!token) return;
    if (token->kind == Kind::kWord) {
      const std::string name = lower(token->text);
      for (const Zone& zone : kZones) {
        if (zone.name == name || (name == "z" && zone.name == "utc")) {
          offset = zone.minutes;
          out.offset_minutes = static_cast<std::int16_t>(offset);
          out.utc_seconds -= offset * 60;
          at_ += next + 1;
          return;
        }
      }
      return;
    }
    if (!is_mark(next, "+") && !is_mark(next, "-")) return;
    const int sign = is_mark(next, "-") ? -1 : 1;
    if (const int four = number(next + 1, 4, 4); four >= 0 && four <= 1400) {
      offset = sign * (four / 100 * 60 + four % 100);
      at_ += next + 2;
    } else if (const int hours = number(next + 1, 2, 2);
               hours >= 0 && hours <= 14 && is_mark(next + 2, ":") && number(next + 3, 2, 2) >= 0) {
      offset = sign * (hours * 60 + number(next + 3, 2, 2));
      at_ += next + 4;
    } else {
      return;
    }
    out.offset_minutes = static_cast<std::int16_t>(offset);
    out.utc_seconds -= offset * 60;
  }

  const std::vector<Token>& tokens_;
  std::size_t at_, begin_;
  bool month_first_;
  int year_ = 0, month_ = 0, day_ = 0;
};

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, bool month_first) {
  const std::vector<Token> tokens = tokens_of(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Token::Kind::kMark) continue;
    if (auto found = Matcher(tokens, i, month_first).match()) return found;
  }
  return std::nullopt;
}

std::optional<Timestamp> parse_date(std::string_view text) {
  text = trim(text);
  if (const auto iso = parse_iso(text)) return iso;
  const bool all_digits = text.find_first_not_of("0123456789") == std::string_view::npos;
  if (all_digits && (text.size() == 10 || text.size() == 13)) {
    std::int64_t seconds = 0;
    for (const char c : text.substr(0, 10)) seconds = seconds * 10 + (c - '0');
    return Timestamp{.utc_seconds = seconds, .offset_minutes = 0, .precision = Precision::kSecond};
  }
  const auto found = find_date(text);
  if (!found || (found->end - found->begin) * 2 < text.size()) return std::nullopt;
  return found->moment;
}

}  // namespace newsloom::text
