// The routes of the feeds page.
#pragma once

#include "newsloom/newsroom.h"
#include "server/door.h"
#include "server/frame.h"
#include "server/pages.h"
#include "server/reply.h"

namespace newsloom::server {

/// GET /feeds: all feeds with their health; the forms only for the owner.
Reply feeds_page(const Newsroom& newsroom, const Pages& pages, const Frame& frame);
/// POST /feeds: the field `wish` is add (with `url`), import (with `opml`, a text or a file), remove, pause
/// or resume (with `feed`, its number). Back to the page, which says what went wrong. Asks the door by
/// itself.
Reply change_feeds(const Door& door, Newsroom& newsroom, const Pages& pages, const Request& request,
                   const Frame& frame);

}  // namespace newsloom::server
