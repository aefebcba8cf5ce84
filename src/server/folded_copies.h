// The wire copies of a list, folded behind the report that they copy: a reader wants a text once.
#pragma once

#include <span>
#include <vector>

#include "newsloom/story.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// A report of a list and what else of the list is the same text. Points into the list.
struct Report {
  const Headline* shown;
  std::vector<const Headline*> copies;
};

/// Each text of `headlines` once, where it first appears: the original, or the first copy if the original is
/// not among them.
std::vector<Report> fold_copies(std::span<const Headline> headlines);

/// The section ALSO of a headline (headline.tpl) with the copies of `report`; nothing where there are none.
void fill_copies(const Report& report, ctemplate::TemplateDictionary& entry);

}  // namespace newsloom::server
