// A feed as one JSON object.
#pragma once

#include <string>

#include "feed/feed.h"

namespace newsloom::cli {

/// One line, without its end; unknown fields are left out.
std::string to_json(const feed::Feed& feed);

}  // namespace newsloom::cli
