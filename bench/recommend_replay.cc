// recommend_replay: a served newsroom asked for recommended stories at a fixed rate while articles arrive and
// others are taken down.
//
// Latency counts from the moment at which a request was due: a server that stalls is charged for everything
// that had to wait. An answer is stale if it names an article whose taking down had been confirmed before the
// request was sent.
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "client.h"
#include "must.h"
#include "newsloom/newsroom.h"
#include "newsloom/server.h"
#include "stream_article.h"

namespace newsloom::bench {
namespace {

using Timer = std::chrono::steady_clock;

struct Options {
  StreamOptions stream;
  std::string database;  ///< one that is there already; empty: one is made of the stream
  int requests = 1000, arrivals = 100, deletions = 2, seconds = 10, connections = 8;
};

class Replay {
 public:
  explicit Replay(const Options& options) : options_(options), stream_(planned(options)) {
    if (options_.database.empty()) {
      make();
    } else {
      newsroom_ = must(Newsroom::open({.path = options_.database}));
      options_.stream.articles = must(newsroom_->edition(1)).article_count;
    }
    const auto numbers = static_cast<std::size_t>(options_.stream.articles) + 1;
    gone_ = std::vector<std::atomic<std::int64_t>>(numbers);
    was_asked_to_go_ = std::vector<std::atomic<bool>>(numbers);
    ServerOptions of_server;
    of_server.listen = "127.0.0.1:0";
    of_server.web_root = NEWSLOOM_SOURCE_DIR "/web";
    server_ = must(Server::start(of_server, *newsroom_));
    serving_ = std::jthread([this] { server_->run(); });
  }
  ~Replay() {
    server_->stop();
    serving_.join();
    server_.reset();
    newsroom_.reset();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  void run() {
    const auto end = Timer::now() + std::chrono::seconds(options_.seconds);
    const std::clock_t used = std::clock();
    std::vector<std::vector<double>> parts(static_cast<std::size_t>(options_.connections));
    {
      std::vector<std::jthread> threads;
      threads.emplace_back([&] { arrive(end); });
      threads.emplace_back([&] { take_down(end); });
      for (std::size_t i = 0; i < parts.size(); ++i) threads.emplace_back([&, i] { parts[i] = ask(i, end); });
    }
    std::vector<double> all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    std::ranges::sort(all);
    const auto at = [&](double share) {
      return all.empty() ? 0 : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
    };
    const double processor = static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    fmt::print("stored {}, requests/s {:.0f}, arrived/s {:.0f}, taken down {}, errors {}, stale answers {}\n",
               options_.stream.articles, static_cast<double>(all.size()) / options_.seconds,
               static_cast<double>(arrived_) / options_.seconds, taken_down_.load(), errors_.load(),
               stale_.load());
    fmt::print("processor: {:.2f} ms a request, client and arrivals and all\n",
               1e3 * processor / std::max(1.0, static_cast<double>(all.size())));
    fmt::print("an answer: p50 {:.2f} ms, p99 {:.2f} ms, worst {:.2f} ms; most memory {} MB\n", at(.5),
               at(.99), at(1), usage.ru_maxrss / 1024);
  }

  bool well() const { return errors_ == 0 && stale_ == 0; }

 private:
  static StreamOptions planned(const Options& options) {
    StreamOptions planned = options.stream;
    planned.articles += std::int64_t{options.arrivals} * options.seconds + 1;
    return planned;
  }
  void make() {
    std::string name = "/tmp/newsloom-replay-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder like " + name);
    folder_ = name;
    newsroom_ = must(Newsroom::open({.path = folder_ / "news.db"}));
    for (std::int64_t i = 0; i < options_.stream.articles; ++i) must(newsroom_->add(next_article()));
    must(newsroom_->commit());
  }
  /// To a database that is there come articles that it has not.
  Article next_article() {
    Article article = article_of(stream_.next().value());
    if (options_.database.empty()) return article;
    article.id += "-late";
    if (article.canonical_url) *article.canonical_url += "?late";
    return article;
  }
  static std::int64_t now() { return Timer::now().time_since_epoch().count(); }

