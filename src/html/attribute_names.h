// Which attributes a Document keeps: those that say something to who reads the page.
#pragma once

#include <string_view>

namespace newsloom::html {

/// Names in any case of letters. All others are left out of the document: what scripts note for themselves,
/// layout, drawings and form fields are a quarter of the markup of ordinary pages and cost the parser as
/// much. REQUIRES nothing of `name`; who asks a Document for a new attribute adds it here.
bool is_kept_attribute(std::string_view name);

/// Can an inline style hide its element? Nothing else is read of a style.
bool may_hide(std::string_view css);

}  // namespace newsloom::html
