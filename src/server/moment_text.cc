#include "server/moment_text.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cstdlib>

namespace newsloom::server {
namespace {

constexpr std::array kDays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
// As newspapers shorten them: short months stay whole.
constexpr std::array kShortMonths = {"Jan",  "Feb", "March", "April", "May", "June",
                                     "July", "Aug", "Sept",  "Oct",   "Nov", "Dec"};

/// A moment taken apart on the publisher's own clock.
struct LocalTime {
  int year;
  unsigned month, day, weekday;
  long hour, minute;
};

LocalTime local_time(std::int64_t utc_seconds, int offset_minutes) {
  const std::chrono::sys_seconds local{std::chrono::seconds{utc_seconds + 60L * offset_minutes}};
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss clock{local - midnight};
  return {static_cast<int>(date.year()),
          static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()),
          std::chrono::weekday{midnight}.c_encoding(),
          clock.hours().count(),
          clock.minutes().count()};
}

LocalTime local_time(const Timestamp& moment) {
  return local_time(moment.utc_seconds, moment.offset_minutes.value_or(0));
}

std::string long_day(const LocalTime& time) {
  return fmt::format("{}, {} {} {}", kDays[time.weekday], time.day, kMonths[time.month - 1], time.year);
}

std::string zone_in_words(int offset_minutes) {
  if (offset_minutes == 0) return "UTC";
  const int size = std::abs(offset_minutes);
  // A true minus sign: beside digits a hyphen reads as a dash.
  return fmt::format("UTC{}{:02}:{:02}", offset_minutes < 0 ? "−" : "+", size / 60, size % 60);
}

}  // namespace

std::string day_in_words(const Timestamp& moment) { return long_day(local_time(moment)); }

std::string day_in_words(std::int64_t utc_seconds) { return long_day(local_time(utc_seconds, 0)); }

std::string moment_in_words(const Timestamp& moment) {
  const LocalTime time = local_time(moment);
  if (moment.precision == Precision::kDay) return long_day(time);
  std::string words = fmt::format("{}, {:02}:{:02}", long_day(time), time.hour, time.minute);
  if (moment.offset_minutes) words += fmt::format(" {}", zone_in_words(*moment.offset_minutes));
  return words;
}

std::string moment_in_short(const Timestamp& moment) {
  const LocalTime time = local_time(moment);
  std::string words = fmt::format("{} {} {}", time.day, kShortMonths[time.month - 1], time.year);
  if (moment.precision != Precision::kDay) words += fmt::format(", {:02}:{:02}", time.hour, time.minute);
  return words;
}

std::string moment_in_short(const Timestamp& moment, std::int64_t now_utc) {
  const LocalTime time = local_time(moment), now = local_time(now_utc, moment.offset_minutes.value_or(0));
  const bool same_day = time.year == now.year && time.month == now.month && time.day == now.day;
  if (!same_day || moment.precision == Precision::kDay) return moment_in_short(moment);
  return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

std::string reading_time(int minutes) { return fmt::format("{} min read", minutes); }

std::string counted(std::int64_t count, const char* one, const char* many) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return fmt::format("{} {}", digits, count == 1 ? one : many);
}

}  // namespace newsloom::server
