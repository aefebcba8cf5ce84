// The start: what earlier lives decided is brought back, first what pages need, then the indexes beside them.
#include <algorithm>
#include <future>
#include <utility>
#include <vector>

#include "newsroom/impl.h"
#include "newsroom/relay.h"

namespace newsloom {
namespace {

/// Articles that are loaded while a work on rows waits: some milliseconds.
constexpr std::size_t kLoadedAtATime = 256;

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
  wait_until_loaded();
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
  auto placed = std::async(std::launch::async, [&] {
    relay.read(0, [this](const Articles& some) { restore_placed(some); });
  });
  auto published = std::async(std::launch::async, [&] {
    relay.read(1, [this](const Articles& some) { publish_loaded(some); });
  });
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
}

void Newsroom::Impl::publish_loaded(std::span<const store::IndexedArticle> articles) {
  const WriteLock lock(mutex);
  for (const store::IndexedArticle& article : articles)
    recommender.add(article.id, article.features, article.placement);
}

}  // namespace newsloom
