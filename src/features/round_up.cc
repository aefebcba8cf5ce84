#include "features/round_up.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

namespace newsloom::features {
namespace {

/// Paragraphs of fewer terms are subheads and datelines.
constexpr std::size_t kLeastTerms = 8;
/// Fewer paragraphs than this say little: a short text need not repeat itself.
constexpr std::size_t kLeastParagraphs = 7;
/// In a round-up, at most this share of a paragraph's words comes back in another,
constexpr double kMostRepeated = 0.22;
/// the three commonest words stand in at most this share of the paragraphs,
constexpr double kMostCommon = 0.3;
/// and at most this share of the paragraphs holds a word of the headline. All three from a day of news in
/// English: together they leave newsletters, columns of odds and ends, and hardly a report.
constexpr double kMostTitled = 0.34;

/// How many paragraphs hold each term, and which terms each paragraph holds. Open addressing, and memory that
/// is there from one text to the next: all texts come through here.
class ParagraphTerms {
 public:
  void clear(std::size_t most_terms) {
    for (const std::uint32_t at : used_) places_[at] = Place{};
    used_.clear();
    std::size_t size = std::max<std::size_t>(places_.size(), 64);
    while (size < 2 * most_terms) size *= 2;
    places_.resize(size);
    held_.clear();
    ends_.clear();
    begin_ = 0;
  }
  /// A term of the paragraph that is open.
  void add(TermId term) {
    std::size_t at = term & (places_.size() - 1);
    while (places_[at].term != 0 && places_[at].term != term) at = (at + 1) & (places_.size() - 1);
    Place& place = places_[at];
    if (place.term == 0) used_.push_back(static_cast<std::uint32_t>(at));
    place.term = term;
    if (place.last == ends_.size() + 1) return;
    place.before = place.last;
    place.last = static_cast<std::uint32_t>(ends_.size() + 1);
    ++place.paragraphs;
    held_.push_back(static_cast<std::uint32_t>(at));
  }
  /// Ends the paragraph; a short one is forgotten.
  void close() {
    if (held_.size() - begin_ >= kLeastTerms) {
      ends_.push_back(held_.size());
      begin_ = held_.size();
      return;
    }
    for (std::size_t i = begin_; i < held_.size(); ++i) {
      Place& place = places_[held_[i]];
      place.last = place.before;
      --place.paragraphs;
    }
    held_.resize(begin_);
  }
  std::size_t paragraphs() const { return ends_.size(); }

  struct Place {
    TermId term = 0;
    std::uint32_t paragraphs = 0;
    std::uint32_t last = 0,
                  before = 0;  ///< 1 + the number of the last paragraph that holds it, and the one before
  };
  /// Calls `each(place)` for every term once.
  template <class Each>
  void for_all(Each each) const {
    for (const std::uint32_t at : used_) each(places_[at]);
  }
  /// Calls `each(place)` for the terms of one paragraph.
  template <class Each>
  void for_each(std::size_t paragraph, Each each) const {
    for (std::size_t i = paragraph == 0 ? 0 : ends_[paragraph - 1]; i < ends_[paragraph]; ++i)
      each(places_[held_[i]]);
  }

 private:
  std::vector<Place> places_;
  std::vector<std::uint32_t> used_;  ///< indices of places that hold a term
  std::vector<std::uint32_t> held_;  ///< indices of places, paragraph by paragraph
  std::vector<std::size_t> ends_;    ///< of the paragraphs in held_
  std::size_t begin_ = 0;            ///< of the open one
};

void read_paragraphs(std::string_view text, std::span<const text::Word> words, std::span<const TermId> terms,
                     ParagraphTerms& out) {
  out.clear(words.size());
  std::size_t line = text.find('\n');  // the next end of a line
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto at = static_cast<std::size_t>(words[i].text.data() - text.data());
    if (line < at) {
      out.close();
      line = text.find('\n', at);
    }
    if (terms[i] != 0) out.add(terms[i]);
  }
  out.close();
}

bool is_round_up(const ParagraphTerms& paragraphs, const std::vector<TermCount>& title) {
  if (paragraphs.paragraphs() < kLeastParagraphs) return false;
  double repeated = 0, titled = 0;
  for (std::size_t i = 0; i < paragraphs.paragraphs(); ++i) {
    std::size_t held = 0, again = 0;
    bool holds_title = false;
    paragraphs.for_each(i, [&](const ParagraphTerms::Place& place) {
      ++held;
      again += place.paragraphs > 1 ? 1 : 0;
      holds_title = holds_title || std::ranges::binary_search(title, place.term, {}, &TermCount::term);
    });
    repeated += static_cast<double>(again) / static_cast<double>(held);
    titled += holds_title ? 1 : 0;
  }
  std::array<double, 3> commonest{};
  paragraphs.for_all([&](const ParagraphTerms::Place& place) {
    auto value = static_cast<double>(place.paragraphs);
    if (value <= commonest.back()) return;
    for (double& other : commonest)
      if (value > other) std::swap(value, other);
  });
  const auto all = static_cast<double>(paragraphs.paragraphs());
  return repeated / all <= kMostRepeated && titled / all <= kMostTitled &&
         (commonest[0] + commonest[1] + commonest[2]) / 3 / all <= kMostCommon;
}

}  // namespace

bool is_round_up(std::string_view text, std::span<const text::Word> words, std::span<const TermId> terms,
                 const std::vector<TermCount>& title) {
  // Fewer lines have no more paragraphs.
  if (static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1 < kLeastParagraphs) return false;
  // Behind a pointer: else the place of the thread's memory would be asked for at every use of it.
  thread_local const auto kParagraphs = std::make_unique<ParagraphTerms>();
  read_paragraphs(text, words, terms, *kParagraphs);
  return is_round_up(*kParagraphs, title);
}

}  // namespace newsloom::features
