#include "server/site.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "newsloom/hand.h"
#include "server/add_page.h"
#include "server/asked_article.h"
#include "server/feeds_out.h"
#include "server/feeds_route.h"
#include "server/hand_route.h"
#include "server/http_date.h"
#include "server/ids_text.h"
#include "server/sign_in.h"
#include "server/status.h"
#include "server/view.h"
#include "text/hash.h"

namespace newsloom::server {
namespace {

// What a person reads of a front page, and three screens more.
constexpr std::size_t kFrontStories = 50;
// Under an article of another site, where it does not say how many.
constexpr std::size_t kFragmentStories = 5;

constexpr std::string_view kScheme = "http://";
constexpr std::string_view kArticlesPath = "/api/v1/articles";
/// A list of recommended stories as a piece of HTML, for the server of another site to put into its page.
constexpr std::string_view kFragmentPath = "/widget/recommended";
constexpr std::string_view kWidgetScript = "widget.js";
/// What somebody may send who has not shown who they are: a password and a few words.
constexpr std::size_t kMaxFormBytes = std::size_t{16} * 1024;
constexpr const char* kRetryAfterSeconds = "1";

/// What stands behind `prefix`; empty if the path does not begin with it.
std::string_view below(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) ? path.substr(prefix.size()) : std::string_view{};
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

Site::Site(Pages pages, StaticFiles files, PictureFolder pictures, Api api, std::unique_ptr<Door> door,
           const ServerOptions& options, Newsroom& newsroom, Env env)
    : pages_(std::move(pages)),
      files_(std::move(files)),
      pictures_(std::move(pictures)),
      edition_name_(options.edition_name),
      api_(std::move(api)),
      door_(std::move(door)),
      push_(newsroom, env),
      base_path_(options.base_path),
      full_text_(options.full_text),
      other_sites_(options.other_sites),
      newsroom_(&newsroom),
      env_(std::move(env)) {}

Result<Site> Site::load(const ServerOptions& options, bool listens_on_loopback, Newsroom& newsroom, Env env) {
  auto pages = Pages::load(options.web_root + "/templates");
  if (!pages) return std::unexpected(pages.error());
  auto files = StaticFiles::load(options.web_root + "/static");
  if (!files) return std::unexpected(files.error());
  auto pictures = PictureFolder::load(options.pictures);
  if (!pictures) return std::unexpected(pictures.error());
  auto openapi = read_text_file(options.web_root + "/openapi.json");
  if (!openapi) return std::unexpected(openapi.error());
  Api api(newsroom, std::move(*openapi), env);
  auto door = std::make_unique<Door>(options, listens_on_loopback, newsroom.access(), env);
  return Site(std::move(*pages), std::move(*files), std::move(*pictures), std::move(api), std::move(door),
              options, newsroom, std::move(env));
}

bool Site::take_off_base(std::string_view& target) const {
  if (base_path_.empty()) return true;
  if (!target.starts_with(base_path_)) return false;
  const std::string_view rest = target.substr(base_path_.size());
  if (!rest.empty() && rest[0] != '/' && rest[0] != '?') return false;
  target = rest.starts_with('/') ? rest : "/";
  return true;
}

void Site::put_on_base(Reply& reply) const {
  if (base_path_.empty()) return;
  if (reply.location && reply.location->starts_with('/')) reply.location->insert(0, base_path_);
  if (!reply.content_type.starts_with("text/html")) return;
  // In text and attributes a template writes a quote as an entity, so these are addresses in our own markup.
  for (const std::string_view attribute : {"href=\"/", "action=\"/", "src=\"/"}) {
    for (std::size_t at = 0; (at = reply.body.find(attribute, at)) != std::string::npos;) {
      at += attribute.size() - 1;
      reply.body.insert(at, base_path_);
    }
  }
}

Reply Site::answer(const Request& request) {
  std::string_view target = request.target;
  std::optional<std::string_view> host = request.host;
  split_absolute_form(target, host);
  const bool below_base = take_off_base(target);
  Visit visit{.request = request,
              .path = target.substr(0, target.find_first_of("?#")),
              .query = Parameters::of_target(target),
              .visitor = {},
              .of_api = target.starts_with("/api/")};
  if (const auto code = door_->turn_away(request, host.value_or("localhost"))) return refuse(visit, *code);
  if (!target.starts_with('/')) return refuse(visit, 400);
  if (!below_base) return refuse(visit, 404);
  visit.visitor = door_->visitor(request);
  // Asked before the answer is made: what changes in between counts as later.
  const std::int64_t changed_utc = newsroom_->changed_utc();
  const bool outward = is_for_other_sites(visit);
  std::optional<Reply> preflight = outward ? other_sites_.preflight(request) : std::nullopt;
  Reply reply = preflight ? std::move(*preflight) : route(visit);
  if (outward) other_sites_.admit(request, reply);
  if (visit.visitor.prolong && request.method == "GET")
    if (auto cookie = door_->prolong(request)) reply.headers.emplace_back("Set-Cookie", std::move(*cookie));
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (reply.status == 200 && reads && !reply.later) add_validators(request, changed_utc, reply);
  return reply;
}

bool Site::is_for_other_sites(const Visit& visit) { return visit.of_api || visit.path == kFragmentPath; }

std::size_t Site::body_limit(const Request& header) const {
  const Visitor visitor = door_->visitor(header);
  if (visitor.owner) return kMaxPushBytes;
  std::string_view path = header.target;
  if (!take_off_base(path)) return kMaxFormBytes;
  path = path.substr(0, path.find_first_of("?#"));
  return visitor.may_read && Api::asks_with_text(header.method, path) ? kMaxAskedBytes : kMaxFormBytes;
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
  if (code == 429 || code == 503) reply.headers.emplace_back("Retry-After", kRetryAfterSeconds);
  return reply;
}

Reply Site::refuse(const Visit& visit, int code) const {
  return visit.of_api ? api_status(code) : status(code);
}

Reply Site::route(const Visit& visit) {
  if (visit.request.method != "GET" && visit.request.method != "HEAD") return write(visit);
  if (const std::string_view file_name = below(visit.path, "/static/"); !file_name.empty())
    return file(file_name);
  if (visit.path == "/healthz") return content("ok\n", "text/plain; charset=utf-8");
  if (visit.path == "/sign-in") return sign_in_page(*door_, pages_, visit.query.get("next").value_or("/"));
  if (visit.path == "/password") return password_page(*door_, pages_, frame(visit));
  if (visit.path == "/" && visit.request.method == "GET")
    if (const auto key = visit.query.get("key")) return sign_in_by_key(*door_, pages_, visit.request, *key);
  if (visit.visitor.may_read) return read(visit);
  return visit.of_api ? api_status(401) : to_sign_in(pages_, visit.path);
}

Reply Site::read(const Visit& visit) {
  if (visit.of_api)
    return api_.answer(visit.request, visit.path, visit.query,
                       visit.visitor.all_texts ? nullptr : &full_text_);
  if (visit.path == "/") return front_page(visit);
  if (visit.path == "/search") return search(visit);
  if (visit.path == "/sources") return sources(visit);
  // A feed's address may hold its reader's key: no stranger sees it.
  if (visit.path == "/feeds" && visit.visitor.all_texts) return feeds_page(*newsroom_, pages_, frame(visit));
  if (visit.path == "/hand") {
    if (visit.visitor.form_token.empty()) return to_sign_in(pages_, visit.path);
    return hand_page(*newsroom_, pages_, frame(visit));
  }
  if (auto feed = feed_at(*newsroom_, visit.path, visit.query, address_of(visit),
                          visit.visitor.all_texts ? nullptr : &full_text_))
    return *feed ? std::move(**feed) : failure(feed->error());
  if (visit.path == kFragmentPath) return fragment(visit);
  if (const auto id = below(visit.path, "/article/"); !id.empty()) return article(visit, id);
  if (const auto id = below(visit.path, "/story/"); !id.empty()) return story(visit, id);
  if (const auto at = below(visit.path, "/picture/"); !at.empty()) return picture(visit, at);
  return status(404);
}

Reply Site::write(const Visit& visit) {
  const bool posts = visit.request.method == "POST";
  if (visit.path == "/sign-in" && posts) return sign_in(*door_, pages_, visit.request);
  if (visit.path == "/sign-out" && posts) return sign_out(*door_, pages_, visit.request);
  if (visit.path == "/password" && posts) return set_password(*door_, pages_, visit.request, frame(visit));
  if (visit.path == "/feeds" && posts)
    return change_feeds(*door_, *newsroom_, pages_, visit.request, frame(visit));
  if (visit.path == "/hand" && posts)
    return change_hand(*door_, *newsroom_, pages_, visit.request, frame(visit));
  if (visit.path == "/add-page" && posts) return add_page(*door_, pages_, *newsroom_, env_, visit.request);
  if (visit.path == "/add-url" && posts) return add_url(*door_, pages_, *newsroom_, env_, visit.request);
  if (visit.path == kArticlesPath) return write_article(visit, {});
  if (const auto id = below(visit.path, "/api/v1/articles/"); !id.empty()) return write_article(visit, id);
  if (visit.of_api) return ask_with_text(visit);
  return status(405);
}

Reply Site::ask_with_text(const Visit& visit) {
  if (Api::asks_with_text(visit.request.method, visit.path)) {
    if (!visit.visitor.may_read) return api_status(401);
    if (const auto allowed = door_->may_ask(visit.request); !allowed) return api_error(allowed.error());
  }
  return api_.answer(visit.request, visit.path, visit.query, visit.visitor.all_texts ? nullptr : &full_text_);
}

Reply Site::write_article(const Visit& visit, std::string_view id) {
  if (const auto allowed = door_->may_write(visit.request, visit.request.form_token); !allowed)
    return api_error(allowed.error());
  const std::string_view method = visit.request.method;
  if (method == "DELETE") return push_.take_down(id, visit.query);
  if (id.empty() && method == "PUT") return push_.put(visit.request, visit.query);
  if (id.empty() && method == "POST") return push_.post(visit.request);
  Reply reply = api_status(405);
  reply.allow = id.empty() ? "GET, HEAD, PUT, POST, DELETE" : "GET, HEAD, DELETE";
  return reply;
}

Frame Site::frame(const Visit& visit) const {
  return {.form_token = visit.visitor.form_token, .offer_sign_in = visit.visitor.form_token.empty()};
}

std::string Site::address_of(const Visit& visit) const {
  return fmt::format("{}://{}{}", visit.visitor.https ? "https" : "http",
                     visit.request.host.value_or("localhost"), base_path_);
}

Reply Site::front_page(const Visit& visit) const {
  auto edition = newsroom_->edition(kFrontStories);
  if (!edition) return failure(edition.error());
  if (visit.visitor.all_texts) {
    if (const auto shaped = newsroom_->hand().shape(*edition); !shaped) return failure(shaped.error());
  } else {
    cut_for_visitors(*edition, full_text_);
  }
  const FrontPage front = {.name = edition_name_,
                           .pictures = visit.visitor.all_texts ? &pictures_ : nullptr,
                           .feeds = visit.visitor.all_texts,
                           .fetches = env_.network != nullptr,
                           .offers = !edition_name_.empty() || edition->article_count == 0};
  return content(pages_.edition(*edition, frame(visit), front));
}

Reply Site::article(const Visit& visit, std::string_view id) const {
  const auto wanted = parse_id<ArticleId>(id);
  if (wanted == ArticleId::kNone) return status(404);
  auto page = newsroom_->article_page(wanted);
  if (!page) return failure(page.error());
  Frame around = frame(visit);
  if (!visit.visitor.all_texts && cut_for_visitors(*page, full_text_)) {
    around.noindex = true;
    around.canonical = outward_link(page->article.canonical_url);
  }
  // Another's picture is shown to whom another's text is.
  const auto& image = page->article.lead_image;
  const std::string picture = visit.visitor.all_texts && image ? pictures_.path_of(image->url) : "";
  HandOffer offer;
  if (visit.visitor.all_texts) {
    if (const auto shaped = newsroom_->hand().shape(*page); !shaped) return failure(shaped.error());
    if (auto made = hand_offer(visit, wanted)) offer = std::move(*made);
  }
  Reply reply = content(pages_.article(*page, around, picture, offer));
  if (around.noindex) reply.headers.emplace_back("X-Robots-Tag", "noindex");
  return reply;
}

Result<HandOffer> Site::hand_offer(const Visit& visit, ArticleId id) const {
  if (visit.visitor.form_token.empty()) return HandOffer{};
  const auto state = newsroom_->hand().state();
  if (!state) return std::unexpected(state.error());
  auto topics = newsroom_->hand().topics(id);
  if (!topics) return std::unexpected(topics.error());
  return HandOffer{.shown = true, .topics = std::move(*topics), .learning = state->learning};
}

Reply Site::story(const Visit& visit, std::string_view id) const {
  const auto wanted = parse_id<StoryId>(id);
  if (wanted == StoryId::kNone) return status(404);
  auto story = newsroom_->story(wanted);
  if (!story) return failure(story.error());
  if (!visit.visitor.all_texts) cut_for_visitors(*story, full_text_);
  if (story->id == wanted) return content(pages_.story(*story, frame(visit)));
  Reply moved = status(301);
  moved.location = path_of(story->id);
  return moved;
}

Reply Site::fragment(const Visit& visit) const {
  const auto limit = limit_of(visit.query);
  if (!limit) return status(400);
  auto next = read_next(*newsroom_, visit.query, visit.query.get("limit") ? *limit : kFragmentStories);
  // A server-side include prints whatever comes: nothing is better there than a page that says "not found".
  if (!next && status_of(next.error().code) < 500) next.emplace();
  if (!next) return failure(next.error());
  if (!visit.visitor.all_texts) cut_for_visitors(*next, full_text_);
  return content(pages_.fragment(*next, address_of(visit)));
}

Reply Site::search(const Visit& visit) const {
  const SearchForm form = SearchForm::of(visit.query);
  const auto languages = newsroom_->languages();
  if (!languages) return failure(languages.error());
  auto results = form.asks_nothing() ? Result<SearchResults>{} : newsroom_->search(form.request());
  if (!results) return failure(results.error());
  if (!visit.visitor.all_texts) cut_for_visitors(*results, full_text_);
  return content(pages_.search(form, *results, *languages, frame(visit)));
}

Reply Site::sources(const Visit& visit) const {
  const auto after = parse_id<SourceId>(visit.query.get("after").value_or("0"));
  const auto sources = newsroom_->sources(after, kListedSources + 1);
  return sources ? content(pages_.sources(*sources, frame(visit))) : failure(sources.error());
}

Reply Site::file(std::string_view name) const {
  const StaticFile* found = files_.find(name);
  if (found == nullptr) return status(404);
  Reply reply = content(found->body, found->content_type);
  // The script is for pages of other sites; with this header they can also name its hash.
  reply.shared = name == kWidgetScript;
  if (reply.shared) reply.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return reply;
}

Reply Site::picture(const Visit& visit, std::string_view host_and_path) const {
  const StaticFile* found = visit.visitor.all_texts ? pictures_.find(host_and_path) : nullptr;
  if (found == nullptr) return status(404);
  return content(found->body, found->content_type);
}

Reply Site::failure(const Error& error) const {
  const int code = status_of(error.code);
  if (code >= 500) env_.log(LogLevel::kError, fmt::format("{}: {}", error.where, error.message));
  return status(code);
}

}  // namespace newsloom::server
