// Persons, places and bodies, as capitals show them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "features/features.h"
#include "features/word_facts.h"
#include "text/words.h"

namespace newsloom::features {

/// A word in lower case, in Latin letters without marks: "зеленск" -> "zelensk", "são" -> "sao". Only
/// Cyrillic is rewritten; other scripts stay.
std::string latin_of(std::string_view lowered);

/// What is left of a name in every spelling and case of it: its consonants, those that languages write in
/// different ways made one. "Selenskyj", "Zelensky" and "zelensk" are all "slnsk". Empty for words of less
/// than two consonants. Takes what latin_of() gives.
std::string skeleton_of(std::string_view latin);

/// Collects the names of a text's parts. The texts must outlive it.
class NameCounter {
 public:
  void read(std::string_view text, std::span<const text::Word> words, std::span<const WordFacts> facts);
  /// By term, no term twice.
  std::vector<Name> sorted();

 private:
  struct Seen {
    TermId term;
    std::uint16_t count;
    std::string_view surface;
  };
  /// `ordinary`: the first word is one that the text writes in lower case too.
  void add_run(std::span<const text::Word> words, std::span<const WordFacts> facts, bool ordinary);

  std::vector<Seen> names_, openers_;
};

}  // namespace newsloom::features
