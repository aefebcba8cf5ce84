#include "stream_words.h"

#include <cmath>
#include <initializer_list>
#include <utility>

namespace newsloom::bench {
namespace {

/// A unit odd number without structure; multiplied and reduced it scatters the ranks of one length.
constexpr std::uint64_t kScatter = 0x9e3779b97f4a7c15;

std::vector<std::string> syllables(std::initializer_list<std::string_view> onsets,
                                   std::initializer_list<std::string_view> rests) {
  std::vector<std::string> all;
  for (const std::string_view onset : onsets)
    for (const std::string_view rest : rests) all.push_back(std::string(onset) + std::string(rest));
  return all;
}

/// Han characters, one a syllable, from the block's beginning.
std::vector<std::string> han(int count) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) {
    const unsigned c = 0x4e00U + static_cast<unsigned>(i) * 9;
    all.push_back({static_cast<char>(0xe0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3fU)),
                   static_cast<char>(0x80U | (c & 0x3fU))});
  }
  return all;
}

/// Upper case of the first letter: ASCII, or the Cyrillic а to я that our syllables begin with.
void capitalise(std::string& text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) >= 'a' && byte(at) <= 'z') {
    text[at] = static_cast<char>(byte(at) - 32);
  } else if (byte(at) == 0xd0 && byte(at + 1) >= 0xb0) {  // а to п
    text[at + 1] = static_cast<char>(byte(at + 1) - 0x20);
  } else if (byte(at) == 0xd1 && byte(at + 1) <= 0x8f) {  // р to я
    text[at] = static_cast<char>(0xd0);
    text[at + 1] = static_cast<char>(byte(at + 1) + 0x20);
  }
}

}  // namespace

std::uint64_t Dice::next() {
  state_ += kScatter;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
  return z ^ (z >> 31U);
}

std::uint64_t Dice::zipf(std::uint64_t count) {
  // With exponent 1 the ranks below r hold the share log(r) / log(count): draw the logarithm.
  const double rank = std::exp2(unit() * std::log2(static_cast<double>(count + 1)));
  return static_cast<std::uint64_t>(rank) - 1;
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) { return Dice(a * kScatter + b).next(); }

InventedLanguage::InventedLanguage(std::string code, std::vector<std::string> syllables, std::string space,
                                   std::string stop)
    : code_(std::move(code)),
      syllables_(std::move(syllables)),
      space_(std::move(space)),
      stop_(std::move(stop)) {}

void InventedLanguage::append_word(std::string& to, std::uint64_t rank, bool capital) const {
  const std::size_t start = to.size();
  const std::uint64_t base = syllables_.size();
  // Of n syllables there are base^n words; the ranks fill the lengths one after another.
  std::uint64_t size = base;
  int length = 1;
  while (rank >= size) {
    rank -= size;
    size *= base;
    ++length;
  }
  // Scattered, so that neighbours in rank share no prefix. base is even or odd; one more than a multiple of
  // it has no divisor in common with size, which makes this one to one.
  std::uint64_t place = (rank * (base * 7919 + 1) + size / 3) % size;
  for (; length > 0; --length, place /= base) to += syllables_[place % base];
  if (capital) capitalise(to, start);
}

const std::vector<InventedLanguage>& invented_languages() {
  static const std::vector<InventedLanguage> kLanguages = [] {
    std::vector<InventedLanguage> all;
    all.emplace_back("en",
                     syllables({"b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t",
                                "th", "v", "w"},
                               {"a", "e", "i", "o", "an", "er", "el", "in"}),
                     " ", ".");
    all.emplace_back("ru",
                     syllables({"б", "в", "г", "д", "з", "к", "л", "м", "н", "п", "р", "с", "т"},
                               {"а", "о", "е", "и", "ор", "ен", "ал"}),
                     " ", ".");
    all.emplace_back(
        "ar",
        syllables({"ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ع", "ف", "ق", "ك", "ل", "م", "ن", "ه"},
                  {"", "ا", "ي", "و"}),
        " ", ".");
    all.emplace_back("zh", han(800), "", "。");
    all.emplace_back("de",
                     syllables({"b", "f", "g", "k", "l", "m", "n", "pf", "r", "sch", "t", "w", "z"},
                               {"a", "au", "e", "ei", "ü", "ung", "en", "ich"}),
                     " ", ".");
    all.emplace_back("es",
                     syllables({"b", "c", "d", "f", "g", "j", "l", "m", "n", "p", "qu", "r", "s", "t"},
                               {"a", "e", "i", "o", "ón", "ado", "ía"}),
                     " ", ".");
    all.emplace_back("hi",
                     syllables({"क", "ग", "च", "ज", "त", "द", "न", "प", "ब", "म", "र", "ल", "व", "स", "ह"},
                               {"", "ा", "ि", "ी", "े", "ो", "ं"}),
                     " ", "।");
    return all;
  }();
  return kLanguages;
}

}  // namespace newsloom::bench
