#include "server/add_page.h"

#include <memory>
#include <string>
#include <utility>

#include "server/multipart.h"
#include "server/status.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

Reply status_page(const Pages& pages, int code) {
  Reply reply;
  reply.status = code;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = pages.status(code);
  return reply;
}

Reply reply_to(const Pages& pages, const Result<Receipt>& told) {
  if (!told) return status_page(pages, status_of(told.error().code));
  if (told->outcome == Outcome::kKeptOut) return status_page(pages, 410);
  if (told->id == ArticleId::kNone) return status_page(pages, 422);
  Reply reply;
  reply.status = 303;
  reply.location = path_of(told->id);
  return reply;
}

Article article_of(const FormPart& file, std::int64_t now_utc) {
  Page page;
  page.input = file.file_name;
  page.arrival = Timestamp{.utc_seconds = now_utc, .offset_minutes = 0, .precision = {}};
  page.body = std::string(file.body);
  return extract_article(page);
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
  reply.later = std::make_shared<Later>([&newsroom, &pages,
                                         prepared = PreparedArticle(article_of(*file, env.clock->now()))](
                                            Tell tell) mutable {
    // Shared, for when the newsroom takes the work but not the telling.
    const auto shared = std::make_shared<Tell>(std::move(tell));
    const auto accepted = newsroom.submit(std::move(prepared), [shared, &pages](const Result<Receipt>& told) {
      (*shared)(reply_to(pages, told));
    });
    if (!accepted) (*shared)(status_page(pages, status_of(accepted.error().code)));
  });
  return reply;
}

}  // namespace newsloom::server
