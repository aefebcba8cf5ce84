#include "server/site.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

#include "server/host_rule.h"
#include "server/status.h"
#include "server/view.h"
#include "text/hash.h"

namespace newsloom::server {
namespace {

// What a person reads of a front page, and three screens more.
constexpr std::size_t kFrontStories = 50;

constexpr std::string_view kScheme = "http://";

/// A number as this site writes it into its addresses: no sign, no leading zero, 1 to 2^31-1. Others are no
/// ids, so that every page has one address.
template <class Id>
Id parse_id(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0 || text[0] == '0')
    return Id::kNone;
  return Id{value};
}

/// Takes a proxy's absolute form apart: "http://host/path" becomes its host and "/path" (RFC 9112, 3.2.2).
void split_absolute_form(std::string_view& target, std::optional<std::string_view>& host) {
  if (!target.starts_with(kScheme)) return;
  target.remove_prefix(kScheme.size());
  const std::size_t slash = target.find('/');
  host = target.substr(0, slash);
  target = slash == std::string_view::npos ? "/" : target.substr(slash);
}

Reply content(std::string body, std::string_view content_type = "text/html; charset=utf-8") {
  Reply reply;
  reply.body = std::move(body);
  reply.content_type = content_type;
  return reply;
}

/// Whether a client's If-None-Match names `etag`. A list, or "*"; weak tags compare by their text.
bool names_tag(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

}  // namespace

Site::Site(Pages pages, StaticFiles files, Newsroom& newsroom, Env env)
    : pages_(std::move(pages)), files_(std::move(files)), newsroom_(&newsroom), env_(std::move(env)) {}

Result<Site> Site::load(const std::string& web_root, Newsroom& newsroom, Env env) {
  auto pages = Pages::load(web_root + "/templates");
  if (!pages) return std::unexpected(pages.error());
  auto files = StaticFiles::load(web_root + "/static");
  if (!files) return std::unexpected(files.error());
  return Site(std::move(*pages), std::move(*files), newsroom, std::move(env));
}

Reply Site::answer(const Request& request) const {
  std::string_view target = request.target;
  std::optional<std::string_view> host = request.host;
  split_absolute_form(target, host);
  if (host && !is_own_host(*host)) return status(421);
  if (request.method != "GET" && request.method != "HEAD") return status(405);
  if (!target.starts_with('/')) return status(400);
  Reply reply = route(target.substr(0, target.find_first_of("?#")));
  if (reply.status != 200) return reply;
  reply.etag = fmt::format("\"{}\"", text::hex(text::hash64(reply.body)));
  if (names_tag(request.if_none_match, *reply.etag)) {
    reply.status = 304;
    reply.body.clear();
  }
  return reply;
}

Reply Site::status(int code) const {
  Reply reply = content(pages_.status(code));
  reply.status = code;
  reply.allow_header = code == 405;
  return reply;
}

Reply Site::route(std::string_view path) const {
  const auto below = [path](std::string_view prefix) {
    return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string_view{};
  };
  if (path == "/") return front_page();
  if (const auto id = below("/article/"); !id.empty()) return article(id);
  if (const auto id = below("/story/"); !id.empty()) return story(id);
  if (const auto name = below("/static/"); !name.empty()) return file(name);
  if (path == "/healthz") return content("ok\n", "text/plain; charset=utf-8");
  return status(404);
}

Reply Site::front_page() const {
  const auto edition = newsroom_->edition(kFrontStories);
  return edition ? content(pages_.edition(*edition)) : failure(edition.error());
}

Reply Site::article(std::string_view id) const {
  const auto wanted = parse_id<ArticleId>(id);
  if (wanted == ArticleId::kNone) return status(404);
  const auto page = newsroom_->article_page(wanted);
  return page ? content(pages_.article(*page)) : failure(page.error());
}

Reply Site::story(std::string_view id) const {
  const auto wanted = parse_id<StoryId>(id);
  if (wanted == StoryId::kNone) return status(404);
  const auto story = newsroom_->story(wanted);
  if (!story) return failure(story.error());
  if (story->id == wanted) return content(pages_.story(*story));
  Reply moved = status(301);
  moved.location = path_of(story->id);
  return moved;
}

Reply Site::file(std::string_view name) const {
  const StaticFile* found = files_.find(name);
  if (found == nullptr) return status(404);
  return content(found->body, found->content_type);
}

Reply Site::failure(const Error& error) const {
  const int code = status_of(error.code);
  if (code >= 500) env_.log(LogLevel::kError, fmt::format("{}: {}", error.where, error.message));
  return status(code);
}

}  // namespace newsloom::server
