// News agencies by all the names that desks give them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::extract {

/// The short name of a known agency, however it is written ("ASSOCIATED PRESS", "The Associated Press", "AP":
/// "AP"; "Рейтер", "رويترز", "ロイター": "Reuters").
std::optional<std::string> agency_of(std::string_view name);

/// The first known agency where several are named, or one with more beside it: "Reuters/AP", "dpa, AFP", "AFP
/// und dpa", "dpa/lno", "dpa-AFX", "Корр. БЕЛТА", "mit Material von dpa".
std::optional<std::string> first_agency_of(std::string_view names);

/// A known agency of a script without spaces that `text` opens or closes with: "新华社北京",
/// "ワシントン共同".
struct AgencyPrefix {
  std::optional<std::string> name;
  std::size_t length = 0;  ///< bytes; 0 where there is none
};
using AgencySuffix = AgencyPrefix;
AgencyPrefix agency_opening(std::string_view text);
AgencySuffix agency_closing(std::string_view text);

}  // namespace newsloom::extract
