#include "cli/serving.h"

#include <fmt/format.h>
#include <pthread.h>

#include <atomic>
#include <cstdio>
#include <string>
#include <thread>

#include "cli/report.h"

namespace newsloom::cli {

sigset_t hold_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int serve_until_told(Server& server, const ServerOptions& options, const sigset_t& signals) {
  std::atomic<int> signal = 0;
  std::jthread waiter([&] {
    int got = 0;
    sigwait(&signals, &got);
    signal = got;
    // A second Ctrl-C ends the program at once.
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
    server.stop();
  });
  const std::string& listen = options.listen;
  const std::string& key = server.one_time_key();
  // Standard output is for results, and here the address is the result: with port 0 nobody else can tell it,
  // nor the key, which signs the owner in, once.
  fmt::print("http://{}:{}{}/{}\n", listen.substr(0, listen.rfind(':')), server.port(), options.base_path,
             key.empty() ? "" : "?key=" + key);
  std::fflush(stdout);
  server.run();
  waiter.join();
  return signal == SIGINT ? kInterrupted : kDone;
}

}  // namespace newsloom::cli
