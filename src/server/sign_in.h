// The routes of the door: signing in and out, and the password.
#pragma once

#include <string_view>

#include "server/door.h"
#include "server/pages.h"
#include "server/reply.h"

namespace newsloom::server {

/// GET /sign-in?next=/path
Reply sign_in_page(const Door& door, const Pages& pages, std::string_view next);
/// POST /sign-in with the fields `password` and `next`. On to `next`, or the page again with what went wrong.
Reply sign_in(Door& door, const Pages& pages, const Request& request);
/// GET /?key=… On to the front page, so that the key stays in no history as the address of a page.
Reply sign_in_by_key(Door& door, const Pages& pages, const Request& request, std::string_view key);
/// POST /sign-out with the field `form_token`.
Reply sign_out(Door& door, const Pages& pages, const Request& request);

/// GET /password: the form, for the owner; others go to the sign-in page first.
Reply password_page(const Door& door, const Pages& pages, const Frame& frame);
/// POST /password with the fields `form_token`, `current` (where there is a password), `password` and
/// `again`. On to the front page, in a new session; or the page again with what went wrong.
Reply set_password(Door& door, const Pages& pages, const Request& request, const Frame& frame);

/// To the sign-in page, and from there back to `target`.
Reply to_sign_in(const Pages& pages, std::string_view target);

}  // namespace newsloom::server
