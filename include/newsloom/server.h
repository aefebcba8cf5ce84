// The server: a newsroom seen over HTTP. Thin: parse, ask the newsroom, fill a template.
#pragma once

#include <memory>
#include <string>

#include "newsloom/env.h"
#include "newsloom/newsroom.h"
#include "newsloom/result.h"

namespace newsloom {

struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  ///< address:port; port 0 takes a free one
  std::string web_root;                   ///< folder of templates and static files; empty: as installed
  int threads = 2;
};

/// Serves until stop(). The newsroom outlives the server.
class Server {
 public:
  /// Binds and listens. Errors: kInvalidArgument (the address), kUnavailable (in use), kNotFound (web_root).
  static Result<std::unique_ptr<Server>> start(ServerOptions options, const Newsroom& newsroom, Env env = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The port that was taken.
  int port() const;
  /// Answers until stop() is called. Blocks the calling thread, which works along.
  void run();
  /// Ends run(): requests under way are answered, new ones refused. Any thread, and more than once.
  void stop();

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace newsloom
