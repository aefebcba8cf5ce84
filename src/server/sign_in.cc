#include "server/sign_in.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/parameters.h"
#include "server/status.h"

namespace newsloom::server {
namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

/// A path of this site to go on to: `wanted` if it is one, else the front page. Never another host's, nor
/// anything that could end a header line.
std::string safe_path(std::string_view wanted) {
  const bool plain =
      std::ranges::all_of(wanted, [](unsigned char c) { return c > ' ' && c < 0x7f && c != '\\'; });
  return plain && wanted.starts_with('/') && !wanted.starts_with("//") ? std::string(wanted) : "/";
}

Reply on_to(const Pages& pages, std::string path) {
  Reply reply = html_reply(pages.status(303), 303);
  reply.location = std::move(path);
  return reply;
}

std::string in_words(const Error& error) {
  switch (error.code) {
    case ErrorCode::kTooOften:
      return "Too many attempts. Please wait a minute and try again.";
    case ErrorCode::kUnavailable:
      return "The newsroom is busy. Please try again in a moment.";
    default:
      return "That did not match. Please try again.";
  }
}

Reply again(const Door& door, const Pages& pages, const Error& error, std::string next) {
  return html_reply(
      pages.sign_in(
          {.has_password = door.has_password(), .next = std::move(next), .trouble = in_words(error)}),
      status_of(error.code));
}

}  // namespace

Reply sign_in_page(const Door& door, const Pages& pages, std::string_view next) {
  return html_reply(
      pages.sign_in({.has_password = door.has_password(), .next = safe_path(next), .trouble = {}}), 200);
}

Reply sign_in(Door& door, const Pages& pages, const Request& request) {
  if (!request.content_type.starts_with(kFormType)) return html_reply(pages.status(415), 415);
  const Parameters form(request.body);
  std::string next = safe_path(form.get("next").value_or("/"));
  const auto cookie = door.sign_in(request, form.get("password").value_or(""));
  if (!cookie) return again(door, pages, cookie.error(), std::move(next));
  Reply reply = on_to(pages, std::move(next));
  reply.headers.emplace_back("Set-Cookie", *cookie);
  return reply;
}

Reply sign_in_by_key(Door& door, const Pages& pages, const Request& request, std::string_view key) {
  // Whoever opens the printed address again is signed in already.
  if (!door.visitor(request).form_token.empty()) return on_to(pages, "/");
  const auto cookie = door.sign_in_by_key(request, key);
  if (!cookie) return again(door, pages, cookie.error(), "/");
  Reply reply = on_to(pages, "/");
  reply.headers.emplace_back("Set-Cookie", *cookie);
  return reply;
}

Reply sign_out(Door& door, const Pages& pages, const Request& request) {
  const auto allowed = door.may_write(request, Parameters(request.body).get("form_token").value_or(""));
  if (!allowed)
    return html_reply(pages.status(status_of(allowed.error().code)), status_of(allowed.error().code));
  Reply reply = on_to(pages, "/");
  reply.headers.emplace_back("Set-Cookie", door.sign_out(request));
  return reply;
}

Reply password_page(const Door& door, const Pages& pages, const Frame& frame) {
  if (frame.form_token.empty()) return to_sign_in(pages, "/password");
  return html_reply(pages.password({.has_password = door.has_password(), .trouble = {}}, frame), 200);
}

Reply set_password(Door& door, const Pages& pages, const Request& request, const Frame& frame) {
  const Parameters form(request.body);
  const std::string fresh = form.get("password").value_or("");
  const auto again = [&](std::string trouble, int status) {
    return html_reply(
        pages.password({.has_password = door.has_password(), .trouble = std::move(trouble)}, frame), status);
  };
  // Who may not do it learns nothing else.
  if (auto allowed = door.may_write(request, form.get("form_token").value_or("")); !allowed)
    return html_reply(pages.status(status_of(allowed.error().code)), status_of(allowed.error().code));
  if (fresh != form.get("again").value_or("")) return again("The two new passwords are not the same.", 400);
  const auto cookie = door.set_password(request, form.get("form_token").value_or(""),
                                        form.get("current").value_or(""), fresh);
  if (!cookie) {
    const Error& error = cookie.error();
    const bool length = error.code == ErrorCode::kInvalidArgument;
    return again(
        length ? "The new password needs at least 8 characters, and at most 1,024." : in_words(error),
        status_of(error.code));
  }
  Reply reply = on_to(pages, "/");
  reply.headers.emplace_back("Set-Cookie", *cookie);
  return reply;
}

Reply to_sign_in(const Pages& pages, std::string_view target) {
  return on_to(pages, "/sign-in?next=" + percent_encoded(safe_path(target)));
}

}  // namespace newsloom::server
