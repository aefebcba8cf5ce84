// Names are runs of capitalised words inside sentences (the first word of a sentence only when it goes on
// capitalised, or when the same word stands capitalised elsewhere inside a sentence). A run gives a name for
// itself and one for each of its words, so that "Ann Lee" meets "Lee". Scripts without capitals have no
// names; stems carry those articles alone.
//
// A run of several words is known by their consonants, which are much the same in all languages that write
// the name, and so is a single word of four consonants or more. Fewer say too little: such a word is known by
// its stem in Latin letters.
#include "features/names.h"

#include <algorithm>
#include <array>

#include "text/hash.h"
#include "text/utf8.h"

namespace newsloom::features {
namespace {

/// A name of more words is a heading in capitals.
constexpr std::size_t kMaxNameWords = 4;
/// A line with more than this share of capitalised words says nothing about names: a headline in title case.
constexpr double kTitleCase = 0.7;
constexpr std::uint64_t kRunSeed = 4;

/// U+0430 to U+045F, as names are written in English; what is not a letter of a name there is empty.
constexpr std::array<std::string_view, 48> kCyrillic = {
    "a",  "b",  "v", "g", "d",  "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
    "r",  "s",  "t", "u", "f",  "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya",
    "ye", "yo", "d", "g", "ye", "z",  "i",  "yi", "j",  "l",    "n", "c", "k", "i", "u",  "d"};

/// Latin letters with marks, U+00E0 to U+017F, without them.
std::string_view without_mark(char32_t c) {
  static constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo ouuuuyty";
  static constexpr std::string_view kExtended =
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstttt"
      "ttuuu"
      "uuuuuuuuuwwyyyzzzzzzs";
  if (c >= 0xE0 && c <= 0xFF) return kLatin1.substr(c - 0xE0, 1);
  if (c >= 0x100 && c < 0x100 + kExtended.size()) return kExtended.substr(c - 0x100, 1);
  return {};
}

/// Consonants that are written in different ways are one letter; vowels and the silent h are none.
char bone_of(char letter) {
  switch (letter) {
    case 'a':
    case 'e':
    case 'i':
    case 'o':
    case 'u':
    case 'y':
    case 'j':
    case 'h':
      return 0;
    case 'c':
    case 'q':
      return 'k';
    case 'w':
      return 'v';
    case 'z':
      return 's';
    default:
      return letter;
  }
}

bool is_ordinary(std::span<const text::Word> words, std::span<const WordFacts> facts, std::size_t at) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (facts[i].term == facts[at].term && !words[i].capitalised) return facts[at].term != 0;
  return false;
}

}  // namespace

std::string latin_of(std::string_view lowered) {
  std::string out;
  for (std::size_t pos = 0; pos < lowered.size();) {
    const std::size_t begin = pos;
    const char32_t c = text::next_code_point(lowered, pos);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c >= 0x430 && c < 0x430 + kCyrillic.size()) {
      out += kCyrillic[c - 0x430];
    } else if (const std::string_view plain = without_mark(c); !plain.empty()) {
      out += plain;
    } else {
      out += lowered.substr(begin, pos - begin);
    }
  }
  return out;
}

std::string skeleton_of(std::string_view latin) {
  std::string out;
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const std::string_view rest = latin.substr(i);
    char bone = bone_of(latin[i]);
    if (rest.starts_with("dzh")) {  // how Cyrillic writes the English j
      i += 2;
      bone = 0;
    } else if (rest.starts_with("ph")) {
      bone = 'f';
    } else if (rest.starts_with("x")) {
      out += 'k';
      bone = 's';
    }
    if (bone != 0 && (out.empty() || out.back() != bone)) out += bone;
  }
  return out.size() < 2 ? std::string() : out;
}

void NameCounter::read(std::string_view text, std::span<const text::Word> words,
                       std::span<const WordFacts> facts) {
  const auto capitalised = std::ranges::count_if(words, &text::Word::capitalised);
  if (words.empty() || static_cast<double>(capitalised) > kTitleCase * static_cast<double>(words.size()))
    return;
  for (std::size_t i = 0; i < words.size();) {
    // A run's words are joined by single spaces or hyphens.
    std::size_t end = i;
    while (end < words.size() && end - i < kMaxNameWords && words[end].capitalised) {
      if (end > i) {
        const auto from =
            static_cast<std::size_t>(words[end - 1].text.data() + words[end - 1].text.size() - text.data());
        const auto to = static_cast<std::size_t>(words[end].text.data() - text.data());
        if (to - from != 1 || (text[from] != ' ' && text[from] != '-')) break;
      }
      ++end;
    }
    if (end > i) {
      const bool ordinary = end > i + 1 && words[i].starts_sentence && is_ordinary(words, facts, i);
      add_run(words.subspan(i, end - i), facts.subspan(i, end - i), ordinary);
    }
    i = std::max(end, i + 1);
  }
}

void NameCounter::add_run(std::span<const text::Word> words, std::span<const WordFacts> facts,
                          bool ordinary) {
  // A stop word that opens a sentence ("The Orrery") is not part of the name, nor is the day beside it.
  const auto is_none = [&](std::size_t i) { return facts[i].stop || facts[i].calendar; };
  // Neither is one that is written in lower case elsewhere ("Actor Sam Lee … the actor").
  std::size_t begin = ordinary ? 1 : 0, end = words.size();
  while (begin < end && is_none(begin)) ++begin;
  while (begin < end && is_none(end - 1)) --end;
  if (begin == end) return;
  if (end - begin == 1 && words[begin].starts_sentence) {
    openers_.push_back({facts[begin].name, 1, words[begin].text});
    return;
  }
  std::array<std::uint64_t, kMaxNameWords> bones{};
  std::size_t parts = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (words[i].text.size() >= 3 && !is_none(i)) names_.push_back({facts[i].name, 1, words[i].text});
    bones[parts++] = facts[i].skeleton != 0 ? facts[i].skeleton : facts[i].hash;
  }
  if (end - begin < 2) return;
  const char* const first = words[begin].text.data();
  const std::string_view whole(
      first, static_cast<std::size_t>(words[end - 1].text.data() + words[end - 1].text.size() - first));
  const auto term = static_cast<TermId>(
      text::hash64({reinterpret_cast<const char*>(bones.data()), parts * sizeof(bones[0])}, kRunSeed));
  names_.push_back({term, 1, whole});
}

std::vector<Name> NameCounter::sorted() {
  std::ranges::sort(names_, [](const Seen& a, const Seen& b) {
    return a.term != b.term ? a.term < b.term : a.surface < b.surface;
  });
  std::size_t kept = 0;
  for (const Seen& seen : names_) {
    if (kept > 0 && names_[kept - 1].term == seen.term) {
      if (names_[kept - 1].count < 0xffff) ++names_[kept - 1].count;
    } else {
      names_[kept++] = seen;
    }
  }
  names_.resize(kept);
  for (const Seen& opener : openers_) {
    const auto inside = std::ranges::lower_bound(names_, opener.term, {}, &Seen::term);
    if (inside != names_.end() && inside->term == opener.term && inside->count < 0xffff) ++inside->count;
  }
  std::vector<Name> out;
  out.reserve(names_.size());
  for (const Seen& seen : names_) out.push_back({seen.term, seen.count, std::string(seen.surface)});
  return out;
}

}  // namespace newsloom::features
