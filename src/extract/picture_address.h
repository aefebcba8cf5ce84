// Where a picture lies, and which addresses are the same picture in other sizes.
#pragma once

#include <string>
#include <string_view>

#include "html/document.h"

namespace newsloom::extract {

/// The address of an <img> as written: the largest of a list, what scripts load late, or what stands beside
/// it in a <picture>. Empty without one. A view into the page.
std::string_view raw_address(const html::Document& page, html::NodeIndex image);

/// An address without query and fragment, in lower case.
std::string path_key(std::string_view address);

/// The file's name without extension and size, to tell a picture's other sizes.
std::string picture_key(std::string_view address);

}  // namespace newsloom::extract
