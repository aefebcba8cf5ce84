// Starting on a grown database: when the first page can be shown, when the indexes are complete, what they
// weigh, and how long an article takes from its arrival until readers see it. Times are of the wall: most of
// it is reading a file.
//
// A day of the invented stream is placed as an ingest places it; every further day is that day again, with
// other numbers, addresses, times and shingles, written as rows. So a million articles take minutes, and the
// day is as long, as full of stories and as heavy as a real one. Search finds the first day alone. Sizes:
// 20,000 and 100,000; a million when NEWSLOOM_BENCH_LARGE is set. NEWSLOOM_BENCH_DB names a folder that keeps
// the databases between runs.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "features/features.h"
#include "newsloom/newsroom.h"
#include "store/database.h"
#include "store/meta_rows.h"
#include "store/sql.h"
#include "stream_article.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;
using Timer = std::chrono::steady_clock;
using bench::must;

constexpr std::int64_t kDayArticles = 20'000, kDaySeconds = 86'400;
constexpr std::size_t kBatch = 256;

double since(Timer::time_point start) { return std::chrono::duration<double>(Timer::now() - start).count(); }

/// Of all threads of this process, since `start`.
double processor_seconds(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / static_cast<double>(CLOCKS_PER_SEC);
}

/// Of this process alone: pages of the database that the system maps into it are the system's cache.
double own_megabytes() {
  std::size_t all = 0, resident = 0, shared = 0;
  std::ifstream("/proc/self/statm") >> all >> resident >> shared;
  return static_cast<double>(resident - shared) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

void place_a_day(const std::string& path) {
  auto newsroom = must(Newsroom::open({.path = path}));
  bench::Stream stream({.articles = kDayArticles});
  while (const auto made = stream.next()) {
    must(newsroom->add(bench::article_of(*made)));
    if (newsroom->uncommitted() >= kBatch) must(newsroom->commit());
  }
  must(newsroom->commit());
}

void copy_features(store::Connection& connection, std::int64_t day) {
  store::Query row =
      connection.query("SELECT article, bytes, version FROM features WHERE article <= ?1", kDayArticles);
  while (row.next()) {
    features::Features features = must(features::from_bytes(row.text(1)));
    if (features.published_utc) *features.published_utc += day * kDaySeconds;
    if (features.arrival_utc) *features.arrival_utc += day * kDaySeconds;
    // Or every article would be a wire copy of that of the day before.
    const auto other = static_cast<std::uint64_t>(day) * 0x9E3779B97F4A7C15U;
    for (auto& shingle : features.shingles) shingle += static_cast<std::uint32_t>(other);
    std::ranges::sort(features.shingles);
    features.content_hash += other;
    const std::string bytes = features::to_bytes(features);
    connection.run("INSERT INTO features (article, version, bytes) VALUES (?1, ?2, ?3)",
                   row.integer(0) + day * kDayArticles, row.integer(2), store::Blob{bytes});
  }
}

void copy_day(store::Connection& connection, std::int64_t day, std::int64_t stories) {
  const std::int64_t articles = day * kDayArticles, seconds = day * kDaySeconds, story = day * stories;
  connection.run(
      "INSERT INTO articles SELECT id + ?1, record_id || '-' || ?2, canonical_url || '?day=' || ?2, input, "
      "teaser, source,"
      " title, summary, site_name, agency, lang, right_to_left, published_utc + ?3, published_offset,"
      " published_precision, arrival_utc + ?3, arrival_offset, arrival_precision, stored_utc, moment_utc + "
      "?3, picture"
      " FROM articles WHERE id <= ?4",
      articles, day, seconds, kDayArticles);
  connection.run("INSERT INTO records SELECT article + ?1, hash, json FROM records WHERE article <= ?2",
                 articles, kDayArticles);
  connection.run(
      "INSERT INTO stories (id, storyline, representative, articles, copies, teasers, sources, first_utc, "
      "last_utc)"
      " SELECT id + ?1, storyline + ?1, representative + ?2, articles, copies, teasers, sources, first_utc + "
      "?3,"
      " last_utc + ?3 FROM stories WHERE id <= ?4 AND merged_into IS NULL",
      story, articles, seconds, stories);
  connection.run(
      "INSERT INTO placements SELECT article + ?1, story + ?2, score, why FROM placements WHERE article <= "
      "?3",
      articles, story, kDayArticles);
  connection.run(
      "INSERT INTO copies SELECT article + ?1, original + ?1, shared, passages FROM copies WHERE article <= "
      "?2",
      articles, kDayArticles);
  copy_features(connection, day);
}

/// The database of so many articles, made unless it is there.
std::string grown(std::int64_t articles, const fs::path& folder) {
  const std::string path = (folder / fmt::format("start-{}.db", articles)).string();
  if (fs::exists(path)) return path;
  const std::string part = path + ".part";
  fs::remove(part);
  place_a_day(part);
  {
    const auto connection = must(store::Connection::open(part, store::Access::kWrite));
    const auto stories = connection->integer("SELECT max(id) FROM stories").value_or(0);
    auto totals = store::read_totals(*connection);
    const std::int64_t clock = totals.clock_utc.value_or(0), of_a_day = totals.stories;
    for (std::int64_t day = 1; day * kDayArticles < articles; ++day) {
      store::Transaction transaction(*connection, store::Access::kWrite);
      copy_day(*connection, day, stories);
      totals.articles += kDayArticles;
      totals.stories += of_a_day;
      totals.clock_utc = clock + day * kDaySeconds;
      store::write_totals(*connection, totals);
      must(transaction.commit());
    }
  }
  fs::rename(part, path);
  return path;
}

Article late_article() {
  Article article;
  article.id = fmt::format("late-{}", Timer::now().time_since_epoch().count());
  article.kind = ArticleKind::kArticle;
  article.title = "Heron nests on the roof of the Orsk town hall";
  article.text =
      "A pair of herons has built a nest beside the weathervane of the town hall in Orsk, the caretaker "
      "said.";
  article.lang = "en";
  return article;
}

void start(benchmark::State& state) {
  const char* kept = std::getenv("NEWSLOOM_BENCH_DB");
  const fs::path folder =
      kept != nullptr ? fs::path(kept)
                      : fs::temp_directory_path() / fmt::format("newsloom-start-bench-{}", ::getpid());
  fs::create_directories(folder);
  const std::string path = grown(state.range(0), folder);
  for ([[maybe_unused]] auto _ : state) {
    const double before = own_megabytes();
    const auto begin = Timer::now();
    const std::clock_t used = std::clock();
    const auto newsroom = must(Newsroom::open({.path = path, .open_early = true}));
    const Edition edition = must(newsroom->edition(50));
    must(newsroom->article_page(edition.stories.at(0).articles.at(0).id));
    const double first_page = since(begin), first_page_cpu = processor_seconds(used);
    must(newsroom->put(PreparedArticle(late_article())));
    const double complete = since(begin), complete_cpu = processor_seconds(used);
    const double after = own_megabytes();
    if (edition.article_count < state.range(0)) state.SkipWithError("articles are missing");
    if (must(newsroom->recommended(edition.stories.at(0).articles.at(0).id)).recommended.empty())
      state.SkipWithError("nothing is recommended after the start");
    constexpr int kArrivals = 50;
    double worst = 0, all = 0;
    for (int i = 0; i < kArrivals; ++i) {
      const auto arrival = Timer::now();
      const auto receipt = must(newsroom->put(PreparedArticle(late_article())));
      must(newsroom->article_page(receipt.id));
      worst = std::max(worst, since(arrival));
      all += since(arrival);
    }
    state.counters["first page s"] = first_page;
    state.counters["complete s"] = complete;
    state.counters["first page cpu s"] = first_page_cpu;
    state.counters["complete cpu s"] = complete_cpu;
    state.counters["own MB"] = after - before;
    state.counters["database MB"] = static_cast<double>(fs::file_size(path)) / 1e6;
    state.counters["visible mean ms"] = all / kArrivals * 1e3;
    state.counters["visible worst ms"] = worst * 1e3;
  }
  if (kept == nullptr) fs::remove_all(folder);
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->Arg(20'000)->Arg(100'000);
  if (std::getenv("NEWSLOOM_BENCH_LARGE") != nullptr) bench->Arg(1'000'000);
}

BENCHMARK(start)->Apply(sizes)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsloom
