// The start: what earlier lives decided is brought back, first what pages need, then the indexes beside them.
// What another version of the code has left of features and search is made anew, each step durable by itself:
// features of what is loaded on the way, then the search index, then the features of older articles.
#include <algorithm>
#include <chrono>
#include <future>
#include <thread>
#include <utility>
#include <vector>

#include "newsroom/impl.h"
#include "newsroom/relay.h"
#include "store/search_index.h"

namespace newsloom {
namespace {

/// Articles that are loaded while a work on rows waits: some milliseconds.
constexpr std::size_t kLoadedAtATime = 256;
/// Articles that are made anew while other works wait: some ten milliseconds. Where nobody is served yet more
/// at once are cheaper.
constexpr std::size_t kRenewedAtATime = 64, kRenewedAtOnce = 1024;
/// Before a work is handed in again that found the queue full.
constexpr std::chrono::milliseconds kWhenBusy{100};

}  // namespace

Result<void> Newsroom::Impl::restore() {
  {
    const MutexLock lock(writing);
    if (auto restored = desk.restore_counts(); !restored) return restored;
    const auto indexed = static_cast<std::int64_t>(options.indexed);
    const WriteLock readers(mutex);
    unindexed = static_cast<ArticleId>(std::max<std::int64_t>(0, number(desk.last_article()) - indexed));
  }
  loading = std::jthread([this](const std::stop_token& stop) { load(stop); });
  if (options.open_early) return {};
  renewed.wait(false);
  const MutexLock lock(writing);
  return database->writer().status();
}

void Newsroom::Impl::load(const std::stop_token& stop) {
  auto lease = database->read();
  const Result<void> done =
      lease ? load_from(lease->connection(), stop) : std::unexpected(std::move(lease.error()));
  if (!done) {
    env.log(LogLevel::kError, done.error().where + ": " + done.error().message);
    const MutexLock lock(writing);
    database->writer().fail(done.error().code, done.error().message);
  }
  loaded = true;
  loaded.notify_all();
  writer.take_articles();
  if (done) {
    if (const auto made_anew = renew(stop); !made_anew)
      env.log(LogLevel::kError, made_anew.error().where + ": " + made_anew.error().message);
  }
  renewed = true;
  renewed.notify_all();
}

Result<void> Newsroom::Impl::renew(const std::stop_token& stop) {
  const std::size_t most = options.open_early ? kRenewedAtATime : kRenewedAtOnce;
  bool more = false;
  if (auto looked =
          look([&](store::Connection& rows) { more = store::missing_from_search(rows) != ArticleId::kNone; });
      !looked)
    return looked;
  if (more) env.log(LogLevel::kInfo, "the search index is made anew, the latest articles first");
  while (more) {
    auto done = renew_step(stop, [&](store::Connection& rows) { more = store::renew_search(rows, most); });
    if (!done || stop.stop_requested()) return done;
    if (!more) env.log(LogLevel::kInfo, "the search index is complete");
  }
  while (true) {
    std::vector<store::RenewedFeatures> articles;
    auto looked = look([&](store::Connection& rows) { articles = store::compute_outdated(rows, most); });
    if (!looked || articles.empty()) return looked;
    auto done = renew_step(stop, [&](store::Connection& rows) {
      for (const auto& [id, features] : articles) store::renew_features(rows, id, features);
    });
    if (!done || stop.stop_requested()) return done;
  }
}

Result<void> Newsroom::Impl::look(const std::function<void(store::Connection&)>& work) const {
  auto lease = database->read();
  if (!lease) return std::unexpected(std::move(lease.error()));
  work(lease->connection());
  return lease->connection().status();
}

/// As much time as it took is left to others.
Result<void> Newsroom::Impl::renew_step(const std::stop_token& stop,
                                        const std::function<void(store::Connection&)>& work) {
  const auto begin = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    auto done = write([&](store::Connection& rows) {
      work(rows);
      return rows.status();
    });
    if (done && options.open_early) std::this_thread::sleep_for(std::chrono::steady_clock::now() - begin);
    if (done || done.error().code != ErrorCode::kUnavailable) return done;
    std::this_thread::sleep_for(kWhenBusy);
  }
  return {};
}

/// This thread reads, one fills the index of stories, one that of recommendations: each sees all articles in
/// the order of ids.
Result<void> Newsroom::Impl::load_from(store::Connection& connection, const std::stop_token& stop) {
  ArticleId after = ArticleId::kNone;
  {
    const ReadLock lock(mutex);
    after = unindexed;
  }
  const std::size_t count = store::count_index(connection, after);
  {
    const WriteLock lock(mutex);
    recommender.expect(count);
  }
  using Articles = std::vector<store::IndexedArticle>;
  Relay<Articles, 2> relay;
  auto placed = std::async(std::launch::async,
                           [&] { relay.read(0, [this](const Articles& some) { restore_placed(some); }); });
  auto published = std::async(std::launch::async,
                              [&] { relay.read(1, [this](const Articles& some) { publish_loaded(some); }); });
  store::IndexReader reader(connection, after);
  for (bool more = true; more; relay.give()) {
    Articles& some = relay.next();
    some.resize(stop.stop_requested() ? 0 : kLoadedAtATime);
    reader.read_into(some);
    more = !some.empty();
  }
  placed.get();
  published.get();
  const WriteLock lock(mutex);
  recommender.expect(0);
  return connection.status();
}

void Newsroom::Impl::restore_placed(std::span<const store::IndexedArticle> articles) {
  // Whoever waits for the lock gets it before the next articles do.
  for (int waiting = works_waiting; waiting > 0; waiting = works_waiting) works_waiting.wait(waiting);
  const MutexLock lock(writing);
  for (const store::IndexedArticle& article : articles) desk.restore(article);
  if (std::ranges::none_of(articles, &store::IndexedArticle::renewed)) return;
  // The connection keeps the error too: nothing more is written.
  if (const auto done = commit(); !done)
    env.log(LogLevel::kError, done.error().where + ": " + done.error().message);
}

void Newsroom::Impl::publish_loaded(std::span<const store::IndexedArticle> articles) {
  const WriteLock lock(mutex);
  for (const store::IndexedArticle& article : articles)
    recommender.add(article.id, article.features, article.placement);
}

}  // namespace newsloom
