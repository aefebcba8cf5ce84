#include "cli/serve_command.h"

#include <fmt/format.h>
#include <pthread.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

#include "fetch/http_client.h"
#include "newsloom/feeds.h"
#include "newsloom/newsroom.h"
#include "newsloom/server.h"

namespace newsloom::cli {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUse = 2;
constexpr int kInterrupted = 130;

struct ServeOptions {
  NewsroomOptions newsroom;
  ServerOptions server;
  fetch::HttpOptions network;
  bool no_fetch = false;
};

/// Reads the newsroom's feeds for as long as it lives.
class Polling {
 public:
  Polling(const fetch::HttpOptions& options, Newsroom& newsroom, const Env& env)
      : network_(options, env), poller_(newsroom, network_, env), thread_([this] { poller_.run(); }) {}
  ~Polling() {
    poller_.stop();
    thread_.join();
  }
  Polling(const Polling&) = delete;
  Polling& operator=(const Polling&) = delete;

 private:
  fetch::HttpClient network_;
  Poller poller_;
  std::thread thread_;
};

/// SIGINT and SIGTERM, taken away from all threads that start from here on, so that waiting for them is an
/// ordinary blocking call.
sigset_t hold_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int report(const Error& error) {
  fmt::print(stderr, "newsloom serve: {}{}{}\n", error.where, error.where.empty() ? "" : ": ", error.message);
  return error.code == ErrorCode::kInvalidArgument ? kWrongUse : kFailed;
}

void log_line(LogLevel level, std::string_view message) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::debug("{}", message);
    case LogLevel::kInfo:
      return spdlog::info("{}", message);
    case LogLevel::kWarning:
      return spdlog::warn("{}", message);
    case LogLevel::kError:
      return spdlog::error("{}", message);
  }
}

int serve(const ServeOptions& options) {
  sigset_t signals = hold_stop_signals();
  Env env;
  env.log = log_line;
  auto newsroom = Newsroom::open(options.newsroom, env);
  if (!newsroom) return report(newsroom.error());
  auto server = Server::start(options.server, **newsroom, env);
  if (!server) return report(server.error());
  std::optional<Polling> polling;
  if (!options.no_fetch) polling.emplace(options.network, **newsroom, env);
  std::atomic<int> signal = 0;
  std::jthread waiter([&] {
    int got = 0;
    sigwait(&signals, &got);
    signal = got;
    // A second Ctrl-C ends the program at once.
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    (*server)->stop();
  });
  const std::string& listen = options.server.listen;
  // Standard output is for results, and here the address is the result: with port 0 nobody else can tell it.
  fmt::print("http://{}:{}/\n", listen.substr(0, listen.rfind(':')), (*server)->port());
  std::fflush(stdout);
  (*server)->run();
  waiter.join();
  return signal == SIGINT ? kInterrupted : 0;
}

}  // namespace

void add_serve_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command =
      app.add_subcommand("serve", "Serves a newsroom as a site on this machine, until Ctrl-C.");
  command->footer("Example:\n  newsloom serve --db news.db --listen 127.0.0.1:8080");
  command->add_option("--db", options->newsroom.path, "The database; created if missing")->required();
  command
      ->add_option("--listen", options->server.listen,
                   "Address and port on loopback; port 0 takes a free one")
      ->capture_default_str();
  command->add_option("--web-root", options->server.web_root,
                      "Folder of templates and style sheet, if not as installed");
  command->add_option("--threads", options->server.threads, "Threads that answer requests")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  command->add_flag("--no-fetch", options->no_fetch, "Does not read the newsroom's feeds");
  command->add_option("--allow-loopback", options->network.loopback_hosts,
                      "Hosts on this machine that feeds may lie on, with or without a port");
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

}  // namespace newsloom::cli
