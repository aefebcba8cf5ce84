// A value of four bytes for each of millions of terms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "features/features.h"

namespace newsloom::features {

/// Open addressing: eight bytes a place, of which at most four in five are taken, and once there are some two
/// in three. A look-up mostly waits for one line of memory, and whoever knows the term beforehand asks for it
/// with fetch(). The last two of all terms are taken for one.
template <class Value>
class TermTable {
  static_assert(sizeof(Value) == 4);

 public:
  /// Asks the memory for where the term is, for whoever looks it up soon.
  void fetch(TermId term) const { __builtin_prefetch(&places_[home_of(key_of(term))]); }
  /// The term's value, or nullptr. Lives until the next change.
  const Value* find(TermId term) const {
    const Place& place = places_[place_of(key_of(term))];
    return place.key == kEmpty ? nullptr : &place.value;
  }
  /// The term's value, made of nothing where it was not there. Lives until the next change.
  Value& operator[](TermId term) { return try_emplace(term, Value{}); }
  /// The same, `value` where it was not there.
  Value& try_emplace(TermId term, Value value) {
    const TermId key = key_of(term);
    std::size_t at = place_of(key);
    if (places_[at].key == kEmpty) {
      if (5 * (size_ + 1) > 4 * places_.size()) {
        move_to(places_.size() + places_.size() / 4, [](Value) { return true; });
        at = place_of(key);
      }
      places_[at] = {key, value};
      ++size_;
    }
    return places_[at].value;
  }
  void erase(TermId term) {
    std::size_t gap = place_of(key_of(term));
    if (places_[gap].key == kEmpty) return;
    --size_;
    // What was turned away by the one that goes moves up.
    for (std::size_t at = gap;;) {
      at = after(at);
      if (places_[at].key == kEmpty) break;
      if (behind(home_of(places_[at].key), at) < behind(gap, at)) continue;
      places_[gap] = places_[at];
      gap = at;
    }
    places_[gap] = {};
  }
  /// Leaves the terms whose values `keeps` keeps.
  template <class Keeps>
  void keep_if(Keeps keeps) {
    move_to(places_.size(), keeps);
  }
  template <class Change>
  void change_all(Change change) {
    for (Place& place : places_)
      if (place.key != kEmpty) place.value = change(place.value);
  }
  std::size_t size() const { return size_; }

 private:
  static constexpr TermId kEmpty = ~TermId{0};
  struct Place {
    TermId key = kEmpty;
    Value value = {};
  };
  static constexpr std::size_t kLeastPlaces = 16;

  static TermId key_of(TermId term) { return term == kEmpty ? kEmpty - 1 : term; }
  /// The upper half of a product, taken as a fraction of all places (Lemire, Fast Random Integer Generation
  /// in an Interval, 2019): their number need not be a power of two.
  std::size_t home_of(TermId key) const {
    const std::uint64_t fraction = key * std::uint64_t{0x9E3779B97F4A7C15U} >> 32;
    return static_cast<std::size_t>(fraction * places_.size() >> 32);
  }
  std::size_t after(std::size_t at) const { return at + 1 == places_.size() ? 0 : at + 1; }
  /// Steps from one place to another.
  std::size_t behind(std::size_t from, std::size_t to) const {
    return to >= from ? to - from : to + places_.size() - from;
  }
  /// Where the key is, or would be put.
  std::size_t place_of(TermId key) const {
    std::size_t at = home_of(key);
    while (places_[at].key != key && places_[at].key != kEmpty) at = after(at);
    return at;
  }
  template <class Keeps>
  void move_to(std::size_t places, Keeps keeps) {
    const std::vector<Place> before = std::exchange(places_, std::vector<Place>(places));
    size_ = 0;
    for (const Place& place : before) {
      if (place.key == kEmpty || !keeps(place.value)) continue;
      places_[place_of(place.key)] = place;
      ++size_;
    }
  }

  std::vector<Place> places_ = std::vector<Place>(kLeastPlaces);
  std::size_t size_ = 0;
};

}  // namespace newsloom::features
