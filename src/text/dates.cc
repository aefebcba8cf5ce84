// Moments in running text. The text is cut into tokens (numbers, words, punctuation) once; every shape of a
// date is then a short pattern over at most eight tokens, so that the cost is linear.
#include "text/dates.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "text/month_names.h"
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

/// A date needs at most this many bytes of text before it; longer texts are cut into tokens only so far.
constexpr std::size_t kLongestText = 64 * 1024;

/// The value of a decimal digit in the scripts whose papers print their own digits, or -1.
int digit_value(char32_t c) {
  for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0966', U'\u09E6', U'\u0E50', U'\uFF10'}) {
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  }
  return -1;
}

/// Vowel signs and tone marks, which stand inside words but are no letters.
bool is_sign_in_word(char32_t c) {
  return (c >= 0x0300 && c < 0x0370) || (c >= 0x064B && c < 0x0660) || (c >= 0x0900 && c < 0x0966) ||
         (c >= 0x0981 && c < 0x09E6) || (c >= 0x0E30 && c < 0x0E50) || c == 0x200C;
}

bool is_thai(char32_t c) { return c >= 0x0E01 && c < 0x0E50; }

/// Kana, ideographs and Korean syllables: 年, 月 and 日 stand alone.
bool stands_alone(char32_t c) { return c >= 0x3000; }

/// Moves `pos` past the rest of a word that begins with `first`.
void skip_word(std::string_view text, std::size_t& pos, char32_t first) {
  if (stands_alone(first)) return;
  for (std::size_t next = pos; next < text.size(); pos = next) {
    const char32_t c = next_code_point(text, next);
    if (c == '.' && is_thai(first) && next < text.size()) {  // ก.ย. is one short form
      std::size_t after = next;
      if (is_thai(next_code_point(text, after))) continue;
    }
    if ((!is_letter(c) && !is_sign_in_word(c)) || stands_alone(c) || is_thai(c) != is_thai(first)) break;
  }
}

Token number_token(std::string_view text, std::size_t begin, std::size_t& pos) {
  Token token{.kind = Token::Kind::kNumber, .text = {}, .begin = begin, .end = begin};
  int value = 0;
  pos = begin;
  for (std::size_t next = begin; next < text.size(); pos = next) {
    const int digit = digit_value(next_code_point(text, next));
    if (digit < 0) break;
    if (++token.digits <= 4) value = value * 10 + digit;
  }
  if (token.digits <= 4) token.value = value;
  constexpr int kFirstYear = 1970, kLastYear = 2069;
  if (token.digits == 4 && pos - begin == 4 && (value < kFirstYear || value > kLastYear) &&
      text.substr(pos).starts_with(':')) {
    // "28.09.1912:44": day and time of two elements that stand side by side.
    pos = begin + 2;
    token.digits = 2;
    token.value = value / 100;
  }
  return token;
}

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> out;
  for (std::size_t pos = 0; pos < text.size() && pos < kLongestText;) {
    const std::size_t begin = pos;
    Token token{.kind = Token::Kind::kMark, .text = {}, .begin = begin, .end = begin};
    const char32_t c = next_code_point(text, pos);
    if (digit_value(c) >= 0) {
      token = number_token(text, begin, pos);
    } else if (is_letter(c)) {
      token.kind = Token::Kind::kWord;
      skip_word(text, pos, c);
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0 || c == 0x202F || c == 0x200E ||
               c == 0x200F) {
      continue;
    }
    token.end = pos;
    token.text = text.substr(begin, pos - begin);
    out.push_back(token);
  }
  return out;
}

/// 28 Shahrivar 1401 -> 19 September 2022. The arithmetic leap rule of 33 years, right for 1178 to 1633.
std::chrono::sys_days from_persian(int year, int month, int day) {
  const int since = year - 979;
  const int days = 365 * since + since / 33 * 8 + (since % 33 + 3) / 4 + (month - 1) * 30 +
                   std::min(month - 1, 6) + day - 1;
  return std::chrono::sys_days(std::chrono::year(1600) / 3 / 20) + std::chrono::days(days);
}

/// Reads one moment from a place among the tokens.
class Matcher {
 public:
  Matcher(const std::vector<Token>& tokens, std::size_t at, bool month_first)
      : tokens_(tokens), at_(at), begin_(at), month_first_(month_first) {}

