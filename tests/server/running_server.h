// A newsroom on a temporary database, served on a free port for the length of a test.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "newsloom/newsroom.h"
#include "newsloom/server.h"

namespace newsloom::server_test {

/// Throws where a part cannot be had: then there is nothing to test.
class RunningServer {
 public:
  /// With a `password` and an outer world, where they are given.
  explicit RunningServer(const ServerOptions& wanted = {}, const std::string& password = {},
                         NewsroomOptions of_newsroom = {}, const Env& env = {});
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  int port() const { return server_->port(); }
  Newsroom& newsroom() { return *newsroom_; }
  /// Adds and commits; the id under which the site shows it.
  ArticleId publish(const Article& article);
  Server& server() { return *server_; }
  /// The Cookie header of a new session, made with the key that was printed.
  std::string sign_in();
  /// What the forms of that session carry.
  std::string form_token(const std::string& cookie) const;
  /// Ends the server and waits for it.
  void stop();

 private:
  std::string folder_;
  std::unique_ptr<Newsroom> newsroom_;
  std::unique_ptr<Server> server_;
  std::jthread thread_;
};

}  // namespace newsloom::server_test
