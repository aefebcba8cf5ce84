#include "server/site.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "server/feeds_out.h"
#include "server/host_rule.h"
#include "server/http_date.h"
#include "server/ids_text.h"
#include "server/parameters.h"
#include "server/status.h"
#include "server/view.h"
#include "text/hash.h"

namespace newsloom::server {
namespace {

// What a person reads of a front page, and three screens more.
constexpr std::size_t kFrontStories = 50;

constexpr std::string_view kScheme = "http://";

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

Site::Site(Pages pages, StaticFiles files, Api api, Newsroom& newsroom, Env env)
    : pages_(std::move(pages)),
      files_(std::move(files)),
      api_(std::move(api)),
      newsroom_(&newsroom),
      env_(std::move(env)) {}

Result<Site> Site::load(const std::string& web_root, Newsroom& newsroom, Env env) {
  auto pages = Pages::load(web_root + "/templates");
  if (!pages) return std::unexpected(pages.error());
  auto files = StaticFiles::load(web_root + "/static");
  if (!files) return std::unexpected(files.error());
  auto openapi = read_text_file(web_root + "/openapi.json");
  if (!openapi) return std::unexpected(openapi.error());
  Api api(newsroom, std::move(*openapi), env);
  return Site(std::move(*pages), std::move(*files), std::move(api), newsroom, std::move(env));
}

Reply Site::answer(const Request& request) const {
  std::string_view target = request.target;
  std::optional<std::string_view> host = request.host;
  split_absolute_form(target, host);
  const bool of_api = target.starts_with("/api/");
  const auto refuse = [&](int code) { return of_api ? api_.status(code) : status(code); };
  if (host && !is_own_host(*host)) return refuse(421);
  if (!target.starts_with('/')) return refuse(400);
  const std::string_view path = target.substr(0, target.find_first_of("?#"));
  // Asked before the answer is made: what changes in between counts as later.
  const std::int64_t changed_utc = newsroom_->changed_utc();
  Reply reply;
  if (of_api) {
    reply = api_.answer(request.method, path, Parameters::of_target(target));
  } else if (request.method == "GET" || request.method == "HEAD") {
    reply = route(path, Parameters::of_target(target), host.value_or("localhost"));
  } else {
    return refuse(405);
  }
  if (reply.status == 200) add_validators(request, changed_utc, reply);
  return reply;
}

void Site::add_validators(const Request& request, std::int64_t changed_utc, Reply& reply) const {
  reply.etag = fmt::format("\"{}\"", text::hex(text::hash64(reply.body)));
  // Dates of HTTP know seconds. In the second of a change, and the one after, they could not tell a reader
  // who came before it from one who came behind.
  if (changed_utc + 1 < env_.clock->now()) reply.last_modified_utc = changed_utc;
  bool known = false;
  if (!request.if_none_match.empty()) {  // then the date is not asked (RFC 9110, 13.1.3)
    known = names_tag(request.if_none_match, *reply.etag);
  } else if (const auto since = parse_http_date(request.if_modified_since)) {
    known = reply.last_modified_utc && *reply.last_modified_utc <= *since;
  }
  if (!known) return;
  reply.status = 304;
  reply.body.clear();
}

Reply Site::status(int code) const {
  Reply reply = content(pages_.status(code));
  reply.status = code;
  if (code == 405) reply.allow = "GET, HEAD";
  return reply;
}

Reply Site::route(std::string_view path, const Parameters& parameters, std::string_view host) const {
  const auto below = [path](std::string_view prefix) {
    return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string_view{};
  };
  if (path == "/") return front_page();
  if (path == "/search") return search(parameters);
  if (auto feed = feed_at(*newsroom_, path, parameters, std::string(kScheme) + std::string(host)))
    return *feed ? std::move(**feed) : failure(feed->error());
  if (path == "/sources") return sources(parameters);
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

Reply Site::search(const Parameters& parameters) const {
  const SearchForm form = SearchForm::of(parameters);
  const auto languages = newsroom_->languages();
  if (!languages) return failure(languages.error());
  const auto results = form.asks_nothing() ? Result<SearchResults>{} : newsroom_->search(form.request());
  return results ? content(pages_.search(form, *results, *languages)) : failure(results.error());
}

Reply Site::sources(const Parameters& parameters) const {
  const auto after = parse_id<SourceId>(parameters.get("after").value_or("0"));
  const auto sources = newsroom_->sources(after, kListedSources + 1);
  return sources ? content(pages_.sources(*sources)) : failure(sources.error());
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
