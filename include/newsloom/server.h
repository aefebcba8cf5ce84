// The server: a newsroom seen over HTTP. Thin: parse, ask the newsroom, fill a template.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "newsloom/env.h"
#include "newsloom/newsroom.h"
#include "newsloom/result.h"

namespace newsloom {

/// kPrivate: one owner. On loopback everybody may read (who is on this machine), else only the owner, signed
/// in. kPublic: everybody may read, but of texts that are not the owner's only a headline, some words and a
/// link. Only the owner writes, in both.
enum class SiteMode { kPrivate, kPublic };

struct ServerOptions {
  // Behaviour
  /// address:port, "localhost:port" too; port 0 takes a free one. Beyond loopback only with a password.
  std::string listen = "127.0.0.1:8080";
  SiteMode mode = SiteMode::kPrivate;
  std::string base_path;           ///< "/news" where a proxy shows the site below a path; else empty
  std::vector<std::string> hosts;  ///< names it answers to, besides IP addresses and localhost; lower case
  /// Addresses or networks ("10.0.0.0/8") of proxies whose X-Forwarded-For and X-Forwarded-Proto are
  /// believed. With one, reading in private mode needs a session everywhere.
  std::vector<std::string> trusted_proxies;
  /// Registrable domains whose texts the owner wrote or has licensed: visitors of a public site read them.
  std::set<std::string> full_text;
  /// Origins ("https://blog.example") whose pages may ask the API and load the widget's lists from their
  /// readers' browsers. Only of a public site.
  std::vector<std::string> other_sites;
  std::string edition_name;  ///< above the front page: "Sample news"; may be empty
  /// Folder of pictures, HOST/PATH of the address each was published at; pages show these and no others.
  std::string pictures;
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
/// Only requests whose Host is an IP address, localhost or one of `hosts` are answered, so a foreign page
/// cannot read the site through a name that it rebinds to 127.0.0.1. docs/security.md tells the rest.
class Server {
 public:
  /// Binds and listens. Errors: kInvalidArgument (the address, or another option; listening beyond loopback
  /// without a password), kUnavailable (in use), kNotFound (web_root), kCorruption (a template).
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Newsroom& newsroom, Env env = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The port that was taken.
  int port() const;
  /// What makes the owner's first session when it is given to the front page as ?key=…, once. Empty where a
  /// password is set.
  const std::string& one_time_key() const;
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
