// Article -> what all deciding rooms look at: terms, names, numbers, shingles. Computed once, stored with the
// article.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.h"
#include "newsloom/result.h"

namespace newsloom::features {

/// Version of the code below. Stored beside every article: raise it whenever compute() may give another
/// result.
inline constexpr int kVersion = 9;

/// 32 bits of the hash of a stem (or of a name, see names.h). At a million terms some hundred pairs collide:
/// harmless.
using TermId = std::uint32_t;

/// The term of a stem, as compute() makes it.
TermId term_of_stem(std::string_view stem);
/// The term of a word in lower case.
TermId term_of_word(std::string_view lowered, std::string_view language);

struct TermCount {
  TermId term = 0;
  std::uint16_t count = 0;
  friend bool operator==(const TermCount&, const TermCount&) = default;
};

/// A person, place or body as printed ("Nikolai Patrushev"), for matching and for saying why.
struct Name {
  TermId term = 0;
  std::uint16_t count = 0;
  std::string surface;
  friend bool operator==(const Name&, const Name&) = default;
};

/// A number that says something of an event: alone ("42") and, where a word follows, with that word as its
/// unit ("42 injured").
struct Number {
  TermId term = 0;
  std::string surface;
  bool has_unit() const { return surface.find_first_of(" -") != std::string::npos; }
  friend bool operator==(const Number&, const Number&) = default;
};

struct Features {
  std::vector<TermCount> title, body;  ///< by term, rising; stop words left out
  std::vector<TermCount> lead;         ///< of the body's opening alone, where the event is told
  std::vector<Name> names;             ///< by term, rising
  std::vector<Number> numbers;         ///< by term, rising
  std::vector<std::uint32_t>
      shingles;                    ///< hashes of runs of five words of the stripped text, rising, no repeats.
                                   ///< Two texts of 500 words share one by chance once in 17,000 pairs
  std::uint64_t content_hash = 0;  ///< of the normalised text; 0 for no text
  std::optional<std::int64_t> published_utc, arrival_utc;
  bool published_is_day = false;
  std::string source, lang;  ///< empty: unknown
  std::string headline;      ///< the title, for sentences that say why
  std::uint32_t word_count = 0;
  /// Hash of the headline without numbers, days, months and marks of versions: the same for every instalment
  /// of a daily column.
  /// 0: no such words.
  TermId series = 0;
  /// The mark of a later state ("UPDATE 2-", "CORRECTED", "(Adds …)"): 0 without one, 1 for one without a
  /// number, else the number + 1.
  std::uint8_t version = 0;
  bool from_agency = false;  ///< its publisher is itself the agency
  bool teaser = false, opinion = false;
  bool round_up = false;  ///< strings many events together: a newsletter, the news in brief
  friend bool operator==(const Features&, const Features&) = default;
};

/// Pure; any thread.
Features compute(const Article& article);

/// For the database. from_bytes(to_bytes(f)) == f; errors: kCorruption.
std::string to_bytes(const Features& features);
Result<Features> from_bytes(std::string_view bytes);
/// The same into features that are there, whose memory is used again; after an error they are of no article.
Result<void> read_bytes(std::string_view bytes, Features& features);

}  // namespace newsloom::features
