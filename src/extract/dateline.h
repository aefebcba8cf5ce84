// What a report opens and closes with: "MOSCOW (AP) —", "(dpa)", "新华社北京9月19日电".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::extract {

/// The place and agency a paragraph opens with.
struct Dateline {
  std::string place;  ///< as printed, without a date that follows it; may be empty: "(dpa) -"
  std::optional<std::string> agency;
  std::size_t length = 0;  ///< bytes up to where the sentence begins
};

/// Reads the openings of many desks:
///   PLACE (AGENCY) —     PLACE/PLACE (Agency) -Text     Place, 19 sep (Agency).-     (Agency) - PLACE, 19
///   SET - PLACE, 19 сен — Agency.     Place. 19 сентября. AGENCY -     PLACE, 19 сентября. /AGENCY/.
///   AgencyPlace9月19日电     【PlaceAgency】     ［Place　19日　Agency］     (Place=Agency) Reporter =
/// and "PLACE —" in capitals. Agencies not known are taken as printed when they stand in parentheses.
std::optional<Dateline> dateline_of(std::string_view paragraph);

/// The agency that a report's last line or its end names: "(dpa)", "… at noon. (AFP/Reuters)", "Quelle: APA",
/// "— Рейтер", "Source: Xinhua".
std::optional<std::string> credit_of(std::string_view paragraph);

}  // namespace newsloom::extract
