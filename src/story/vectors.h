// Articles as sparse vectors of weighted terms, and the document frequencies that weigh them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "features/features.h"
#include "features/term_table.h"

namespace newsloom::story {

using features::TermId;

/// The length of an article's field: weights are in units of one 4096th.
inline constexpr std::int64_t kUnit = 4096;

/// A term of title, opening or body. Opening and body count the title's words too.
struct TextTerm {
  TermId term = 0;
  std::uint16_t title = 0, lead = 0, body = 0;
};
struct Weighted {
  TermId term = 0;
  std::uint16_t weight = 0;
};
/// A term's weight in several articles.
struct Total {
  TermId term = 0;
  std::uint32_t weight = 0;
};

/// The fields of an article, each of length kUnit or empty; by term, rising.
struct ArticleVectors {
  std::vector<TextTerm> text;
  std::vector<Weighted> names, numbers;
  bool has_title = false, has_body = false;
};

/// What two articles, or an article and a story, have in common: products of fields.
struct Products {
  std::int64_t title = 0, lead = 0, body = 0, title_in_body = 0, body_in_title = 0, names = 0, numbers = 0;
};
Products operator+(const Products& a, const Products& b);
Products operator-(const Products& a, const Products& b);

/// Articles that have the field.
struct FieldCounts {
  std::int32_t titles = 0, bodies = 0, named = 0, numbered = 0;
};
FieldCounts operator+(const FieldCounts& a, const FieldCounts& b);
FieldCounts operator-(const FieldCounts& a, const FieldCounts& b);
FieldCounts counts_of(const ArticleVectors& v);

/// The products of two articles.
Products products(const ArticleVectors& a, const ArticleVectors& b);

/// In how many documents each term stands. Grows with the stream, and forgets slowly: the word of the season
/// is no rare word. Starts as if it had seen a small background of documents, so that the first articles of
/// an empty database are not all made of rare words.
class Frequencies {
 public:
  Frequencies();
  /// `now`: the stream's clock, 0 where it has none.
  void count(const features::Features& features, std::int64_t now);
  /// ln(1 + N / n): what meeting this term again is worth.
  double rarity(TermId term) const;
  std::size_t terms() const { return documents_with_.size(); }

 private:
  void add(TermId term);
  void fade(std::int64_t now);
  void forget_rare();

  features::TermTable<float> documents_with_;
  std::uint32_t since_forgotten_ = 0;
  double documents_ = 0;
  double all_;            ///< in units of the latest document, those of the start among them
  double step_ = 1;       ///< what the latest document counts; earlier ones count less in relation to it
  double to_forget_ = 0;  ///< share of what was counted that time has made old
  std::int64_t last_ = 0;
};

/// The share of news articles that hold this term, by what was learned beforehand (tools/learn-frequencies).
double usual_share(TermId term);

ArticleVectors vectors_of(const features::Features& features, const Frequencies& frequencies);

}  // namespace newsloom::story
