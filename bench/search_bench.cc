// Search over the invented stream: a written mix of queries at three sizes, and how fast articles get in.
// Times are of the processor unless they say "wall".
//
// The database holds what search reads (articles, records, placements by the planted truth, the index);
// features are left out, so that a million articles take minutes. Sizes: 10,000 and 100,000; a million when
// NEWSLOOM_BENCH_LARGE is set. NEWSLOOM_BENCH_DB names a folder that keeps the databases between runs.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "newsloom/search.h"
#include "query_mix.h"
#include "search/searcher.h"
#include "store/article_rows.h"
#include "store/database.h"
#include "store/meta_rows.h"
#include "store/search_index.h"
#include "store/story_rows.h"
#include "stream_article.h"

namespace newsloom {
namespace {

namespace fs = std::filesystem;
using Timer = std::chrono::steady_clock;

constexpr std::size_t kQueries = 1'000;
constexpr int kBatch = 256;  // articles a commit, as in ingest

/// Milliseconds of processor that this thread has used: what a query costs, whatever else the machine does.
double processor_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double since(Timer::time_point start) { return std::chrono::duration<double>(Timer::now() - start).count(); }

using bench::article_of, bench::must;

void store_article(store::Connection& connection, const bench::StreamArticle& made) {
  const Article article = article_of(made);
  const auto id = static_cast<ArticleId>(made.number + 1);
  const store::State state = store::state_of(article);
  store::insert_article(connection, id,
                        {.article = article,
                         .state = state,
                         .features = {},
                         .stored_utc = made.arrival_utc,
                         .moment_utc = made.published_utc ? made.published_utc : made.arrival_utc});
  story::Placement placement;
  placement.story = static_cast<StoryId>(made.story);
  store::write_placement(connection, id, placement, made.arrival_utc);
}

/// A database of so many articles, and queries made of them.
struct Collection {
  explicit Collection(std::int64_t articles) {
    const char* kept = std::getenv("NEWSLOOM_BENCH_DB");
    folder = kept != nullptr
                 ? fs::path(kept)
                 : fs::temp_directory_path() / fmt::format("newsloom-search-bench-{}", ::getpid());
    temporary = kept == nullptr;
    fs::create_directories(folder);
    const std::string path = (folder / fmt::format("search-{}.db", articles)).string();
    database = must(store::Database::open(path));
    bench::Stream stream({.articles = articles});
    bench::QueryMix mix(1);
    store::Connection& connection = database->writer();
    const bool known = store::read_totals(connection).articles == articles;
    if (!known && number(store::last_article(connection)) != 0)
      throw std::runtime_error(path + ": another run ended early; remove it");
    const double used = processor_ms();
    if (!known) store::renew_search(connection, 1);
    while (auto made = stream.next()) {
      if (!known && made->number % kBatch == 0) begin();
      if (!known) store_article(connection, *made);
      mix.add(article_of(*made));
      last = made->arrival_utc;
    }
    if (!known) {
      begin();
      store::write_totals(connection, {.articles = articles, .stories = 0, .clock_utc = last});
      must(transaction->commit());
      transaction.reset();
      articles_per_second = static_cast<double>(articles) / (processor_ms() - used) * 1e3;
    }
    queries = mix.make(kQueries);
  }
  ~Collection() {
    database.reset();
    if (temporary) fs::remove_all(folder);
  }
  Collection(const Collection&) = delete;
  Collection& operator=(const Collection&) = delete;

  void begin() {
    if (transaction) must(transaction->commit());
    transaction.reset();
    transaction.emplace(database->writer(), store::Access::kWrite);
  }

  fs::path folder;
  bool temporary = true;
  std::int64_t last = 0;
  std::unique_ptr<store::Database> database;
  std::optional<store::Transaction> transaction;
  std::vector<bench::MixedQuery> queries;
  double articles_per_second = 0;
};

Collection& collection(std::int64_t articles) {
  static std::map<std::int64_t, std::unique_ptr<Collection>> made;
  auto& one = made[articles];
  if (!one) one = std::make_unique<Collection>(articles);
  return *one;
}

double at(const std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

void search_mix(benchmark::State& state) {
  Collection& all = collection(state.range(0));
  std::map<std::string, std::vector<double>> by_kind;
  std::vector<double> times, wall;
  std::size_t found = 0;
  for ([[maybe_unused]] auto _ : state) {
    for (const auto& [kind, query] : all.queries) {
      const auto start = Timer::now();
      const double used = processor_ms();
      auto lease = must(all.database->read());
      const SearchResults results =
          search::run(lease.connection(), {.query = query, .order = {}, .offset = 0, .limit = 20});
      const double milliseconds = processor_ms() - used;
      wall.push_back(since(start) * 1e3);
      must(lease.connection().status());
      found += results.hits.empty() ? 0 : 1;
      times.push_back(milliseconds);
      by_kind[kind].push_back(milliseconds);
    }
  }
  // The queries were made of articles that are there: only exclusions may find nothing.
  if (found * 100 < times.size() * 85) state.SkipWithError("too many queries found nothing");
  std::ranges::sort(times);
  state.counters["p50 ms"] = at(times, 0.5);
  state.counters["p99 ms"] = at(times, 0.99);
  state.counters["worst ms"] = times.back();
  std::ranges::sort(wall);
  state.counters["p99 wall ms"] = at(wall, 0.99);
  state.counters["found %"] = 100.0 * static_cast<double>(found) / static_cast<double>(times.size());
  if (all.articles_per_second > 0) state.counters["stored/cpu-s"] = all.articles_per_second;
  for (auto& [kind, some] : by_kind) {
    std::ranges::sort(some);
    fmt::print(stderr, "  {:>9} articles  {:<15} p50 {:7.2f}  p99 {:7.2f} ms  of {}\n", state.range(0), kind,
               at(some, 0.5), at(some, 0.99), some.size());
  }
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->Arg(10'000)->Arg(100'000);
  if (std::getenv("NEWSLOOM_BENCH_LARGE") != nullptr) bench->Arg(1'000'000);
}

BENCHMARK(search_mix)->Apply(sizes)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsloom
