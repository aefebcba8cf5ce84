#include "extract/day_forms.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>

#include "text/dates.h"

namespace newsloom::extract {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What the numbers of an address say, between which slashes are dashes by now.
std::optional<Timestamp> day_of_numbers(std::string_view numbers) {
  // Ten digits are a number of something.
  constexpr std::size_t kYear = 4, kDay = 8, kMinute = 12, kSecond = 14, kDayWithDashes = 10;
  const bool year_first = numbers.starts_with("20") || numbers.starts_with("19");
  const std::size_t run = std::min(numbers.find('-'), numbers.size());
  if (year_first && (run == kDay || run == kMinute || run == kSecond))
    return text::parse_date(numbers.substr(0, kDay));
  if (run > kYear) return std::nullopt;
  if (year_first) {
    if (const auto moment = text::parse_date(numbers.substr(0, kDayWithDashes))) return moment;
  }
  const bool whole = numbers.size() >= kDay && numbers.size() <= kDayWithDashes;
  return whole ? text::parse_date(numbers) : std::nullopt;
}

}  // namespace

std::int64_t day_of(const Timestamp& moment) {
  const std::int64_t seconds = moment.utc_seconds + moment.offset_minutes.value_or(0) * 60;
  return seconds >= 0 ? seconds / kDaySeconds : (seconds - (kDaySeconds - 1)) / kDaySeconds;
}

std::optional<Timestamp> day_of_address(std::string_view address) {
  // An archive's address holds the page's own at its end, and the day of the copy before that.
  const std::size_t scheme = address.rfind("://");
  for (std::size_t at = scheme == std::string_view::npos ? 0 : scheme + 3; at < address.size(); ++at) {
    if (!is_digit(address[at])) continue;
    std::size_t end = at;
    while (end < address.size() && (is_digit(address[end]) || address[end] == '/' || address[end] == '-'))
      ++end;
    std::string numbers(address.substr(at, end - at));
    at = end;
    std::ranges::replace(numbers, '/', '-');
    while (numbers.ends_with('-')) numbers.pop_back();
    if (auto moment = day_of_numbers(numbers)) {
      moment->precision = Precision::kDay;
      return moment;
    }
  }
  return std::nullopt;
}

bool is_ambiguous(std::string_view text) {
  std::size_t at = 0;
  for (int number = 0; number < 2; ++number) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == begin || at - begin > 2 || at == text.size()) return false;
    if (text[at] != '/' && text[at] != '-') return false;
    ++at;
  }
  return true;
}

std::optional<Timestamp> in_other_order(const Timestamp& moment) {
  const std::chrono::sys_days day{std::chrono::days(day_of(moment))};
  const std::chrono::year_month_day one{day};
  const std::chrono::year_month_day other{one.year(), std::chrono::month(static_cast<unsigned>(one.day())),
                                          std::chrono::day(static_cast<unsigned>(one.month()))};
  if (!other.ok()) return std::nullopt;
  Timestamp out = moment;
  out.utc_seconds += (std::chrono::sys_days(other) - day).count() * kDaySeconds;
  return out;
}

}  // namespace newsloom::extract
