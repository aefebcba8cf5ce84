// One headline of a list as template values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "newsloom/story.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace newsloom::server {

/// The name to print for a publisher: its own, else its domain; empty where both are unknown.
std::string publisher_of(const std::optional<std::string>& site_name,
                         const std::optional<std::string>& source);

/// The heading that a headline is, so that a page's outline has no gaps.
enum class HeadingLevel { kSecond, kThird, kFourth, kNone };

/// What a headline is on its page.
struct HeadlinePlace {
  HeadingLevel level = HeadingLevel::kNone;
  std::string why = {};   ///< why it stands there; may be empty
  std::string link = {};  ///< where it leads; empty: to its article
  std::optional<std::int64_t> now_utc =
      {};                    ///< the day that the page is about: its moments show the time only
  std::string picture = {};  ///< the address on this site of a picture to show with it; may be empty
  bool lead = false;         ///< the widest column of its page, where more of a summary is shown unfolded
};

/// Adds an include of headline.tpl under `name` to `parent` and fills it. Includes inherit no values, so a
/// headline without a summary never shows that of the page around it.
ctemplate::TemplateDictionary& add_headline(const Headline& headline, const HeadlinePlace& place,
                                            const char* name, ctemplate::TemplateDictionary& parent);

}  // namespace newsloom::server
