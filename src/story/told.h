// What a story's articles say: all together, and each language for itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/vector_sum.h"

namespace newsloom::story {

/// The first letters of a language's code ("en", "zh"). kUnknown where nobody knows the language; kSeveral is
/// no language of an article.
enum class Language : std::uint32_t { kUnknown = 0, kSeveral = 1 };
Language language_of(std::string_view code);

/// Terms and weights, the products of which tell how alike two sides are.
struct Named {
  std::vector<Total> names, numbers;  ///< by term, rising
  std::int64_t named = 0, numbered = 0;
  std::size_t articles = 0;
};

/// Nearly all stories are told in one language. Exact, whatever the order in which articles came and went.
class Told {
 public:
  /// As VectorSum::add() and subtract().
  void add(Language language, const PackedVectors& v);
  void subtract(Language language, const PackedVectors& v);

  /// Articles in this language.
  std::size_t articles_in(Language language) const;
  /// Is there an article in another language that is known?
  bool in_other_than(Language language) const;
  bool in_several() const { return sides_.size() > 1; }
  /// The language of all, kSeveral, or kUnknown.
  Language language() const;
  bool shares_language_with(const Told& other) const;

  Products times(const AskedVectors& asked) const;
  FieldCounts counts() const;
  /// Of the articles in one language. REQUIRES: articles_in(language) > 0.
  Products times(const AskedVectors& asked, Language language) const;
  FieldCounts counts(Language language) const;

  bool has_names(std::size_t count) const;
  bool has_name(TermId term) const;
  bool has_number(TermId term) const;
  /// Names and numbers of the articles in one language, or of all others whose language is known.
  enum class Whose { kIts, kTheOthers };
  Named named(Language language, Whose whose) const;

 private:
  struct Side {
    Language language = Language::kUnknown;
    std::uint32_t articles = 0;
    VectorSum sum;
  };
  const Side* find(Language language) const;

  std::vector<Side> sides_;  ///< by language
};

}  // namespace newsloom::story
