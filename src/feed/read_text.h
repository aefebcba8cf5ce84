// The bytes of a feed -> text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/feed.h"

namespace newsloom::feed {

/// Valid UTF-8, without a byte order mark. The charset is, in order: a byte order mark, UTF-8 if the bytes
/// are, what the transport says, what the XML declaration says, a guess.
std::string read_text(std::string_view bytes, const std::optional<std::string>& content_type,
                      const Limits& limits, std::vector<std::string>& notes);

}  // namespace newsloom::feed
