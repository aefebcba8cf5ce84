// The page of one story as template values.
#pragma once

#include "newsloom/story.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// Fills `into` for story.tpl: the articles newest first under the days they appeared, copies under their
/// original.
void fill_story(const Story& story, ctemplate::TemplateDictionary& into);

/// How many publishers a story has; articles of unknown publishers count as none.
int publisher_count(const Story& story);

}  // namespace newsloom::server
