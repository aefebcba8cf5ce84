// The server: a newsroom seen over HTTP. Thin: parse, ask the newsroom, fill a template.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "newsloom/env.h"
#include "newsloom/newsroom.h"
#include "newsloom/result.h"

namespace newsloom {

struct ServerOptions {
  // Behaviour
  std::string listen =
      "127.0.0.1:8080";  ///< loopback address:port, "localhost:port" too; port 0 takes a free one
  std::string web_root;  ///< folder of templates and static files; empty: as installed

  // Cost
  int threads = 2;                     ///< that answer requests, the one in run() included
  std::size_t max_connections = 1024;  ///< at a time; further ones are told 503 and closed
  /// Time for a whole request to arrive once its first byte has: ends clients that drip bytes.
  std::chrono::milliseconds request_timeout{10'000};
  /// Silence that is borne between two requests of one connection.
  std::chrono::milliseconds idle_timeout{60'000};
  /// Time for a whole answer to be taken by the client.
  std::chrono::milliseconds answer_timeout{30'000};
  /// How long requests under way may hold up the end; only clients that do not read their answer do.
  std::chrono::milliseconds stop_timeout{3'000};
};

/// Serves until stop(). The newsroom outlives the server.
///
/// It listens on loopback only: there is no password yet that would protect a reader's newsroom on a network.
/// Only requests whose Host is an IP address or localhost are answered, so a foreign page cannot read the
/// site through a name that it rebinds to 127.0.0.1.
class Server {
 public:
  /// Binds and listens. Errors: kInvalidArgument (the address), kUnavailable (in use), kNotFound (web_root),
  /// kCorruption (a template).
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Newsroom& newsroom, Env env = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The port that was taken.
  int port() const;
  /// Answers until stop() is called. Blocks the calling thread, which works along. Once in a lifetime.
  void run();
  /// Ends run(): requests under way are answered, new ones refused. Any thread, and more than once.
  void stop();

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom
