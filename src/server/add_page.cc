#include "server/add_page.h"

#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/multipart.h"
#include "server/parameters.h"
#include "server/status.h"
#include "server/view.h"
#include "url/url.h"

namespace newsloom::server {
namespace {

Reply status_page(const Pages& pages, int code) { return html_reply(pages.status(code), code); }

Reply reply_to(const Pages& pages, const Result<Receipt>& told) {
  if (!told) return status_page(pages, status_of(told.error().code));
  if (told->outcome == Outcome::kKeptOut) return status_page(pages, 410);
  if (told->id == ArticleId::kNone) return status_page(pages, 422);
  Reply reply = status_page(pages, 303);
  reply.location = path_of(told->id);
  return reply;
}

/// Tells on the connection's own thread what the newsroom's writer said: the writer may say it when `pages`
/// is no more.
Newsroom::Done to_client(const Pages& pages, const std::shared_ptr<Tell>& tell) {
  return [&pages, tell](const Result<Receipt>& told) {
    (*tell)(made_later([&pages, told] { return reply_to(pages, told); }));
  };
}

/// Where a browser says that it saved the page: "<!-- saved from url=(0031)https://harbour.example/ferry
/// -->", with the length of the address.
std::optional<std::string> saved_from(std::string_view html) {
  constexpr std::string_view kMark = "<!-- saved from url=(";
  constexpr std::size_t kSearched = 2'000;  // it stands behind the document type
  std::size_t at = html.substr(0, kSearched).find(kMark);
  if (at == std::string_view::npos) return std::nullopt;
  html.remove_prefix(at + kMark.size());
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(html.data(), html.data() + html.size(), length);
  html.remove_prefix(static_cast<std::size_t>(end - html.data()));
  if (error != std::errc() || !html.starts_with(')') || length >= html.size()) return std::nullopt;
  return url::absolute(html.substr(1, length));
}

Article article_of(const FormPart& file, std::int64_t now_utc) {
  Page page;
  page.input = file.file_name;
  page.url = saved_from(file.body);
  page.arrival = Timestamp{.utc_seconds = now_utc, .offset_minutes = 0, .precision = {}};
  page.body = std::string(file.body);
  return extract_article(page);
}

Reply nothing_came(const Pages& pages, int status, const std::string& sentence, const std::string& url) {
  return html_reply(
      pages.told({.code = status, .heading = "No article came", .sentence = sentence, .link = url}), status);
}

/// The second half of add_url(), on the connection's thread: reading a page is too much work for the one
/// thread of the network.
Reply take_answer(const Pages& pages, Newsroom& newsroom, const std::string& url, Result<Response> answer) {
  Reply reply;
  reply.later =
      std::make_shared<Later>([&pages, &newsroom, url, answer = std::move(answer)](Tell tell) mutable {
        const auto shared = std::make_shared<Tell>(std::move(tell));
        const auto taken = newsroom.submit_page(url, std::move(answer), to_client(pages, shared));
        if (taken) return;
        const Error& error = taken.error();
        const bool told_why = error.code == ErrorCode::kDenied;
        (*shared)(told_why ? nothing_came(pages, 422, error.message, url)
                           : status_page(pages, status_of(error.code)));
      });
  return reply;
}

}  // namespace

Reply add_page(const Door& door, const Pages& pages, Newsroom& newsroom, const Env& env,
               const Request& request) {
  const FormPart *token = nullptr, *file = nullptr;
  const auto parts = parts_of_form(request.content_type, request.body);
  for (const FormPart& part : parts) {
    if (part.name == "form_token") token = &part;
    if (part.name == "page") file = &part;
  }
  if (const auto allowed = door.may_write(request, token ? token->body : ""); !allowed)
    return status_page(pages, status_of(allowed.error().code));
  if (file == nullptr || file->body.empty()) return status_page(pages, 400);
  Reply reply;
  reply.later = std::make_shared<Later>(
      [&newsroom, &pages,
       prepared = PreparedArticle(article_of(*file, env.clock->now()))](Tell tell) mutable {
        // Shared, for when the newsroom takes the work but not the telling.
        const auto shared = std::make_shared<Tell>(std::move(tell));
        const auto accepted = newsroom.submit(std::move(prepared), to_client(pages, shared));
        if (!accepted) (*shared)(status_page(pages, status_of(accepted.error().code)));
      });
  return reply;
}

Reply add_url(const Door& door, const Pages& pages, Newsroom& newsroom, const Env& env,
              const Request& request) {
  const Parameters form(request.body);
  if (const auto allowed = door.may_write(request, form.get("form_token").value_or("")); !allowed)
    return status_page(pages, status_of(allowed.error().code));
  const std::string typed = form.get("url").value_or("");
  const auto url = url::typed(typed);
  if (!url)
    return nothing_came(pages, 400,
                        "“" + typed + "” is not the address of a page: those begin with https:// or http://.",
                        "");
  if (env.network == nullptr)
    return nothing_came(pages, 503, "This newsroom was started so that it fetches nothing.", *url);
  Reply reply;
  reply.later = std::make_shared<Later>([&network = *env.network, &newsroom, &pages, url = *url](Tell tell) {
    const auto shared = std::make_shared<Tell>(std::move(tell));
    network.fetch(request_for_page(url), [shared, &newsroom, &pages, url](Result<Response> answer) {
      (*shared)(made_later([&newsroom, &pages, url, answer = std::move(answer)]() mutable {
        return take_answer(pages, newsroom, url, std::move(answer));
      }));
    });
  });
  return reply;
}

}  // namespace newsloom::server
