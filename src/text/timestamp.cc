#include "newsloom/timestamp.h"

#include <fmt/format.h>

#include <chrono>

namespace newsloom {
namespace {

/// Reads the text from left to right; every method moves on only when it succeeds.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool done() const { return rest_.empty(); }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  void skip_digits() {
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

/// "Z", "+02:00", "-0500", "+02"; nothing at the end of the text. False: something else.
bool read_offset(Reader& in, Timestamp& out) {
  in.take(' ');
  if (in.done()) return true;
  if (in.take('Z') || in.take('z')) {
    out.offset_minutes = 0;
    return in.done();
  }
  const bool minus = in.take('-');
  if (!minus && !in.take('+')) return false;
  const auto hours = in.digits(2);
  in.take(':');
  const auto minutes = in.done() ? std::optional(0) : in.digits(2);
  if (!hours || !minutes || *hours > 14 || *minutes > 59 || !in.done()) return false;
  const int offset = (*hours * 60 + *minutes) * (minus ? -1 : 1);
  out.offset_minutes = static_cast<std::int16_t>(offset);
  out.utc_seconds -= offset * 60;
  return true;
}

}  // namespace

std::string to_iso(const Timestamp& moment) {
  using namespace std::chrono;
  const sys_seconds local{seconds(moment.utc_seconds + moment.offset_minutes.value_or(0) * 60)};
  const auto day = floor<days>(local);
  const year_month_day date(day);
  std::string out = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (moment.precision == Precision::kDay) return out;
  const hh_mm_ss time(local - day);
  out += fmt::format("T{:02}:{:02}", time.hours().count(), time.minutes().count());
  if (moment.precision == Precision::kSecond) out += fmt::format(":{:02}", time.seconds().count());
  if (!moment.offset_minutes) return out;
  const int offset = *moment.offset_minutes;
  if (offset == 0) return out + "Z";
  return out +
         fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

std::optional<Timestamp> parse_iso(std::string_view text) {
  Reader in(text);
  const auto year = in.digits(4);
  const bool dashes = in.take('-');
  const auto month = in.digits(2);
  if (dashes && !in.take('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!year || !month || !day || *year < 1900 || *year > 2199) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day)));
  if (!date.ok()) return std::nullopt;
  Timestamp out{.utc_seconds = std::chrono::sys_days(date).time_since_epoch().count() * 86400LL,
                .offset_minutes = {},
                .precision = Precision::kDay};
  if (in.done()) return out;
  if (!in.take('T') && !in.take(' ') && !in.take('t')) return std::nullopt;
  const auto hour = in.digits(2);
  in.take(':');
  const auto minute = in.digits(2);
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  out.precision = Precision::kMinute;
  out.utc_seconds += *hour * 3600 + *minute * 60;
  in.take(':');
  if (const auto second = in.digits(2)) {
    if (*second > 60) return std::nullopt;
    out.precision = Precision::kSecond;
    out.utc_seconds += *second;
    if (in.take('.') || in.take(',')) in.skip_digits();
  }
  if (!read_offset(in, out)) return std::nullopt;
  return out;
}

std::string_view name_of(Precision precision) {
  switch (precision) {
    case Precision::kSecond:
      return "second";
    case Precision::kMinute:
      return "minute";
    case Precision::kDay:
      return "day";
  }
  return "";
}

}  // namespace newsloom
