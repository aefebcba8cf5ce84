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

/// The names of a value that says it is the author (JSON-LD, meta): also one word, a handle, a house's name.
/// Nothing for addresses and for names that stand for nobody ("admin").
std::vector<Author> authors_stated(std::string_view value, std::string_view agency = {});

/// A byline as its elements cut it: "By", "Ann Lee", "and", "Joe Doe", "Head Gardener".
struct BylinePiece {
  std::string text;
  bool linked = false;
  bool like_last = false;  ///< its element is made like that of the piece before
};

/// The names in such pieces. A further name counts only after a comma or an "and", as a link after a link or
/// as a person in an element like the last person's: what else follows a name is its title.
std::vector<Author> authors_in_pieces(const std::vector<BylinePiece>& pieces, std::string_view agency = {});

/// Does this look like a person's name, and not like a job?
bool is_person_name(std::string_view name);

/// Is the word a job, a desk or a degree ("Reporter", "Editor", "PhD")?
bool is_title_word(std::string_view word);

/// Does the line open with "By" in some language, with something after it?
bool says_by(std::string_view line);

/// Could this line, standing between headline and text, be a byline? It says "By", or is nothing but one to
/// four names of two to four capitalised words each.
bool looks_like_byline(std::string_view line);

}  // namespace newsloom::extract
