#include "server/feeds_route.h"

#include <charconv>
#include <string>
#include <utility>

#include "server/parameters.h"
#include "server/status.h"

namespace newsloom::server {
namespace {

Reply page(std::string body, int status = 200) {
  Reply reply;
  reply.status = status;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = std::move(body);
  return reply;
}

Reply page_with(const Newsroom& newsroom, const Pages& pages, const Frame& frame, std::string trouble,
                int status) {
  auto feeds = newsroom.feeds();
  if (!feeds) return page(pages.status(status_of(feeds.error().code)), status_of(feeds.error().code));
  return page(
      pages.feeds(
          {.feeds = std::move(*feeds), .owned = !frame.form_token.empty(), .trouble = std::move(trouble)},
          frame),
      status);
}

FeedId feed_in(const Parameters& form) {
  const std::string text = form.get("feed").value_or("");
  std::int32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return FeedId{value};
}

Result<void> fulfil(Newsroom& newsroom, const Parameters& form) {
  const std::string wish = form.get("wish").value_or("");
  if (wish == "add") {
    const auto added =
        newsroom.add_feed({.url = form.get("url").value_or(""), .title = {}, .site_url = {}, .folder = {}});
    return added ? Result<void>{} : std::unexpected(added.error());
  }
  if (wish == "import") {
    const auto named = newsroom.import_feeds(form.get("opml").value_or(""));
    return named ? Result<void>{} : std::unexpected(named.error());
  }
  if (wish == "remove") return newsroom.remove_feed(feed_in(form));
  if (wish == "pause" || wish == "resume") return newsroom.pause_feed(feed_in(form), wish == "pause");
  return fail(ErrorCode::kInvalidArgument, "is nothing that can be done here", wish);
}

}  // namespace

Reply feeds_page(const Newsroom& newsroom, const Pages& pages, const Frame& frame) {
  return page_with(newsroom, pages, frame, {}, 200);
}

Reply change_feeds(const Door& door, Newsroom& newsroom, const Pages& pages, const Request& request,
                   const Frame& frame) {
  const Parameters form(request.body);
  if (const auto allowed = door.may_write(request, form.get("form_token").value_or("")); !allowed) {
    const int status = status_of(allowed.error().code);
    return page(pages.status(status), status);
  }
  if (const auto done = fulfil(newsroom, form); !done) {
    const Error& error = done.error();
    return page_with(newsroom, pages, frame, error.where + ": " + error.message + ".", status_of(error.code));
  }
  Reply reply = page(pages.status(303), 303);
  reply.location = "/feeds";
  return reply;
}

}  // namespace newsloom::server
