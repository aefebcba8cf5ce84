#include "server/feeds_route.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/multipart.h"
#include "server/parameters.h"
#include "server/status.h"

namespace newsloom::server {
namespace {

Reply page_with(const Newsroom& newsroom, const Pages& pages, const Frame& frame, std::string trouble,
                int status) {
  auto feeds = newsroom.feed_list().all();
  if (!feeds) return html_reply(pages.status(status_of(feeds.error().code)), status_of(feeds.error().code));
  return html_reply(
      pages.feeds(
          {.feeds = std::move(*feeds), .owned = !frame.form_token.empty(), .trouble = std::move(trouble)},
          frame),
      status);
}

/// The fields of a form, however it was sent: one with a file comes in parts.
class Fields {
 public:
  explicit Fields(const Request& request)
      : parts_(parts_of_form(request.content_type, request.body)),
        plain_(parts_.empty() ? request.body : std::string_view{}) {}

  /// Empty where there is none.
  std::string get(std::string_view name) const {
    if (parts_.empty()) return plain_.get(name).value_or("");
    const auto found = std::ranges::find(parts_, name, &FormPart::name);
    return found == parts_.end() ? "" : std::string(found->body);
  }

 private:
  std::vector<FormPart> parts_;  ///< view the request
  Parameters plain_;
};

FeedId feed_in(const Fields& form) {
  const std::string text = form.get("feed");
  std::int32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return FeedId{value};
}

Result<void> fulfil(Newsroom& newsroom, const Fields& form) {
  const std::string wish = form.get("wish");
  if (wish == "add") {
    const auto added =
        newsroom.feed_list().add({.url = form.get("url"), .title = {}, .site_url = {}, .folder = {}});
    return added ? Result<void>{} : std::unexpected(added.error());
  }
  if (wish == "import") {
    const auto named = newsroom.feed_list().import_opml(form.get("opml"));
    return named ? Result<void>{} : std::unexpected(named.error());
  }
  if (wish == "remove") return newsroom.feed_list().remove(feed_in(form));
  if (wish == "pause" || wish == "resume") return newsroom.feed_list().pause(feed_in(form), wish == "pause");
  return fail(ErrorCode::kInvalidArgument, "is nothing that can be done here", wish);
}

}  // namespace

Reply feeds_page(const Newsroom& newsroom, const Pages& pages, const Frame& frame) {
  return page_with(newsroom, pages, frame, {}, 200);
}

Reply change_feeds(const Door& door, Newsroom& newsroom, const Pages& pages, const Request& request,
                   const Frame& frame) {
  const Fields form(request);
  if (const auto allowed = door.may_write(request, form.get("form_token")); !allowed) {
    const int status = status_of(allowed.error().code);
    return html_reply(pages.status(status), status);
  }
  if (const auto done = fulfil(newsroom, form); !done) {
    const Error& error = done.error();
    return page_with(newsroom, pages, frame, error.where + ": " + error.message + ".", status_of(error.code));
  }
  Reply reply = html_reply(pages.status(303), 303);
  reply.location = "/feeds";
  return reply;
}

}  // namespace newsloom::server
