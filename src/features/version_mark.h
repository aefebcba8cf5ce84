// "UPDATE 2-", "(Adds details)", "КОРРЕКЦИЯ:": how agencies say that a report replaces an earlier one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsloom::features {

/// A headline without the marks that say that it is a later state of an earlier report.
struct VersionMark {
  std::string_view headline;  ///< what is left; a view into what was given
  bool marked = false;
  std::uint8_t number = 0;  ///< as printed ("UPDATE 2-"); 0 where none is
};

/// Reads marks before a headline ("UPDATE 2-", "CORRECTED-UPDATE 1-", "ROUNDUP 3:", "ОБНОВЛЕНО:", "2nd LD -")
/// and in brackets on either side of it ("(Update)", "[обновлено]"). An ordinary word that opens a headline
/// ("Update your maps") is no mark.
VersionMark version_mark_of(std::string_view headline);

/// Bytes of the note in brackets that opens a later state's text ("(Adds police statement, paragraph 3)");
/// 0 for none.
std::size_t version_note_length(std::string_view text);

}  // namespace newsloom::features
