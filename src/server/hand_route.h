// The routes of the reader's hand.
#pragma once

#include "newsloom/newsroom.h"
#include "server/door.h"
#include "server/frame.h"
#include "server/pages.h"
#include "server/reply.h"

namespace newsloom::server {

/// GET /hand: what is hidden and what was learned, with a way back for each; for the owner.
Reply hand_page(Newsroom& newsroom, const Pages& pages, const Frame& frame);
/// POST /hand: the field `wish` is hide or show (with `kind` and `name`), learn, rest, forget, more or less
/// (with `article`, its number). On to the article, else back to the page, which says what went wrong. Asks
/// the door by itself.
Reply change_hand(const Door& door, Newsroom& newsroom, const Pages& pages, const Request& request,
                  const Frame& frame);

}  // namespace newsloom::server
