// The months' names in many languages.
#pragma once

#include <string_view>

namespace newsloom::text {

/// Whose years a month's name counts by.
enum class Calendar { kGregorian, kBuddhist, kPersian };

struct MonthName {
  int number = 0;  ///< 1 to 12; 0: no month's name
  Calendar calendar = Calendar::kGregorian;
};

/// The month called so, full or abbreviated, in any case of letters. Some thirty languages; a word that means
/// different months in two of them ("listopad") is read by its more frequent use.
MonthName month_named(std::string_view word);

}  // namespace newsloom::text
