// An article's vectors in the memory of an active article: a million of them are kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "story/vectors.h"

namespace newsloom::story {

/// An article's vectors as they are held against many others: a table leads to each of their terms, and
/// nearly all terms of others end at an empty place of it.
class AskedVectors {
 public:
  /// `vectors` must outlive it.
  explicit AskedVectors(const ArticleVectors& vectors);
  const ArticleVectors& vectors() const { return *vectors_; }
  /// What the article has of a term in one of its fields, or nullptr.
  const TextTerm* text(TermId term) const { return find(term, 0, text_, vectors_->text); }
  const Weighted* name(TermId term) const { return find(term, text_, named_, vectors_->names); }
  const Weighted* number(TermId term) const { return find(term, named_, terms_.size(), vectors_->numbers); }

 private:
  /// For some 150 terms.
  static constexpr std::size_t kHeads = 4096;
  struct Term {
    TermId term;
    std::uint16_t next;  ///< 1 + the place of another one under the same head
  };
  template <class Item>
  const Item* find(TermId term, std::size_t from, std::size_t end, const std::vector<Item>& items) const {
    for (std::size_t at = heads_[term % kHeads]; at != 0; at = terms_[at - 1].next)
      if (terms_[at - 1].term == term && from < at && at <= end) return &items[at - 1 - from];
    return nullptr;
  }

  const ArticleVectors* vectors_;
  std::vector<Term> terms_;                    ///< of the text, then the names, then the numbers
  std::size_t text_ = 0, named_ = 0;           ///< of the text; of text and names
  std::array<std::uint16_t, kHeads> heads_{};  ///< 1 + the place in terms_ of the last one; 0: none
};

/// One block of memory, about 700 bytes where ArticleVectors have 1,150: most terms stand in neither headline
/// nor opening.
class PackedVectors {
 public:
  PackedVectors() = default;
  explicit PackedVectors(const ArticleVectors& vectors);

  ArticleVectors unpacked() const;
  void unpack_into(ArticleVectors& out) const;  ///< the same, into memory that is there
  FieldCounts counts() const;
  /// The products with another article, without unpacking.
  Products times(const AskedVectors& asked) const;
  /// By term, rising.
  std::span<const TermId> names() const { return terms(text_, names_); }
  bool has_name(TermId term) const;
  bool has_number(TermId term) const;
  /// Names and numbers with their weights, behind what is there.
  void append_totals(std::vector<Total>& names, std::vector<Total>& numbers) const;

 private:
  // The block: terms of text, of names and of numbers; weights of the body, of names and of numbers; weights
  // of opening and headline. Terms rise, but those of the text are in three parts, each rising: first those
  // of the headline, then the others of the opening. Only these have more weights than that of the body.
  std::span<const TermId> terms(std::size_t from, std::size_t count) const;
  bool has_at(std::size_t from, std::size_t count, TermId term) const;
  const std::uint16_t* weights() const;  ///< in the order of the terms; those of opening and headline follow

  std::unique_ptr<std::byte[]> block_;
  std::uint16_t text_ = 0, numbers_ = 0, names_ = 0;
  std::uint16_t titles_ = 0, leads_ = 0;  ///< terms of the text in the first part, and in the first two
  bool has_title_ = false, has_body_ = false;
};

}  // namespace newsloom::story
