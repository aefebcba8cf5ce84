// The words and names of the collection: dense numbers, how many articles hold each, names as printed.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "features/features.h"

namespace newsloom::recommend {

/// A term's number in the collection; given again once no article holds the term.
using TermSlot = std::uint32_t;
/// A term that no article of the collection holds.
inline constexpr TermSlot kNoSlot = ~TermSlot{0};

/// Terms are held once for each article that has them; the last release forgets the term and its printed
/// form. One thread changes; any number read between changes.
class Vocabulary {
 public:
  /// One more article holds `term`.
  TermSlot hold(features::TermId term);
  void release(TermSlot slot);
  /// Keeps the first printed form of a name. REQUIRES: `slot` is held.
  void print_as(TermSlot slot, std::string_view surface);
  /// The printed form; empty for a term that is no name. Lives until the next change.
  std::string_view printed(TermSlot slot) const;

  void add_article() { ++articles_; }
  void remove_article() { --articles_; }
  std::size_t articles() const { return articles_; }
  /// The slot of a term that is held, else kNoSlot.
  TermSlot find(features::TermId term) const;
  /// Articles that hold it; 0 for kNoSlot.
  std::uint32_t holders(TermSlot slot) const { return slot < holders_.size() ? holders_[slot] : 0; }
  std::uint32_t holders_of(features::TermId term) const { return holders(find(term)); }

  /// Inverse document frequency for a term in `holders` articles; always above 0, so that tiny collections
  /// work too.
  double rarity(std::uint32_t holders) const;

 private:
  boost::unordered_flat_map<features::TermId, TermSlot> slots_;
  std::vector<features::TermId> terms_;  // by slot
  std::vector<std::uint32_t> holders_;   // by slot
  std::vector<TermSlot> free_;
  boost::unordered_flat_map<TermSlot, std::string> printed_;
  std::size_t articles_ = 0;
};

}  // namespace newsloom::recommend
