// The article page under load: a fixed rate of requests over kept connections, alone and while articles
// arrive.
//
// Latency counts from the moment at which a request was due, not from when the client got round to sending
// it: a server that stalls is charged for everything that had to wait.
#include <arpa/inet.h>
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
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

#include "newsloom/newsroom.h"
#include "newsloom/server.h"

namespace newsloom {
namespace {

using Timer = std::chrono::steady_clock;

constexpr int kStoredArticles = 3000;
constexpr int kRequestsPerSecond = 2000;  // the rate of the target in the design
constexpr int kConnections = 8;
constexpr auto kStep = std::chrono::nanoseconds(std::chrono::seconds(1)) * kConnections / kRequestsPerSecond;
constexpr std::chrono::seconds kLength{5};
constexpr std::string_view kLengthHeader = "Content-Length: ";

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().where + ": " + result.error().message);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

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

/// One kept connection. Throws when the server misbehaves: a wrong answer must not be timed.
class Client {
 public:
  explicit Client(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot connect");
    }
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  std::size_t get_article(int id) {
    const std::string request = fmt::format("GET /article/{} HTTP/1.1\r\nHost: localhost\r\n\r\n", id);
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      throw std::runtime_error("cannot send");
    }
    answer_.clear();
    std::size_t end = std::string::npos, whole = 0;
    while (end == std::string::npos || answer_.size() < whole) {
      const ssize_t got = ::recv(socket_, chunk_.data(), chunk_.size(), 0);
      if (got <= 0) throw std::runtime_error("the server closed");
      answer_.append(chunk_.data(), static_cast<std::size_t>(got));
      end = answer_.find("\r\n\r\n");
      if (end != std::string::npos) whole = end + 4 + body_length();
    }
    if (!answer_.starts_with("HTTP/1.1 200") || answer_.find("Recommended stories") == std::string::npos) {
      throw std::runtime_error("no article page: " + answer_.substr(0, 200));
    }
    return whole;
  }

 private:
  std::size_t body_length() const {
    std::size_t length = 0;
    const char* begin = answer_.data() + answer_.find(kLengthHeader) + kLengthHeader.size();
    std::from_chars(begin, answer_.data() + answer_.size(), length);
    return length;
  }

  int socket_;
  std::string answer_;
  std::array<char, 65536> chunk_;
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
  Client client(port);
  std::mt19937 random(static_cast<unsigned>(connection));
  std::uniform_int_distribution<int> any(1, kStoredArticles);
  std::vector<double> latencies;
  const auto start = Timer::now() + kStep * connection / kConnections;
  for (auto due = start; due < start + kLength; due += kStep) {
    std::this_thread::sleep_until(due);
    client.get_article(any(random));
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
