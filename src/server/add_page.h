// A page that the owner hands in from the front page: a file that they saved, or an address.
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

/// POST /add-url, a form with the fields "form_token" and "url". Fetches the page as the pages of feeds are
/// fetched and goes on to its article, once that is durable; else a page that says in words why there is
/// none: 400 (no address), 403, 410, 422 (the publisher's answer holds no article for us), 503 (also where
/// nothing is fetched).
Reply add_url(const Door& door, const Pages& pages, Newsroom& newsroom, const Env& env,
              const Request& request);

}  // namespace newsloom::server
