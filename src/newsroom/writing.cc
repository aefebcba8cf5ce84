// The writing side of the newsroom. What readers see changes only in commit(): first the transaction becomes
// durable, then the indexes learn of its articles. So a reader asks the indexes first and the database then:
// whatever is recommended is there.
#include <algorithm>
#include <future>
#include <utility>

#include "newsroom/hand_over.h"
#include "newsroom/impl.h"
#include "newsroom/page_answer.h"
#include "newsroom/prepared.h"

namespace newsloom {
namespace {

/// Changes told to the recommender while readers wait: about a millisecond of work.
constexpr std::size_t kChangesAtATime = 16;
/// Articles forgotten with them: more than come, for ids may be missing.
constexpr std::size_t kLetGoAtATime = 2 * kChangesAtATime;

}  // namespace

Newsroom::Impl::Impl(NewsroomOptions given, Env env_given, std::unique_ptr<store::Database> opened)
    : options(std::move(given)),
      env(std::move(env_given)),
      database(std::move(opened)),
      desk(*database, options, env),
      changed_utc(env.clock->now()),
      writer({.batch = options.batch, .queue = options.queue, .queue_bytes = options.queue_bytes},
             [this](std::vector<Writer::Work> works) { commit_batch(std::move(works)); }) {
  recommender.weigh(options.source_weights);
}

void Newsroom::Impl::tell(const Change& change) {
  if (change.id <= unindexed) return;
  if (change.kind == Change::Kind::kRemove) return recommender.remove(change.id);
  if (change.kind == Change::Kind::kMove) return recommender.move(change.id, change.placement);
  recommender.add(change.id, change.features, change.placement);
}

void Newsroom::Impl::let_go() {
  for (std::size_t i = 0; i < kLetGoAtATime && recommender.size() > options.indexed; ++i) {
    unindexed = static_cast<ArticleId>(number(unindexed) + 1);
    recommender.remove(unindexed);
  }
}

void Newsroom::Impl::publish(std::span<const Change> changes) {
  while (!changes.empty()) {
    const WriteLock lock(mutex);
    const std::size_t now = std::min(changes.size(), kChangesAtATime);
    for (const Change& change : changes.first(now)) tell(change);
    let_go();
    changes = changes.subspan(now);
  }
}

Result<void> Newsroom::Impl::commit() {
  auto changes = desk.commit();
  if (!changes) return std::unexpected(changes.error());
  publish(*changes);
  changed_utc = env.clock->now();
  return {};
}

void Newsroom::Impl::commit_batch(std::vector<Writer::Work> works) {
  std::vector<Result<Receipt>> outcomes;
  outcomes.reserve(works.size());
  Result<void> committed;
  ++works_waiting;
  {
    const MutexLock lock(writing);
    --works_waiting;
    works_waiting.notify_one();
    for (Writer::Work& work : works) outcomes.push_back(work.at_desk(desk));
    committed = commit();
  }
  for (std::size_t i = 0; i < works.size(); ++i) {
    if (!committed && outcomes[i]) outcomes[i] = std::unexpected(committed.error());
    works[i].done(std::move(outcomes[i]));
  }
}

Result<Receipt> Newsroom::Impl::put(Writer::Work work) {
  std::promise<Result<Receipt>> promise;
  auto outcome = promise.get_future();
  work.done = [&promise](Result<Receipt> told) { promise.set_value(std::move(told)); };
  if (auto accepted = writer.submit(std::move(work)); !accepted) return std::unexpected(accepted.error());
  return outcome.get();
}

Result<void> Newsroom::Impl::write(std::move_only_function<Result<void>(store::Connection&)> work) {
  auto outcome = put({.at_desk = [&work](Desk& at) -> Result<Receipt> {
                        store::Connection& connection = at.rows();
                        connection.run("SAVEPOINT work");
                        const auto done = work(connection);
                        if (!done) connection.run("ROLLBACK TO work");
                        connection.run("RELEASE work");
                        if (!done) return std::unexpected(done.error());
                        return Receipt{};
                      },
                      .done = {},
                      .bytes = 0,
                      .rows_only = true});
  if (!outcome) return std::unexpected(outcome.error());
  return {};
}

RunWork Newsroom::Impl::reading() {
  return [this](const std::function<Result<void>(store::Connection&)>& work) -> Result<void> {
    auto lease = database->read();
    if (!lease) return std::unexpected(lease.error());
    return work(lease->connection());
  };
}

RunWork Newsroom::Impl::writing_work() {
  return [this](const std::function<Result<void>(store::Connection&)>& work) {
    return write([&work](store::Connection& rows) { return work(rows); });
  };
}

namespace {

Writer::Work placing(PreparedArticle article, std::size_t bytes, Newsroom::Done done) {
  return {.at_desk = [article = std::move(article)](Desk& desk) { return desk.add(article); },
          .done = std::move(done),
          .bytes = bytes};
}

}  // namespace

Result<void> Newsroom::submit(PreparedArticle article, Done done) {
  const std::size_t bytes = article.parts_->bytes();
  return impl_->writer.submit(placing(std::move(article), bytes, std::move(done)));
}

Result<void> Newsroom::submit_page(const std::string& url, Result<Response> answer, Done done) {
  auto lease = impl_->database->read();
  if (!lease) return std::unexpected(lease.error());
  PageAnswer read = read_asked_page(url, std::move(answer), lease->connection(), impl_->env.clock->now());
  if (auto status = lease->connection().status(); !status) return status;
  if (!read.article) return fail(ErrorCode::kDenied, read.page.why.value_or(""), url);
  const std::size_t bytes = read.article->parts_->bytes();
  return impl_->writer.submit(
      {.at_desk = [read = std::move(read)](Desk& desk) mutable { return file(desk, std::move(read)); },
       .done = std::move(done),
       .bytes = bytes});
}

Result<Receipt> Newsroom::put(PreparedArticle article) {
  const std::size_t bytes = article.parts_->bytes();
  return impl_->put(placing(std::move(article), bytes, {}));
}

Result<Outcome> Newsroom::add(Article article) { return add(PreparedArticle(std::move(article))); }

Result<Outcome> Newsroom::add(PreparedArticle article) {
  impl_->wait_until_loaded();
  const MutexLock lock(impl_->writing);
  const auto receipt = impl_->desk.add(article);
  if (!receipt) return std::unexpected(receipt.error());
  return receipt->outcome;
}

Result<void> Newsroom::say_same_story(const std::string& a, const std::string& b) {
  impl_->wait_until_loaded();
  const MutexLock lock(impl_->writing);
  return impl_->desk.say(a, b, true);
}

Result<void> Newsroom::say_not_same_story(const std::string& a, const std::string& b) {
  impl_->wait_until_loaded();
  const MutexLock lock(impl_->writing);
  return impl_->desk.say(a, b, false);
}

Result<void> Newsroom::settle() {
  impl_->wait_until_loaded();
  const MutexLock lock(impl_->writing);
  return impl_->desk.settle();
}

std::size_t Newsroom::uncommitted() const {
  const MutexLock lock(impl_->writing);
  return impl_->desk.uncommitted();
}

Result<void> Newsroom::commit() {
  const MutexLock lock(impl_->writing);
  return impl_->commit();
}

Result<std::string> Newsroom::offer_hand_over(int port) {
  auto key = HandOverKey::make(impl_->options.path);
  if (!key) return std::unexpected(key.error());
  if (auto named = impl_->database->name_port(port); !named) return std::unexpected(named.error());
  impl_->hand_over = std::move(*key);
  return impl_->hand_over->key();
}

}  // namespace newsloom
