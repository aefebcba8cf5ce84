// Reading a newsroom's feeds beside whatever else a command does.
#pragma once

#include <thread>

#include "newsloom/feeds.h"
#include "newsloom/newsroom.h"

namespace newsloom::cli {

/// Reads the newsroom's feeds on a thread of its own, for as long as it lives.
class Polling {
 public:
  Polling(Newsroom& newsroom, Network& network, const Env& env)
      : poller_(newsroom, network, env), thread_([this] { poller_.run(); }) {}
  ~Polling() {
    poller_.stop();
    thread_.join();
  }
  Polling(const Polling&) = delete;
  Polling& operator=(const Polling&) = delete;

 private:
  Poller poller_;
  std::thread thread_;
};

}  // namespace newsloom::cli
