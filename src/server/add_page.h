// A page that the owner saved somewhere and hands in from the front page.
#pragma once

#include "newsloom/newsroom.h"
#include "server/door.h"
#include "server/pages.h"
#include "server/reply.h"

namespace newsloom::server {

/// POST /add-page, a multipart form with the fields "form_token" and "page" (a file: HTML or a plain-text
/// capture). On to the article, once it is durable; else the page of a status: 400 (no file), 403, 410 (taken
/// down earlier), 422 (nothing to read in it), 503.
Reply add_page(const Door& door, const Pages& pages, Newsroom& newsroom, const Env& env,
               const Request& request);

}  // namespace newsloom::server
