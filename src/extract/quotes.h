// Who says what in a text.
#pragma once

#include <string_view>
#include <vector>

#include "newsloom/article.h"

namespace newsloom::extract {

/// What stands between quotation marks and is long enough to be speech, with its speaker where the same
/// sentence names one beside a verb of saying ("…,” said Ann Lee; Ann Lee said: “…”). Some fifteen languages
/// with capital letters; elsewhere speakers stay unknown. Pronouns are nobody. In order, bounded.
std::vector<Quote> quotes_of(std::string_view text);

}  // namespace newsloom::extract
