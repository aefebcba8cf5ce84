#include "server/hand_route.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "newsloom/hand.h"
#include "server/hand_view.h"
#include "server/ids_text.h"
#include "server/parameters.h"
#include "server/status.h"
#include "server/view.h"

namespace newsloom::server {
namespace {

Reply page_with(Newsroom& newsroom, const Pages& pages, const Frame& frame, std::string trouble, int status) {
  auto state = newsroom.hand().state();
  if (!state) return html_reply(pages.status(status_of(state.error().code)), status_of(state.error().code));
  return html_reply(pages.hand({.state = std::move(*state), .trouble = std::move(trouble)}, frame), status);
}

std::optional<HiddenKind> kind_in(const Parameters& form) {
  const std::string wanted = form.get("kind").value_or("");
  for (const HiddenKind kind :
       {HiddenKind::kSource, HiddenKind::kTopic, HiddenKind::kStory, HiddenKind::kWord})
    if (name_of(kind) == wanted) return kind;
  return std::nullopt;
}

Result<void> fulfil(Hand& hand, const Parameters& form) {
  const std::string wish = form.get("wish").value_or("");
  if (wish == "learn" || wish == "rest") return hand.set_learning(wish == "learn");
  if (wish == "forget") return hand.forget();
  if (wish == "more" || wish == "less")
    return hand.judge(parse_id<ArticleId>(form.get("article").value_or("")), wish == "more");
  const auto kind = kind_in(form);
  const std::string name = form.get("name").value_or("");
  if (kind && wish == "hide") return hand.hide(*kind, name);
  if (kind && wish == "show") return hand.show_again(*kind, name);
  return fail(ErrorCode::kInvalidArgument, "is nothing that can be done here", wish);
}

}  // namespace

Reply hand_page(Newsroom& newsroom, const Pages& pages, const Frame& frame) {
  return page_with(newsroom, pages, frame, {}, 200);
}

Reply change_hand(const Door& door, Newsroom& newsroom, const Pages& pages, const Request& request,
                  const Frame& frame) {
  const Parameters form(request.body);
  if (const auto allowed = door.may_write(request, form.get("form_token").value_or("")); !allowed) {
    const int status = status_of(allowed.error().code);
    return html_reply(pages.status(status), status);
  }
  if (const auto done = fulfil(newsroom.hand(), form); !done) {
    const Error& error = done.error();
    return page_with(newsroom, pages, frame, error.where + ": " + error.message + ".", status_of(error.code));
  }
  const auto article = parse_id<ArticleId>(form.get("article").value_or(""));
  Reply reply = html_reply(pages.status(303), 303);
  reply.location = article == ArticleId::kNone ? "/hand" : path_of(article);
  return reply;
}

}  // namespace newsloom::server
