// The words and names of the collection: dense numbers, how many articles hold each, names as printed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "features/features.h"
#include "features/term_table.h"

namespace newsloom::recommend {

/// A term's number in the collection; given again once no article holds the term.
using TermSlot = std::uint32_t;
/// A term that no article of the collection holds.
inline constexpr TermSlot kNoSlot = ~TermSlot{0};

/// Terms are held once for each article that has them; the last release forgets the term and its printed
/// form. One thread changes; any number read between changes.
class Vocabulary {
 public:
  /// One more article holds `term`. `slot`: what find() says of it.
  TermSlot hold(features::TermId term, TermSlot slot);
  TermSlot hold(features::TermId term) { return hold(term, find(term)); }
  void release(TermSlot slot);
  /// Keeps the first printed form of a name. REQUIRES: `slot` is held.
  void print_as(TermSlot slot, std::string_view surface);
  /// The printed form; empty for a term that is no name. Lives until the next change.
  std::string_view printed(TermSlot slot) const;

  void add_article() { ++articles_; }
  void remove_article() { --articles_; }
  std::size_t articles() const { return articles_; }
  /// Asks the memory for what find() reads, and then for what holders() does.
  void fetch(features::TermId term) const { slots_.fetch(term); }
  void fetch_entry(TermSlot slot) const {
    if (slot < entries_.size()) __builtin_prefetch(&entries_[slot]);
  }
  /// The slot of a term that is held, else kNoSlot.
  TermSlot find(features::TermId term) const;
  /// Articles that hold it; 0 for kNoSlot.
  std::uint32_t holders(TermSlot slot) const { return slot < entries_.size() ? entries_[slot].holders : 0; }
  std::uint32_t holders_of(features::TermId term) const { return holders(find(term)); }

  /// Inverse document frequency for a term in `holders` articles; always above 0, so that tiny collections
  /// work too.
  double rarity(std::uint32_t holders) const;

 private:
  struct Entry {
    features::TermId term = 0;
    std::uint32_t holders = 0;
    std::uint32_t printed = 0;  ///< where its printed form begins in `prints_`; 0: none
  };
  void sweep();

  features::TermTable<TermSlot> slots_;
  std::vector<Entry> entries_;  // by slot
  std::vector<TermSlot> free_;
  /// A byte of length and the printed form, one behind the other: there are millions, most of a dozen bytes.
  std::string prints_ = std::string(1, '\0');
  std::size_t unused_ = 0;  ///< bytes of `prints_` that belong to no term any more
  std::size_t articles_ = 0;
};

}  // namespace newsloom::recommend
