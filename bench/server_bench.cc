// The article page under load: a fixed rate of requests over kept connections, alone and while articles
// arrive.
//
// Latency counts from the moment at which a request was due, not from when the client got round to sending
// it: a server that stalls is charged for everything that had to wait.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
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

namespace newsloom {
namespace {

using Timer = std::chrono::steady_clock;
using bench::must;

constexpr int kStoredArticles = 3000;
constexpr int kRequestsPerSecond = 2000;  // the rate of the target in the design
constexpr int kConnections = 8;
constexpr auto kStep = std::chrono::nanoseconds(std::chrono::seconds(1)) * kConnections / kRequestsPerSecond;
constexpr std::chrono::seconds kLength{5};

/// Invented reports that share names and places by chance, so that coverage and recommended stories fill up.
class Reporter {
 public:
  Article next() {
    ++count_;
    Article article;
    article.id = article.input = fmt::format("report-{}", count_);
    article.url = article.canonical_url = fmt::format("https://paper{}.example/{}", count_ % 40, count_);
    article.source = fmt::format("paper{}.example", count_ % 40);
    article.kind = ArticleKind::kArticle;
    article.lang = "en";
    article.published = Timestamp{1'930'000'000 + count_ * 60L, 0, Precision::kSecond};
    article.title = sentence(7);
    for (int i = 0; i < 10; ++i) article.text += (i == 0 ? "" : "\n\n") + sentence(40);
    article.summary = sentence(45);
    article.word_count = 400;
    article.reading_minutes = 2;
    return article;
  }

 private:
  std::string sentence(int words) {
    static constexpr std::array syllables = {"har", "bo",    "ra",   "vel", "lin", "or",
                                             "re",  "tharn", "quil", "mi",  "tes", "ko"};
    std::string text;
    for (int i = 0; i < words; ++i) {
      // Zipf-like: low numbers are common words, high ones are rare names.
      const auto rank = static_cast<unsigned>(20'000.0 * std::pow(unit_(random_), 4.0));
      std::string word;
      for (unsigned rest = rank + 12; rest != 0; rest /= 12) word += syllables[rest % 12];
      if (rank > 2000) word[0] = static_cast<char>(word[0] - 'a' + 'A');
      text += (i == 0 ? "" : " ") + word;
    }
    return text + ".";
  }

  int count_ = 0;
  std::mt19937 random_{7};
  std::uniform_real_distribution<double> unit_{0.0, 1.0};
};

/// A served newsroom of invented reports, one for all runs.
struct Site {
  Site() {
    std::string name = "/tmp/newsloom-bench-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder like " + name);
    folder = name;
    NewsroomOptions of_newsroom;
    of_newsroom.path = folder / "news.db";
    newsroom = must(Newsroom::open(of_newsroom));
    for (int i = 0; i < kStoredArticles; ++i) must(newsroom->add(reporter.next()));
    must(newsroom->commit());
    ServerOptions options;
    options.listen = "127.0.0.1:0";
    options.web_root = NEWSLOOM_SOURCE_DIR "/web";
    server = must(Server::start(options, *newsroom));
    thread = std::jthread([this] { server->run(); });
  }
  ~Site() {
    server->stop();
    thread.join();
    server.reset();
    newsroom.reset();
    std::filesystem::remove_all(folder);
  }

  std::filesystem::path folder;
  Reporter reporter;
  std::unique_ptr<Newsroom> newsroom;
  std::unique_ptr<Server> server;
  std::jthread thread;
};

Site& site() {
  static Site made;
  return made;
}

/// Requests at their due times over one connection; the latency of each, in milliseconds.
std::vector<double> load(int port, int connection) {
  bench::Client client(port);
  std::mt19937 random(static_cast<unsigned>(connection));
  std::uniform_int_distribution<int> any(1, kStoredArticles);
  std::vector<double> latencies;
  const auto start = Timer::now() + kStep * connection / kConnections;
  for (auto due = start; due < start + kLength; due += kStep) {
    std::this_thread::sleep_until(due);
    const std::string_view answer = client.get(fmt::format("/article/{}", any(random)));
    // A wrong answer must not be timed.
    if (!answer.starts_with("HTTP/1.1 200") || answer.find("Recommended stories") == std::string_view::npos)
      throw std::runtime_error("no article page: " + std::string(answer.substr(0, 200)));
    latencies.push_back(std::chrono::duration<double, std::milli>(Timer::now() - due).count());
  }
  return latencies;
}

void article_page(benchmark::State& state, bool ingesting) {
  Site& running = site();
  for ([[maybe_unused]] auto _ : state) {
    std::atomic<bool> done = false;
    std::int64_t added = 0;
    std::jthread writer([&] {
      while (ingesting && !done) {
        for (int i = 0; i < 64; ++i, ++added) must(running.newsroom->add(running.reporter.next()));
        must(running.newsroom->commit());
      }
    });
    std::vector<std::vector<double>> parts(kConnections);
    {
      std::array<std::jthread, kConnections> clients;
      for (std::size_t i = 0; i < clients.size(); ++i) {
        clients[i] = std::jthread([&, i] { parts[i] = load(running.server->port(), static_cast<int>(i)); });
      }
    }
    done = true;
    writer.join();
    std::vector<double> all;
    for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
    std::ranges::sort(all);
    const auto seconds = static_cast<double>(kLength.count());
    state.counters["requests/s"] = static_cast<double>(all.size()) / seconds;
    state.counters["p50 ms"] = all[all.size() / 2];
    state.counters["p99 ms"] = all[all.size() * 99 / 100];
    state.counters["worst ms"] = all.back();
    if (ingesting) state.counters["articles/s"] = static_cast<double>(added) / seconds;
  }
}

BENCHMARK_CAPTURE(article_page, alone, false)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(article_page, while_ingesting, true)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace newsloom
