#include "features/word_facts.h"

#include <algorithm>
#include <cstring>
#include <list>
#include <unordered_set>

#include "features/names.h"
#include "text/hash.h"
#include "text/month_names.h"
#include "text/utf8.h"

namespace newsloom::features {
namespace {

/// Words remembered of a language before the memo starts anew; a day of news has about that many.
constexpr std::size_t kMostWords = 100'000;
constexpr std::size_t kPlaces = 1u << 18;
/// Words that are looked up before their memory is there, about.
constexpr std::size_t kAhead = 8;
/// Languages remembered by a thread. Streams mix a handful; the one used longest ago goes.
constexpr std::size_t kMostLanguages = 12;
/// Where Snowball has no stems but words have endings (Polish, Ukrainian, Czech, …), the first letters stand
/// for a word: six keep most endings out and most words apart.
constexpr std::size_t kPrefixLetters = 6;
constexpr std::uint64_t kNameSeed = 1, kBonesSeed = 7;
/// A single name of so many consonants is known by them, in all languages and cases; fewer are many names.
constexpr std::size_t kBonesOfAName = 4;

/// Capitalised, but no name: every article of a day holds them.
bool is_calendar_word(std::string_view lowered) {
  static const std::unordered_set<std::string_view> kWords = {
      "monday",   "tuesday", "wednesday", "thursday", "friday",     "saturday",  "sunday",  "january",
      "february", "april",   "june",      "july",     "august",     "september", "october", "november",
      "december", "montag",  "dienstag",  "mittwoch", "donnerstag", "freitag",   "samstag", "sonntag",
      "januar",   "februar", "juni",      "juli",     "oktober",    "dezember"};
  return kWords.contains(lowered);
}

/// The first letters of a long word written in letters; other scripts are left alone.
std::string_view prefix_of(std::string_view lowered) {
  std::size_t pos = 0;
  for (std::size_t letters = 0; pos < lowered.size() && letters < kPrefixLetters; ++letters)
    if (text::next_code_point(lowered, pos) >= 0x0590) return lowered;
  return lowered.substr(0, pos);
}

}  // namespace

WordMemo::WordMemo(std::string language) : language_(std::move(language)), places_(kPlaces) {}

WordFacts WordMemo::of(std::string_view word) { return find(word, text::hash64(word)).facts; }

void WordMemo::of_all(std::span<const text::Word> words, std::vector<WordFacts>& out) {
  keys_.clear();
  for (const text::Word& word : words) keys_.push_back(text::hash64(word.text));
  out.clear();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 2 * kAhead < keys_.size()) __builtin_prefetch(&places_[keys_[i + 2 * kAhead] % kPlaces]);
    if (i + kAhead < keys_.size()) {
      const std::uint32_t index = places_[keys_[i + kAhead] % kPlaces].index;
      if (index != 0) __builtin_prefetch(&entries_[index - 1]);
    }
    out.push_back(find(words[i].text, keys_[i]).facts);
  }
}

const WordMemo::Entry& WordMemo::find(std::string_view word, std::uint64_t key) {
  const auto tag = static_cast<std::uint32_t>(key >> 32);
  std::size_t place = key % kPlaces;
  for (; places_[place].index != 0; place = (place + 1) % kPlaces) {
    const Place& at = places_[place];
    if (at.tag == tag && holds(entries_[at.index - 1], word)) return entries_[at.index - 1];
  }
  if (entries_.size() >= kMostWords) {
    forget();
    place = key % kPlaces;
  }
  add(word);
  places_[place] = {.tag = tag, .index = static_cast<std::uint32_t>(entries_.size())};
  return entries_.back();
}

bool WordMemo::holds(const Entry& entry, std::string_view word) const {
  if (entry.length != 0) return word == std::string_view(entry.letters.data(), entry.length);
  std::uint32_t at = 0;
  std::memcpy(&at, entry.letters.data(), sizeof at);
  return word == long_words_[at];
}

void WordMemo::add(std::string_view word) {
  Entry& entry = entries_.emplace_back();
  entry.facts = learn(word);
  if (!word.empty() && word.size() <= Entry::kInside) {
    entry.length = static_cast<std::uint8_t>(word.size());
    std::ranges::copy(word, entry.letters.begin());
    return;
  }
  const auto at = static_cast<std::uint32_t>(long_words_.size());
  entry.length = 0;
  std::memcpy(entry.letters.data(), &at, sizeof at);
  long_words_.emplace_back(word);
}

void WordMemo::forget() {
  entries_.clear();
  long_words_.clear();
  std::ranges::fill(places_, Place{});
}

const WordMemo::Entry* WordMemo::known(std::string_view word, std::uint64_t key) const {
  const auto tag = static_cast<std::uint32_t>(key >> 32);
  for (std::size_t place = key % kPlaces; places_[place].index != 0; place = (place + 1) % kPlaces) {
    const Place& at = places_[place];
    if (at.tag == tag && holds(entries_[at.index - 1], word)) return &entries_[at.index - 1];
  }
  return nullptr;
}

WordFacts WordMemo::learn(std::string_view word) {
  const std::string lowered = text::lower(word);
  // Nothing is asked of a word but what it is in lower case.
  if (lowered != word)
    if (const Entry* const entry = known(lowered, text::hash64(lowered))) return entry->facts;
  std::string_view stem = lowered;
  const bool number = lowered[0] >= '0' && lowered[0] <= '9';
  if (!number)
    stem = text::Stemmer::knows(language_) ? stemmer_.stem_once(lowered, language_) : prefix_of(lowered);
  WordFacts out;
  out.hash = text::hash64(lowered);
  out.unit = term_of_stem(stem);
  out.stop = text::Stemmer::is_stop_word(lowered, language_);
  out.calendar = is_calendar_word(lowered);
  out.month = static_cast<std::uint8_t>(number ? 0 : text::month_named(lowered).number);
  if (number || (lowered.size() >= 2 && !out.stop)) out.term = out.unit;
  // English names do not bend, and its stemmer would cut them.
  const std::string plain = latin_of(language_ == "en" ? lowered : stem);
  const std::string bones = skeleton_of(plain);
  if (!bones.empty()) out.skeleton = text::hash64(bones);
  out.name = static_cast<TermId>(bones.size() >= kBonesOfAName ? text::hash64(bones, kBonesSeed)
                                                               : text::hash64(plain, kNameSeed));
  return out;
}

WordMemo& words_of(std::string_view language) {
  thread_local std::list<WordMemo> memos;
  const auto known = std::ranges::find(memos, language, &WordMemo::language);
  if (known != memos.end()) {
    memos.splice(memos.begin(), memos, known);
  } else {
    if (memos.size() == kMostLanguages) memos.pop_back();
    memos.emplace_front(std::string(language));
  }
  return memos.front();
}

}  // namespace newsloom::features
