// URL -> page, politely and safely. The only door through which Newsloom connects to others.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "newsloom/env.h"

namespace newsloom::fetch {

struct HttpOptions {
  // Behaviour
  std::string user_agent = "Newsloom (a reader's own news program; robots.txt: newsloom)";
  /// Hosts on this machine that may be asked all the same: "localhost" (any port) or "127.0.0.1:8081".
  /// Nothing else inside the owner's network ever is.
  std::vector<std::string> loopback_hosts;
  int max_redirects = 5;
  /// Silence between two requests to one host, unless its robots.txt asks for more.
  std::chrono::milliseconds host_pause{1'000};
  /// A longer crawl-delay than this is taken as this one: the wish for a day's pause is a mistake.
  std::chrono::milliseconds longest_crawl_delay{30'000};
  std::chrono::seconds robots_lifetime{86'400};  ///< after RFC 9309, section 2.4

  // Cost
  std::size_t max_transfers = 32;  ///< at a time, each to another host
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{30'000};  ///< of one request, its answer included
};

/// Gets pages over HTTP and HTTPS with libcurl, on one thread of its own.
///
/// - Each host is asked one thing at a time, with a pause in between, and only what its robots.txt allows;
/// after
///   an answer with Retry-After it is left alone until then.
/// - The address that a name leads to is checked where the connection is opened, so that no name, redirect or
///   changed DNS answer leads into the owner's network. Proxies of the environment are not used: they would
///   hide the address.
/// - Answers are cut off at the request's size, counted after decompression; headers and redirects are
/// bounded.
///
/// Thread-safe. Requests under way when it is destroyed are told kUnavailable.
class HttpClient final : public Network {
 public:
  explicit HttpClient(HttpOptions options = {}, Env env = {});
  ~HttpClient() override;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  void fetch(Request request, Done done) override;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace newsloom::fetch
