// The poller is a loop over two lists in the database: feeds whose time has come, pages that teasers wait
// for. What the network answers goes into an inbox (any thread may put it there); the poller's own thread
// takes it out, decides, and hands one work to the writer: articles and the states of feeds and pages change
// in the same transaction.
#include <condition_variable>
#include <deque>
#include <set>
#include <utility>
#include <variant>

#include "newsloom/feeds.h"
#include "newsroom/feed_answer.h"
#include "newsroom/impl.h"
#include "newsroom/page_answer.h"
#include "store/feed_rows.h"

namespace newsloom {
namespace {

/// How long the list of what is due is left alone when nothing arrives. A feed added by the owner is asked
/// within this time.
constexpr std::chrono::milliseconds kLook{1'000};

struct FeedArrived {
  store::FeedRow feed;
  Result<Response> answer;
};
struct PageArrived {
  store::WantedPage page;
  Result<Response> answer;
};
/// A work that was handed to the writer is durable, or failed.
struct Filed {
  FeedId feed = FeedId::kNone;
  std::string page;
  Result<Receipt> outcome;
};
using Arrival = std::variant<FeedArrived, PageArrived, Filed>;

/// Outlives the poller: an answer may come after it is gone.
class Inbox {
 public:
  void put(Arrival arrival) {
    {
      const MutexLock lock(mutex_);
      arrivals_.push_back(std::move(arrival));
    }
    something_.notify_one();
  }
  std::deque<Arrival> take() {
    const MutexLock lock(mutex_);
    return std::exchange(arrivals_, {});
  }
  void wait(std::chrono::milliseconds patience) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    const MutexLock lock(mutex_);
    while (arrivals_.empty() && !stopped_)
      if (something_.wait_until(mutex_, deadline) == std::cv_status::timeout) return;
  }
  void stop() {
    {
      const MutexLock lock(mutex_);
      stopped_ = true;
    }
    something_.notify_all();
  }
  bool stopped() const {
    const MutexLock lock(mutex_);
    return stopped_;
  }

 private:
  mutable Mutex mutex_;
  std::condition_variable_any something_;
  std::deque<Arrival> arrivals_ GUARDED_BY(mutex_);
  bool stopped_ GUARDED_BY(mutex_) = false;
};

}  // namespace

struct Poller::Impl {
  Impl(Newsroom& at, Network& by, Env given, PollerOptions wanted)
      : newsroom(at), network(by), env(std::move(given)), options(wanted) {}

  Newsroom& newsroom;
  Network& network;
  const Env env;
  const PollerOptions options;
  const std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>();
  std::set<FeedId> feeds_under_way;
  std::set<std::string> pages_under_way;  ///< by canonical URL
  std::set<std::string> hosts_under_way;

  Newsroom::Impl& room() const { return *newsroom.impl_; }

  Result<void> step() {
    for (Arrival& arrival : inbox->take())
      if (auto done = std::visit([this](auto& one) { return take(one); }, arrival); !done) return done;
    if (auto asked = ask_feeds(); !asked) return asked;
    return options.fetch_pages ? ask_pages() : Result<void>{};
  }

  Result<void> ask_feeds() {
    if (feeds_under_way.size() >= options.feeds_at_once) return {};
    auto lease = room().database->read();
    if (!lease) return std::unexpected(lease.error());
    auto due = store::due_feeds(lease->connection(), env.clock->now(),
                                options.feeds_at_once + feeds_under_way.size());
    for (store::FeedRow& feed : due) {
      if (feeds_under_way.size() >= options.feeds_at_once) break;
      if (!feeds_under_way.insert(feed.id).second) continue;
      Request request = request_for(feed);
      network.fetch(std::move(request), [to = inbox, feed = std::move(feed)](Result<Response> answer) {
        to->put(FeedArrived{feed, std::move(answer)});
      });
    }
    return lease->connection().status();
  }

  Result<void> ask_pages() {
    if (pages_under_way.size() >= options.pages_at_once) return {};
    auto lease = room().database->read();
    if (!lease) return std::unexpected(lease.error());
    auto due = store::due_pages(lease->connection(), env.clock->now(), 2 * options.pages_at_once);
    for (store::WantedPage& page : due) {
      if (pages_under_way.size() >= options.pages_at_once) break;
      if (hosts_under_way.contains(page.host) || !pages_under_way.insert(page.canonical_url).second) continue;
      hosts_under_way.insert(page.host);
      Request request = request_for_page(page.address);
      network.fetch(std::move(request), [to = inbox, page = std::move(page)](Result<Response> answer) {
        to->put(PageArrived{page, std::move(answer)});
      });
    }
    return lease->connection().status();
  }

  Result<void> take(FeedArrived& arrived) {
    auto lease = room().database->read();
    if (!lease) return std::unexpected(lease.error());
    const FeedId id = arrived.feed.id;
    FeedAnswer answer = read_feed_answer(arrived.feed, arrived.answer,
                                         store::read_seen(lease->connection(), id), env.clock->now());
    hand_over([answer = std::move(answer)](Desk& desk) mutable { return file(desk, std::move(answer)); },
              Filed{.feed = id, .page = {}, .outcome = {}});
    return lease->connection().status();
  }

  Result<void> take(PageArrived& arrived) {
    auto lease = room().database->read();
    if (!lease) return std::unexpected(lease.error());
    hosts_under_way.erase(arrived.page.host);
    std::string url = arrived.page.canonical_url;
    PageAnswer answer = read_page_answer(std::move(arrived.page), std::move(arrived.answer),
                                         lease->connection(), env.clock->now());
    hand_over([answer = std::move(answer)](Desk& desk) mutable { return file(desk, std::move(answer)); },
              Filed{.feed = {}, .page = std::move(url), .outcome = {}});
    return lease->connection().status();
  }

  Result<void> take(Filed& filed) {
    if (filed.feed != FeedId::kNone) feeds_under_way.erase(filed.feed);
    if (!filed.page.empty()) pages_under_way.erase(filed.page);
    if (filed.outcome) return {};
    env.log(LogLevel::kWarning, "feeds: " + filed.outcome.error().message);
    return {};
  }

  /// When the writer has too much to do, the answer is dropped: the feed or page is still due and is asked
  /// again.
  void hand_over(std::move_only_function<Result<Receipt>(Desk&)> work, Filed filed) {
    const FeedId feed = filed.feed;
    const std::string page = filed.page;
    auto accepted =
        room().writer.submit({.at_desk = std::move(work),
                              .done =
                                  [to = inbox, filed = std::move(filed)](Result<Receipt> outcome) mutable {
                                    filed.outcome = std::move(outcome);
                                    to->put(std::move(filed));
                                  },
                              .bytes = 0});
    if (accepted) return;
    inbox->put(Filed{.feed = feed, .page = page, .outcome = std::unexpected(accepted.error())});
  }
};

Poller::Poller(Newsroom& newsroom, Network& network, Env env, PollerOptions options)
    : impl_(std::make_unique<Impl>(newsroom, network, std::move(env), options)) {}

Poller::~Poller() = default;

Result<void> Poller::step() { return impl_->step(); }

bool Poller::idle() const { return impl_->feeds_under_way.empty() && impl_->pages_under_way.empty(); }

void Poller::run() {
  while (!impl_->inbox->stopped()) {
    if (auto stepped = step(); !stepped)
      impl_->env.log(LogLevel::kError, stepped.error().where + ": " + stepped.error().message);
    impl_->inbox->wait(kLook);
  }
}

void Poller::stop() { impl_->inbox->stop(); }

}  // namespace newsloom
