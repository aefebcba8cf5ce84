#include "copies/passages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "text/hash.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::copies {
namespace {

/// As for copies themselves: shorter runs are stock phrases.
constexpr std::size_t kRunWords = 5;
/// Differing passages of fewer words are changed words, not passages.
constexpr std::size_t kLeastWords = 3;

struct ReadText {
  std::string_view text;
  std::vector<text::Word> words;
  std::vector<std::uint64_t> hashes;  ///< of the words in lower case
  std::vector<bool> shared;           ///< does the word stand in a run that the other text has?

  explicit ReadText(std::string_view whole) : text(whole) {
    text::split_words(whole, words);
    if (words.size() > kMostPassageWords) words.resize(kMostPassageWords);
    for (const text::Word& word : words) hashes.push_back(text::hash64(text::lower(word.text)));
    shared.assign(words.size(), false);
  }
  std::uint64_t run_at(std::size_t i) const {
    std::array<std::uint64_t, kRunWords> run{};
    std::copy_n(hashes.begin() + static_cast<std::ptrdiff_t>(i), kRunWords, run.begin());
    return text::hash64({reinterpret_cast<const char*>(run.data()), sizeof run});
  }
  std::size_t runs() const { return hashes.size() < kRunWords ? 0 : hashes.size() - kRunWords + 1; }
  void mark_shared_with(const ReadText& other) {
    std::unordered_set<std::uint64_t> there;
    for (std::size_t i = 0; i < other.runs(); ++i) there.insert(other.run_at(i));
    for (std::size_t i = 0; i < runs(); ++i)
      if (there.contains(run_at(i)))
        std::fill_n(shared.begin() + static_cast<std::ptrdiff_t>(i), kRunWords, true);
  }
};

/// The words from `begin` to `end`, as printed, spaces made single; at most kLongestPassage bytes.
std::string printed(const ReadText& read, std::size_t begin, std::size_t end) {
  std::string out;
  const char* const from = read.words[begin].text.data();
  std::size_t kept = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view word = read.words[i].text;
    const auto length = static_cast<std::size_t>(word.data() + word.size() - from);
    if (length > kLongestPassage) break;
    kept = length;
  }
  for (const char c : std::string_view(from, kept)) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) out += c;
    if (space && !out.empty() && out.back() != ' ') out += ' ';
  }
  const std::string_view last = read.words[end - 1].text;
  return from + kept == last.data() + last.size() ? out : out + "…";
}

/// The longest passages that are shared, or that are not.
std::vector<std::string> longest(const ReadText& read, bool shared) {
  struct Stretch {
    std::size_t begin, end;
  };
  std::vector<Stretch> found;
  for (std::size_t i = 0; i < read.words.size();) {
    std::size_t end = i;
    while (end < read.words.size() && read.shared[end] == read.shared[i]) ++end;
    if (read.shared[i] == shared && end - i >= kLeastWords) found.push_back({i, end});
    i = end;
  }
  std::ranges::sort(found, [](const Stretch& a, const Stretch& b) {
    return a.end - a.begin != b.end - b.begin ? a.end - a.begin > b.end - b.begin : a.begin < b.begin;
  });
  if (found.size() > kMostPassages) found.resize(kMostPassages);
  std::ranges::sort(found, {}, &Stretch::begin);
  std::vector<std::string> out;
  for (const Stretch& stretch : found) {
    // A single word may be longer than a passage: an address, or foreign bytes.
    if (std::string text = printed(read, stretch.begin, stretch.end); text != "…")
      out.push_back(std::move(text));
  }
  return out;
}

}  // namespace

Passages passages_of(std::string_view here, std::string_view there) {
  ReadText a(here), b(there);
  a.mark_shared_with(b);
  b.mark_shared_with(a);
  return {.shared = longest(a, true),
          .only_here = longest(a, false),
          .only_there = longest(b, false),
          .shared_words = std::ranges::count(a.shared, true),
          .words = static_cast<std::int64_t>(a.words.size()),
          .words_there = static_cast<std::int64_t>(b.words.size())};
}

}  // namespace newsloom::copies