  std::optional<FoundDate> match() {
    if (!match_day()) return std::nullopt;
    if (calendar_ == Calendar::kPersian && (year_ < 1300 || year_ > 1499 || day_ > 31)) return std::nullopt;
    constexpr int kBuddhistYears = 543, kFirstBuddhistYear = 2400;
    if (calendar_ == Calendar::kBuddhist && year_ > kFirstBuddhistYear) year_ -= kBuddhistYears;
    const std::chrono::year_month_day date =
        calendar_ == Calendar::kPersian
            ? std::chrono::year_month_day(from_persian(year_, month_, day_))
            : std::chrono::year_month_day{std::chrono::year(year_),
                                          std::chrono::month(static_cast<unsigned>(month_)),
                                          std::chrono::day(static_cast<unsigned>(day_))};
    if (!date.ok() || date.year() < std::chrono::year(1900) || date.year() > std::chrono::year(2199))
      return std::nullopt;
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
  MonthName month(std::size_t ahead) const {
    const Token* token = peek(ahead);
    return token && token->kind == Kind::kWord ? month_named(token->text) : MonthName{};
  }
  bool set(int year, MonthName month_name, int day, std::size_t taken) {
    if (year < 0 || month_name.number < 1 || month_name.number > 12 || day < 1 || day > 31) return false;
    year_ = year;
    month_ = month_name.number;
    calendar_ = month_name.calendar;
    day_ = day;
    at_ += taken;
    return true;
  }
  bool set(int year, int month_number, int day, std::size_t taken) {
    return set(year, MonthName{month_number, Calendar::kGregorian}, day, taken);
  }
  /// Steps over one of these words at `next`.
  void skip(std::size_t& next, std::initializer_list<std::string_view> words) const {
    for (const std::string_view word : words) {
      if (is_word(next, word)) {
        ++next;
        return;
      }
    }
  }

  bool match_day() {
    if (peek()->kind == Kind::kWord) return month_day_year();
    return year_first() || numbers_with_marks() || day_month_year();
  }

  bool year_first() {
    const int year = number(0, 4, 4);
    if (year < 0) return false;
    for (const std::string_view mark : {"-", "/", "."}) {
      if (is_mark(1, mark) && is_mark(3, mark) && set(year, number(2, 1, 2), number(4, 1, 2), 5)) return true;
    }
    if (is_word(1, "年") && is_word(3, "月") && is_word(5, "日"))
      return set(year, number(2, 1, 2), number(4, 1, 2), 6);
    if (is_word(1, "년") && is_word(3, "월") && is_word(5, "일"))
      return set(year, number(2, 1, 2), number(4, 1, 2), 6);
    std::size_t next = 1;  // 2022. szeptember 19., 2022 m. rugsėjo 19 d., 2022-Sep-19
    if (is_mark(next, ".") || is_mark(next, "-")) ++next;
    skip(next, {"m", "gada"});
    if (is_mark(next, ".") || is_mark(next, "-")) ++next;
    if (!peek(next)) return false;
    if (peek(next)->kind == Kind::kNumber && next > 1) {  // 2022. gada 19. septembrī
      const std::size_t name = is_mark(next + 1, ".") ? next + 2 : next + 1;
      const MonthName later = month(name);
      return later.number > 0 && set(year, later, number(next, 1, 2), name + 1);
    }
    const MonthName named = month(next++);
    if (is_mark(next, ".") || is_mark(next, "-")) ++next;
    return named.number > 0 && set(year, named, number(next, 1, 2), next + 1);
  }

  bool numbers_with_marks() {
    for (const std::string_view mark : {".", "/", "-"}) {
      if (!is_mark(1, mark) || !is_mark(3, mark)) continue;
      int day = number(0, 1, 2), month_number = number(2, 1, 2);
      const bool swap = mark == "/" ? (month_first_ ? day <= 12 : month_number > 12) : month_number > 12;
      if (swap) std::swap(day, month_number);
      if (set(year_at(4, mark), month_number, day, 5)) return true;
    }
    return false;
  }

  /// Of four digits, or of two ("19.09.22") where all three numbers are written with two and no fourth
  /// follows.
  int year_at(std::size_t ahead, std::string_view mark) const {
    if (const int year = number(ahead, 4, 4); year >= 0) return year;
    const bool even = number(0, 2, 2) >= 0 && number(2, 2, 2) >= 0;
    const bool more = is_mark(ahead + 1, mark) && number(ahead + 2, 1, 4) >= 0 &&
                      peek(ahead + 2)->begin == peek(ahead + 1)->end;
    const int year = number(ahead, 2, 2);
    constexpr int kPivot = 70;  // "69" is 2069 to nobody, but no page is older than the web
    if (!even || more || year < 0 || mark == "-") return -1;
    return year < kPivot ? 2000 + year : 1900 + year;
  }

  /// 19 September 2022, 19. Sept. 2022, 19 de septiembre de 2022, 19th of September, 2022, 19 tháng 9 năm
  /// 2022
  bool day_month_year() {
    const int day = number(0, 1, 2);
    if (day < 0) return false;
    std::size_t next = 1;
    if (is_mark(next, ".") || is_mark(next, "º")) ++next;
    skip(next, {"st", "nd", "rd", "th", "er", "de", "of", "º", "tháng", "ta"});
    skip(next, {"of", "de"});
    if (is_mark(next, "-")) ++next;
    if (is_word(1, "tháng")) return vietnamese(day, next);
    const MonthName named = month(next);
    if (named.number == 0) return false;
    ++next;
    if (is_mark(next, "/") && month(next + 1).number > 0) next += 2;  // أيلول/سبتمبر
    if (is_mark(next, ".") || is_mark(next, ",") || is_mark(next, "-")) ++next;
    skip(next, {"de", "del", "พ.ศ", "ค.ศ"});
    if (is_mark(next, ",") || is_mark(next, ".")) ++next;
    return set(number(next, 4, 4), named, day, next + 1);
  }

  bool vietnamese(int day, std::size_t next) {
    const int month_number = number(next++, 1, 2);
    if (is_mark(next, ",") || is_mark(next, "/")) ++next;
    skip(next, {"năm"});
    return set(number(next, 4, 4), month_number, day, next + 1);
  }

  bool month_day_year() {  // September 19, 2022; Sept. 19th 2022
    std::size_t next = is_mark(1, ".") ? 2 : 1;
    const int day = number(next, 1, 2);
    if (day < 0) return false;
    const MonthName named = month(0);
    if (named.number == 0) return false;
    ++next;
    skip(next, {"st", "nd", "rd", "th"});
    if (is_mark(next, ",")) ++next;
    return set(number(next, 4, 4), named, day, next + 1);
  }

  void match_time(Timestamp& out) {
    std::size_t next = 0;
    for (int skipped = 0; skipped < 3; ++skipped) {  // at most ", at "
      const bool filler =
          is_mark(next, ",") || is_mark(next, "|") || is_mark(next, "-") || is_mark(next, "–") ||
          is_mark(next, "·") || is_word(next, "at") || is_word(next, "t") || is_word(next, "um") ||
          is_word(next, "à") || is_word(next, "a") || is_word(next, "las") || is_word(next, "kl") ||
          is_word(next, "в") || is_word(next, "om") || is_word(next, "alle") || is_word(next, "ore") ||
          is_word(next, "godz") || is_word(next, "о") || is_word(next, "saat") || is_word(next, "às") ||
          is_word(next, "เวลา") || is_mark(next, "，") || is_mark(next, "•");
      if (!filler) break;
      ++next;
    }
    const int hour = number(next, 1, 2);
    if (hour < 0 || hour > 24) return;
    const bool colon = is_mark(next + 1, ":") || is_mark(next + 1, ".") || is_word(next + 1, "h");
    const int minute = colon ? number(next + 2, 2, 2) : -1;
    std::size_t after = next + (minute >= 0 ? 3 : 1);
    const int second = minute >= 0 && is_mark(after, ":") ? number(after + 1, 2, 2) : -1;
    if (second >= 0) after += 2;
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
  Calendar calendar_ = Calendar::kGregorian;
  int year_ = 0, month_ = 0, day_ = 0;
};

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, bool month_first) {
  const std::vector<Token> tokens = tokens_of(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Token::Kind::kMark ||
        (tokens[i].kind == Token::Kind::kNumber && tokens[i].digits > 4))
      continue;
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
