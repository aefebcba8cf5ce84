// A span of days as few calendar words: whole decades, years and months where the span holds them, days at
// its ends. The index has one word of each kind for every article.
#include <fmt/format.h>

#include <chrono>

#include "search/plan.h"

namespace newsloom::search {
namespace {

using namespace std::chrono;

int days_of(year_month_day date) { return static_cast<int>(sys_days{date}.time_since_epoch().count()); }

}  // namespace

std::vector<std::string> dates_between(int from, int to) {
  std::vector<std::string> words;
  while (from < to) {
    const year_month_day date{sys_days{days{from}}};
    const int year_number = static_cast<int>(date.year());
    const bool month_begins = date.day() == day{1}, year_begins = month_begins && date.month() == January;
    const auto until_year = [&](int years) { return days_of(year{year_number + years} / January / 1); };
    const int next_month = days_of((year_month{date.year(), date.month()} + months{1}) / 1);
    if (year_begins && year_number % 10 == 0 && until_year(10) <= to) {
      words.push_back(fmt::format("{:03}x", year_number / 10));
      from = until_year(10);
    } else if (year_begins && until_year(1) <= to) {
      words.push_back(fmt::format("{:04}", year_number));
      from = until_year(1);
    } else if (month_begins && next_month <= to) {
      words.push_back(fmt::format("{:04}-{:02}", year_number, static_cast<unsigned>(date.month())));
      from = next_month;
    } else {
      words.push_back(fmt::format("{:04}-{:02}-{:02}", year_number, static_cast<unsigned>(date.month()),
                                  static_cast<unsigned>(date.day())));
      ++from;
    }
  }
  return words;
}

}  // namespace newsloom::search
