// What stands under a picture.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsloom/article.h"

namespace newsloom::extract {

/// "Boats at dawn. (Ann Lee/Agency via Pool) (AGENCY LTD)" -> caption, credit, provider. Trailing parentheses
/// are read from the end: the last is the provider when another stands before it, else the credit; "Photo:
/// Ann Lee" and "© Agency" at the end are credits too. All parts as printed. `url` is left empty.
Image image_from_caption(std::string_view caption);

/// A credit without what introduces it: "(Photo: Ann Lee)", "© Ann Lee", "Foto: Ann Lee" give "Ann Lee".
/// Nothing for an empty one.
std::optional<std::string> credit_alone(std::string_view credit);

/// Does the paragraph end as captions do, with a credit in parentheses or after "Photo:"?
bool looks_like_caption(std::string_view paragraph);

/// Is the paragraph a picture's legend or credit that stands between those of the text: "Abbildung 4: …",
/// "Photo: …", "(Credit: …)", "… © Agency"?
bool is_legend(std::string_view paragraph);

}  // namespace newsloom::extract
