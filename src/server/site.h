// The site: from a request to its reply. Knows the routes; knows nothing of sockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "newsloom/env.h"
#include "newsloom/newsroom.h"
#include "newsloom/result.h"
#include "newsloom/server.h"
#include "server/api.h"
#include "server/door.h"
#include "server/other_sites.h"
#include "server/pages.h"
#include "server/parameters.h"
#include "server/picture_folder.h"
#include "server/push.h"
#include "server/reply.h"
#include "server/static_files.h"
#include "server/visitors_view.h"

namespace newsloom::server {

/// A request that came in: below which path of ours, with which query, from whom.
struct Visit {
  const Request& request;
  std::string_view path;  ///< without the base path and the query: "/article/7"
  Parameters query;
  Visitor visitor;
  bool of_api = false;
};

/// Any thread. The newsroom outlives the site.
class Site {
 public:
  /// Reads templates and static files of `options.web_root`. Errors: kNotFound, kCorruption.
  static Result<Site> load(const ServerOptions& options, bool listens_on_loopback, Newsroom& newsroom,
                           Env env);

  /// Total: whatever is asked, something is answered. The reply to HEAD carries the body that GET would get;
  /// the connection leaves it out.
  Reply answer(const Request& request);
  /// Puts the base path before every address of this site that a reply names. For each once, at the end.
  void put_on_base(Reply& reply) const;

  /// How large a body this request may have, known from its header.
  std::size_t body_limit(const Request& header) const;

  /// The page of a status, also for requests that could not even be read.
  Reply status(int code) const;

  Door& door() { return *door_; }
  const Door& door() const { return *door_; }

 private:
  Site(Pages pages, StaticFiles files, PictureFolder pictures, Api api, std::unique_ptr<Door> door,
       const ServerOptions& options, Newsroom& newsroom, Env env);
  Reply refuse(const Visit& visit, int code) const;
  /// Takes the base path off; false if the target is not below it.
  bool take_off_base(std::string_view& target) const;
  Reply route(const Visit& visit);
  /// GET and HEAD, of who may read.
  Reply read(const Visit& visit);
  /// Every other method. Each handler asks the door by itself.
  Reply write(const Visit& visit);
  Reply write_article(const Visit& visit, std::string_view id);
  /// A text sent along to be asked about; nothing is written.
  Reply ask_with_text(const Visit& visit);
  /// What other sites may ask.
  static bool is_for_other_sites(const Visit& visit);
  /// ETag and Last-Modified; 304 where the client has this already.
  void add_validators(const Request& request, std::int64_t changed_utc, Reply& reply) const;
  Frame frame(const Visit& visit) const;
  /// What stands before every path of this site, as the visitor sees it: "https://news.example/base".
  std::string address_of(const Visit& visit) const;
  Reply front_page(const Visit& visit) const;
  Reply article(const Visit& visit, std::string_view id) const;
  Result<HandOffer> hand_offer(const Visit& visit, ArticleId id) const;
  Reply story(const Visit& visit, std::string_view id) const;
  Reply fragment(const Visit& visit) const;
  Reply search(const Visit& visit) const;
  Reply sources(const Visit& visit) const;
  Reply file(std::string_view name) const;
  Reply picture(const Visit& visit, std::string_view host_and_path) const;
  Reply failure(const Error& error) const;

  Pages pages_;
  StaticFiles files_;
  PictureFolder pictures_;
  std::string edition_name_;
  Api api_;
  std::unique_ptr<Door> door_;
  Push push_;
  std::string base_path_;
  FullText full_text_;
  OtherSites other_sites_;
  Newsroom* newsroom_;
  Env env_;
};

}  // namespace newsloom::server
