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
std::vector<Author> authors_of(std::string_view byline);

/// Could this line, standing between headline and text, be a byline? It says "By", or is nothing but one to
/// four names of two to four capitalised words each.
bool looks_like_byline(std::string_view line);

}  // namespace newsloom::extract