  void arrive(Timer::time_point end) {
    const auto step = std::chrono::nanoseconds(std::chrono::seconds(1)) / std::max(1, options_.arrivals);
    for (auto due = Timer::now(); options_.arrivals > 0 && due < end; due += step) {
      std::this_thread::sleep_until(due);
      const auto taken =
          newsroom_->submit(PreparedArticle(next_article()),
                            [this](const Result<Receipt>& told) { told ? ++arrived_ : ++errors_; });
      if (!taken) ++errors_;
    }
  }
  void take_down(Timer::time_point end) {
    std::mt19937 random(3);
    const auto step = std::chrono::nanoseconds(std::chrono::seconds(1)) / std::max(1, options_.deletions);
    for (auto due = Timer::now() + step; options_.deletions > 0 && due < end; due += step) {
      std::this_thread::sleep_until(due);
      const auto id = 1 + random() % static_cast<unsigned>(options_.stream.articles);
      was_asked_to_go_[id] = true;  // from now on 404 is right
      TakeDown what;
      what.id = static_cast<ArticleId>(id);
      if (!newsroom_->take_down(what)) continue;  // gone already
      gone_[id] = now();
      ++taken_down_;
    }
  }
  std::vector<double> ask(std::size_t connection, Timer::time_point end) {
    Client client(server_->port());
    std::mt19937 random(static_cast<unsigned>(connection));
    const auto step = std::chrono::nanoseconds(std::chrono::seconds(1)) * options_.connections /
                      std::max(1, options_.requests);
    std::vector<double> latencies;
    for (auto due = Timer::now() + step * connection / options_.connections; due < end; due += step) {
      std::this_thread::sleep_until(due);
      const auto id = 1 + random() % static_cast<unsigned>(options_.stream.articles);
      const std::int64_t sent = now();
      const std::string_view answer = client.get(fmt::format("/api/v1/recommended?limit=10&id={}", id));
      latencies.push_back(std::chrono::duration<double, std::milli>(Timer::now() - due).count());
      if (answer.starts_with("HTTP/1.1 200")) {
        check(answer, sent);
      } else if (!answer.starts_with("HTTP/1.1 404") || !was_asked_to_go_[id]) {
        ++errors_;
      }
    }
    return latencies;
  }
  void check(std::string_view answer, std::int64_t sent) {
    constexpr std::string_view kId = "\"id\":";
    for (std::size_t at = 0; (at = answer.find(kId, at)) != std::string_view::npos;) {
      at += kId.size();
      std::size_t id = 0;
      std::from_chars(answer.data() + at, answer.data() + answer.size(), id);
      if (id == 0 || id >= gone_.size()) continue;
      const std::int64_t gone = gone_[id];
      if (gone != 0 && gone < sent) ++stale_;
    }
  }

  Options options_;
  Stream stream_;
  std::filesystem::path folder_;
  std::unique_ptr<Newsroom> newsroom_;
  std::unique_ptr<Server> server_;
  std::jthread serving_;
  std::vector<std::atomic<std::int64_t>>
      gone_;  ///< by number: when its taking down was confirmed; 0: it was not
  std::vector<std::atomic<bool>> was_asked_to_go_;
  std::atomic<std::int64_t> arrived_ = 0, taken_down_ = 0, errors_ = 0, stale_ = 0;
};

}  // namespace
}  // namespace newsloom::bench

int main(int argc, char** argv) {
  newsloom::bench::Options options;
  CLI::App app{
      "Asks a served newsroom for recommended stories while articles arrive and others are taken down."};
  app.add_option("--articles", options.stream.articles, "Stored beforehand")->capture_default_str();
  app.add_option("--db", options.database,
                 "Instead of these a database that is there, such as start_bench keeps; it is changed");
  app.add_option("--per-day", options.stream.per_day, "Arrivals a day, by the stream's own clock")
      ->capture_default_str();
  app.add_option("--requests", options.requests, "A second")->capture_default_str();
  app.add_option("--arrivals", options.arrivals, "A second")->capture_default_str();
  app.add_option("--deletions", options.deletions, "A second")->capture_default_str();
  app.add_option("--seconds", options.seconds, "How long")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  newsloom::bench::Replay replay(options);
  replay.run();
  return replay.well() ? 0 : 1;
}
