// Bylines: who wrote it, as printed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.h"

namespace newsloom::extract {

/// The names of a byline: "By Ann Lee and JOE DOE, Staff Writer" gives "Ann Lee" and "JOE DOE". "By" in some
/// twenty languages, titles, places, addresses and handles are dropped; agencies and desks are named as such.
/// `agency`: the agency that the dateline names; a byline that says the same names it too, known to
/// agency_of() or not.
std::vector<Author> authors_of(std::string_view byline, std::string_view agency = {});

/// Does the line open with "By" in some language?
bool says_by(std::string_view line);

/// Could this line, standing between headline and text, be a byline? It says "By", or is nothing but one to
/// four names of two to four capitalised words each.
bool looks_like_byline(std::string_view line);

}  // namespace newsloom::extract
