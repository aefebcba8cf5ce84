#include "cli/report.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>

namespace newsloom::cli {
namespace {

constexpr double kSecondsBetweenLines = 10, kSecondsBetweenRewrites = 0.2;

std::atomic<bool> g_interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch what needs no lock");

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int report(const Error& error) {
  fmt::print(stderr, "newsloom: {}{}{}\n", error.where, error.where.empty() ? "" : ": ", error.message);
  return error.code == ErrorCode::kInvalidArgument ? kWrongUse : kFailed;
}

Log log_to_stderr() {
  return [](LogLevel level, std::string_view message) {
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
  };
}

void watch_for_interrupts() {
  struct sigaction action{};
  action.sa_handler = [](int) { g_interrupted = true; };
  action.sa_flags = SA_RESETHAND;  // the second one has its usual effect
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return g_interrupted; }

Progress::Progress(std::string_view verb)
    : verb_(verb), terminal_(isatty(STDERR_FILENO) != 0), started_(seconds_now()), printed_(started_) {}

Progress::~Progress() {
  if (terminal_ && printed_ > started_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::at(std::int64_t pages) {
  const double now = seconds_now();
  if (now - printed_ < (terminal_ ? kSecondsBetweenRewrites : kSecondsBetweenLines)) return;
  printed_ = now;
  print(pages, now - started_);
}

void Progress::print(std::int64_t pages, double seconds) {
  fmt::print(stderr, "{}{}: {} pages, {:.0f} a second{}", terminal_ ? "\r\x1b[K" : "", verb_, pages,
             static_cast<double>(pages) / seconds, terminal_ ? "" : "\n");
}

}  // namespace newsloom::cli
