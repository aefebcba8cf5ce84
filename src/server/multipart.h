// Forms with files, as browsers send them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::server {

/// The most fields and files that are read of one form; our own have two.
inline constexpr std::size_t kMaxFormParts = 16;

/// One field of a form, or one file.
struct FormPart {
  std::string name;       ///< of the field
  std::string file_name;  ///< as the browser gives it; empty for a field that is no file
  std::string_view body;  ///< a view into what was parsed
};

/// The parts of a multipart/form-data body (RFC 7578), in their order. Total: what is no such form has no
/// parts, and what is cut off ends with its last whole part.
std::vector<FormPart> parts_of_form(std::string_view content_type, std::string_view body);

}  // namespace newsloom::server
