// An article as unit vectors: of all it says, of its headline with the opening, of its headline alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "features/features.h"
#include "recommend/vocabulary.h"

namespace newsloom::recommend {

/// Coordinates kept. An article of 400 words has about 150 different stems; what is cut are its most common
/// words.
inline constexpr std::size_t kTermsPerArticle = 128;

/// Coordinates of an article: slots, rising, and the weight of each in 1/65535 of the unit. A view.
struct Terms {
  std::span<const TermSlot> slots;
  std::span<const std::uint16_t> weights;
  std::size_t size() const { return slots.size(); }
};

/// Those of an article's coordinates that stand in its opening or its headline, with weights of their own. A
/// view.
struct Part {
  std::span<const TermSlot> slots;         ///< of the whole article
  std::span<const std::uint8_t> places;    ///< in `slots`, rising
  std::span<const std::uint16_t> weights;  ///< by place
};

/// A name of the article that is also a coordinate.
struct NamedTerm {
  std::uint16_t count = 0;
  std::uint8_t place = 0;  ///< among the article's terms
  /// Does it stand outside longer names? "Donald" of an article that writes only "Donald Trump" does not, and
  /// says nothing about whom it names.
  bool alone = false;
};

/// What is weighed anew as long as the collection is young.
enum class Weighing : std::uint8_t { kOnce, kAgain };

/// One block of memory: about 1.1 kB of an article of 400 words. The views live as long as it does.
class ArticleVector {
 public:
  ArticleVector() = default;
  /// Coordinates before they are weighed. `frequencies` in 1/256.
  struct Draft {
    std::vector<TermSlot> slots;               ///< headline, body and names as one space; rising
    std::vector<std::uint8_t> opening, title;  ///< places in `slots`, rising
    std::vector<NamedTerm> names;              ///< by place
    std::vector<std::uint16_t> frequencies;    ///< of terms, of opening, of title, one behind the other
    std::string_view headline;
  };
  ArticleVector(const Draft& draft, const Vocabulary& vocabulary, Weighing weighing);

  Terms terms() const { return {slots(), {weights(), terms_}}; }
  Part opening() const { return {slots(), {places(), opening_}, {weights() + terms_, opening_}}; }
  Part title() const {
    return {slots(), {places() + opening_, title_}, {weights() + terms_ + opening_, title_}};
  }
  /// Asks the memory for what is compared, for whoever reads it soon: each article lies somewhere else.
  void fetch() const {
    constexpr std::size_t kLine = 64;
    const std::byte* const end = reinterpret_cast<const std::byte*>(names_begin());
    for (const std::byte* at = block_.get(); at < end; at += kLine) __builtin_prefetch(at);
  }
  std::span<const NamedTerm> names() const { return {names_begin(), names_}; }
  TermSlot slot_of(const NamedTerm& name) const { return slots()[name.place]; }
  std::string_view headline() const {
    return {reinterpret_cast<const char*>(frequencies() + (frequencies_ ? weighed() : 0)), headline_};
  }

  /// Weighs all coordinates anew by today's document frequencies; for the last time if `weighing` is kOnce.
  /// REQUIRES: made, and last weighed, with kAgain.
  void reweigh(const Vocabulary& vocabulary, Weighing weighing);

 private:
  // The block: slots, weights of terms, opening and title, places of opening and title, which is what is
  // compared; names, frequencies of what is weighed (unless that was the last weighing), headline.
  std::size_t weighed() const { return std::size_t{terms_} + opening_ + title_; }
  /// An even number, as names are aligned to that.
  std::size_t place_bytes() const { return (std::size_t{opening_} + title_ + 1) / 2 * 2; }
  std::span<const TermSlot> slots() const {
    return {reinterpret_cast<const TermSlot*>(block_.get()), terms_};
  }
  const std::uint16_t* weights() const {
    return reinterpret_cast<const std::uint16_t*>(block_.get() + terms_ * sizeof(TermSlot));
  }
  const std::uint8_t* places() const { return reinterpret_cast<const std::uint8_t*>(weights() + weighed()); }
  const NamedTerm* names_begin() const {
    return reinterpret_cast<const NamedTerm*>(places() + place_bytes());
  }
  const std::uint16_t* frequencies() const {
    return reinterpret_cast<const std::uint16_t*>(names_begin() + names_);
  }
  struct Contents {
    std::span<const TermSlot> slots;
    std::span<const NamedTerm> names;
    std::span<const std::uint16_t> weights, frequencies;
    std::span<const std::uint8_t> opening, title;
    std::string_view headline;
  };
  void write(const Contents& of, Weighing weighing);

  std::unique_ptr<std::byte[]> block_;
  std::uint16_t headline_ = 0;
  std::uint8_t terms_ = 0, opening_ = 0, title_ = 0, names_ = 0;
  bool frequencies_ = false;
};

/// Chooses the coordinates (the heaviest by today's frequencies), holds them in `vocabulary` and weighs them.
ArticleVector make_vector(const features::Features& features, Vocabulary& vocabulary, Weighing weighing);
void release(const ArticleVector& vector, Vocabulary& vocabulary);

/// The same for a text that does not join the collection: what no article holds has kNoSlot and meets
/// nothing.
ArticleVector vector_of_stranger(const features::Features& features, const Vocabulary& vocabulary);

}  // namespace newsloom::recommend
