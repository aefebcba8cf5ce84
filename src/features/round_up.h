// Is this text one account, or many on one page?
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "features/features.h"
#include "text/words.h"

namespace newsloom::features {

/// Does the text string many events together (a newsletter, the news in brief)? Told by its paragraphs: in an
/// account of one event they keep coming back to the same words and to those of the headline; in a round-up
/// each has words of its own. `terms[i]` is the term of `words[i]`, 0 for words that say nothing.
bool is_round_up(std::string_view text, std::span<const text::Word> words, std::span<const TermId> terms,
                 const std::vector<TermCount>& title);

}  // namespace newsloom::features
