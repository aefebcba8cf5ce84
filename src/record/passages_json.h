// The passages that two texts share, as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "newsloom/result.h"
#include "newsloom/story.h"

namespace newsloom {

/// {"shared":[…],"only_here":[…],"only_there":[…],"shared_words":n,"words":n,"words_there":n}
nlohmann::ordered_json json_of(const Passages& passages);
/// The same as text.
std::string to_json(const Passages& passages);
/// Errors: kInvalidArgument.
Result<Passages> passages_from_json(std::string_view json);

}  // namespace newsloom
