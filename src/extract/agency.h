// News agencies and datelines: "MOSCOW (AP) —".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::extract {

/// The short name of a known agency, however it is written ("ASSOCIATED PRESS", "The Associated Press", "AP":
/// "AP").
std::optional<std::string> agency_of(std::string_view name);

/// The place and agency a paragraph opens with.
struct Dateline {
  std::string place;  ///< as printed, without a date that follows it; may be empty: "(dpa) -"
  std::optional<std::string> agency;
  std::size_t length = 0;  ///< bytes up to where the sentence begins
};

/// Reads "PLACE (AGENCY) —", "PLACE/PLACE (Agency) -Text", "Place, 19. September (dpa) -", "(dpa) -", "МЕСТО,
/// 19 сен — РИА Новости." and "PLACE —" in capitals. Agencies not known are taken as printed when they stand
/// in parentheses.
std::optional<Dateline> dateline_of(std::string_view paragraph);

}  // namespace newsloom::extract
