// The site: from a request to its reply. Knows the routes; knows nothing of sockets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "newsloom/env.h"
#include "newsloom/newsroom.h"
#include "newsloom/result.h"
#include "server/api.h"
#include "server/pages.h"
#include "server/reply.h"
#include "server/static_files.h"

namespace newsloom::server {

/// Any thread. The newsroom outlives the site.
class Site {
 public:
  /// Reads templates and static files of `web_root`. Errors: kNotFound, kCorruption.
  static Result<Site> load(const std::string& web_root, Newsroom& newsroom, Env env);

  /// Total: whatever is asked, something is answered. The reply to HEAD carries the body that GET would get;
  /// the connection leaves it out.
  Reply answer(const Request& request) const;

  /// The page of a status, also for requests that could not even be read.
  Reply status(int code) const;

 private:
  Site(Pages pages, StaticFiles files, Api api, Newsroom& newsroom, Env env);
  Reply route(std::string_view path, const Parameters& parameters, std::string_view host) const;
  /// ETag and Last-Modified; 304 where the client has this already.
  void add_validators(const Request& request, std::int64_t changed_utc, Reply& reply) const;
  Reply front_page() const;
  Reply article(std::string_view id) const;
  Reply story(std::string_view id) const;
  Reply search(const Parameters& parameters) const;
  Reply sources(const Parameters& parameters) const;
  Reply file(std::string_view name) const;
  Reply failure(const Error& error) const;

  Pages pages_;
  StaticFiles files_;
  Api api_;
  Newsroom* newsroom_;
  Env env_;
};

}  // namespace newsloom::server
