#include "store/meta_rows.h"

namespace newsloom::store {
namespace {

constexpr std::string_view kRead = "SELECT value FROM meta WHERE key = ?1";
constexpr std::string_view kWrite =
    "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
constexpr std::string_view kArticles = "articles", kStories = "stories", kClock = "clock_utc";

}  // namespace

Totals read_totals(Connection& connection) {
  return {.articles = connection.integer(kRead, kArticles).value_or(0),
          .stories = connection.integer(kRead, kStories).value_or(0),
          .clock_utc = connection.integer(kRead, kClock)};
}

void write_totals(Connection& connection, const Totals& totals) {
  connection.run(kWrite, kArticles, totals.articles);
  connection.run(kWrite, kStories, totals.stories);
  if (totals.clock_utc) connection.run(kWrite, kClock, *totals.clock_utc);
}

}  // namespace newsloom::store
