// The front page as template values.
#pragma once

#include "newsloom/story.h"
#include "server/frame.h"
#include "server/front_page.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// Fills `into` for edition.tpl: the ranked stories, the first one as the lead, or what to do where there are
/// none.
void fill_edition(const Edition& edition, const Frame& frame, const FrontPage& front,
                  ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
