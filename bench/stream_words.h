// The invented languages of the stream: a word for every rank.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::bench {

/// splitmix64 (Steele, Lea, Flood 2014): small, and the same on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  ///< in [0, 1)
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  /// A rank in [0, count) after Zipf's law with exponent 1.
  std::uint64_t zipf(std::uint64_t count);

 private:
  std::uint64_t state_;
};

/// A mixed number of two: what belongs to `b` of `a`, always the same.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b);

/// Immutable; any thread.
class InventedLanguage {
 public:
  InventedLanguage(std::string code, std::vector<std::string> syllables, std::string space, std::string stop);

  const std::string& code() const { return code_; }
  const std::string& space() const { return space_; }  ///< between words; empty where none is written
  const std::string& stop() const { return stop_; }    ///< ends a sentence
  /// Different ranks give different words; common ones are short.
  void append_word(std::string& to, std::uint64_t rank, bool capital = false) const;

 private:
  std::string code_;
  std::vector<std::string> syllables_;
  std::string space_, stop_;
};

/// The seven, most frequent first.
const std::vector<InventedLanguage>& invented_languages();

}  // namespace newsloom::bench
