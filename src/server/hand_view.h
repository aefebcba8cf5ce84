// The page of the reader's hand, and its corner of the article page, as template values.
#pragma once

#include <string>
#include <vector>

#include "newsloom/hand.h"
#include "newsloom/story.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

struct HandPage {
  HandState state;
  std::string trouble = {};  ///< what went wrong with the last wish; empty if nothing did
};

/// Under an article: what of it can be hidden.
struct HandOffer {
  bool shown = false;               ///< only to the owner
  std::vector<std::string> topics;  ///< of the article
  bool learning = false;
};

/// Fills `into` for hand.tpl.
void fill_hand(const HandPage& page, ctemplate::TemplateDictionary& into);
/// Fills `into` for the section HAND of article.tpl.
void fill_hand_offer(const ArticlePage& page, const HandOffer& offer, ctemplate::TemplateDictionary& into);

}  // namespace newsloom::server
