// An article's vectors in the memory of an active article: a million of them are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "story/vectors.h"

namespace newsloom::story {

/// One block of memory, about 700 bytes where ArticleVectors have 1,150: most terms stand in neither headline
/// nor opening.
class PackedVectors {
 public:
  PackedVectors() = default;
  explicit PackedVectors(const ArticleVectors& vectors);

  ArticleVectors unpacked() const;
  void unpack_into(ArticleVectors& out) const;  ///< the same, into memory that is there
  FieldCounts counts() const;
  std::size_t names() const { return names_; }
  bool has_name(TermId term) const;
  bool has_number(TermId term) const;

 private:
  // The block: terms of text, names and numbers, all rising; weights of the body, of names and of numbers;
  // the weights of opening and headline that are not zero; a bit for each term of the text that has one in
  // the opening, then in the headline.
  std::span<const TermId> terms(std::size_t from, std::size_t count) const;

  std::unique_ptr<std::byte[]> block_;
  std::uint16_t text_ = 0, leads_ = 0, titles_ = 0, numbers_ = 0, names_ = 0;
  bool has_title_ = false, has_body_ = false;
};

}  // namespace newsloom::story
