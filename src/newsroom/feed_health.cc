#include "newsroom/feed_health.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <utility>

namespace newsloom {
namespace {

constexpr std::int64_t kDay = 86'400;
/// A feed that brings nothing for longer is worth a look.
constexpr std::int64_t kQuietDays = 30;
/// How long a move is worth telling.
constexpr std::int64_t kMoveToldDays = 30;

/// "today", "Tuesday" within the last six days, else "3 March", with the year where it is another one. In
/// UTC.
std::string day_in_words(std::int64_t utc, std::int64_t now_utc) {
  using namespace std::chrono;
  constexpr std::array kWeekdays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                    "Thursday", "Friday", "Saturday"};
  constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};
  const auto day_of = [](std::int64_t at) { return floor<days>(sys_seconds(seconds(at))); };
  const sys_days day = day_of(utc), today = day_of(now_utc);
  if (day == today) return "today";
  if (today - day < days(7) && day < today) return kWeekdays[weekday(day).c_encoding()];
  const year_month_day date(day);
  const std::string words = fmt::format("{} {}", unsigned{date.day()}, kMonths[unsigned{date.month()} - 1]);
  return date.year() == year_month_day(today).year() ? words : fmt::format("{} {}", words, int{date.year()});
}

std::pair<FeedMood, std::string> health_of(const store::FeedRow& feed, std::int64_t now) {
  if (feed.gone) return {FeedMood::kGone, "Gone for good (410); it is not asked any more"};
  if (feed.paused) return {FeedMood::kPaused, "Paused by you"};
  if (feed.trouble)
    return {FeedMood::kTrouble,
            fmt::format("{} since {}", *feed.trouble, day_in_words(feed.trouble_utc.value_or(now), now))};
  if (!feed.tried_utc) return {FeedMood::kNew, "Not asked yet"};
  const std::int64_t fresh = feed.new_utc.value_or(feed.added_utc);
  if (now - fresh > kQuietDays * kDay)
    return {FeedMood::kQuiet, fmt::format("No new entry for {} days", (now - fresh) / kDay)};
  if (feed.moved_from && now - feed.moved_utc.value_or(0) < kMoveToldDays * kDay)
    return {FeedMood::kGood,
            fmt::format("Moved here from {} ({})", *feed.moved_from, day_in_words(*feed.moved_utc, now))};
  if (!feed.new_utc) return {FeedMood::kGood, "Answers; no entry yet"};
  return {FeedMood::kGood, fmt::format("Good; last new entry {}", day_in_words(*feed.new_utc, now))};
}

}  // namespace

FeedStatus status_of(const store::FeedRow& feed, std::int64_t now_utc) {
  auto [mood, health] = health_of(feed, now_utc);
  const bool asked = !feed.paused && !feed.gone;
  return {.id = feed.id,
          .url = feed.url,
          .title = feed.title,
          .site_url = feed.site_url,
          .folder = feed.folder,
          .mood = mood,
          .health = std::move(health),
          .entries = feed.entries,
          .new_utc = feed.new_utc,
          .next_utc = asked ? std::optional(feed.next_utc) : std::nullopt};
}

std::string status_in_words(int status) {
  constexpr auto kWords =
      std::to_array<std::pair<int, std::string_view>>({{400, "Bad Request"},
                                                       {401, "Unauthorized"},
                                                       {402, "Payment Required"},
                                                       {403, "Forbidden"},
                                                       {404, "Not Found"},
                                                       {406, "Not Acceptable"},
                                                       {410, "Gone"},
                                                       {429, "Too Many Requests"},
                                                       {451, "Unavailable For Legal Reasons"},
                                                       {500, "Internal Server Error"},
                                                       {502, "Bad Gateway"},
                                                       {503, "Service Unavailable"},
                                                       {504, "Gateway Timeout"}});
  for (const auto& [code, word] : kWords)
    if (code == status) return fmt::format("{} ({})", status, word);
  return std::to_string(status);
}

}  // namespace newsloom
