// One pass over the words of title and text gives everything: stems by field, names, numbers, shingles.
//
// Names are runs of capitalised words inside sentences (the first word of a sentence only when it goes on
// capitalised, or when the same word stands capitalised elsewhere inside a sentence). A run gives a name for
// itself and one for each of its words, so that "Ann Lee" meets "Lee". Scripts without capitals have no
// names; stems carry those articles alone.
#include "features/features.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "features/boilerplate.h"
#include "features/round_up.h"
#include "text/hash.h"
#include "text/language.h"
#include "text/stem.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::features {
namespace {

using text::Word;
using text::WordKind;

/// The event stands at the top; what follows is background that many stories share.
constexpr std::size_t kBodyWords = 400;
/// The opening tells who, what and where; later paragraphs tell how it came to it.
constexpr std::size_t kLeadWords = 80;
/// Words that show whether a text keeps to one event.
constexpr std::size_t kShownWords = 1200;
/// Words of a shingle, after Broder (1997) and as usual for news copies.
constexpr std::size_t kShingleWords = 5;
/// Shingles of one article; 2,000 words are a long read, and copies show in the first thousands.
constexpr std::size_t kMaxShingles = 4000;
/// A name of more words is a heading in capitals.
constexpr std::size_t kMaxNameWords = 4;
/// A line with more than this share of capitalised words says nothing about names: a headline in title case.
constexpr double kTitleCase = 0.7;
constexpr std::uint64_t kNameSeed = 1, kNumberSeed = 2, kSeriesSeed = 3;

TermId term_of(std::string_view text, std::uint64_t seed = 0) {
  return static_cast<TermId>(text::hash64(text, seed));
}

std::uint16_t saturated(std::size_t count) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(count, 0xffff));
}

class TermCounter {
 public:
  void add(TermId term) { ++counts_[term]; }
  std::vector<TermCount> sorted() const {
    std::vector<TermCount> out;
    out.reserve(counts_.size());
    for (const auto& [term, count] : counts_) out.push_back({term, saturated(count)});
    std::ranges::sort(out, {}, &TermCount::term);
    return out;
  }

 private:
  std::unordered_map<TermId, std::size_t> counts_;
};

/// The term of each word's stem; 0 for words that say nothing.
std::vector<TermId> terms_of_words(const std::vector<Word>& words, std::size_t limit, std::string_view lang) {
  thread_local text::Stemmer stemmer;
  std::vector<TermId> out(std::min(words.size(), limit), 0);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::string lowered = text::lower(words[i].text);
    if (words[i].kind != WordKind::kWord) {
      out[i] = term_of(lowered);
    } else if (lowered.size() >= 2 && !text::Stemmer::is_stop_word(lowered, lang)) {
      out[i] = term_of(stemmer.stem(lowered, lang));
    }
  }
  return out;
}

std::vector<TermCount> counted(std::span<const TermId> terms) {
  TermCounter counter;
  for (const TermId term : terms)
    if (term != 0) counter.add(term);
  return counter.sorted();
}

/// Capitalised, but no name: every article of a day holds them.
bool is_calendar_word(std::string_view lowered) {
  static const std::unordered_set<std::string_view> kWords = {
      "monday",   "tuesday", "wednesday", "thursday", "friday",     "saturday",  "sunday",  "january",
      "february", "april",   "june",      "july",     "august",     "september", "october", "november",
      "december", "montag",  "dienstag",  "mittwoch", "donnerstag", "freitag",   "samstag", "sonntag",
      "januar",   "februar", "juni",      "juli",     "oktober",    "dezember"};
  return kWords.contains(lowered);
}

class NameCounter {
 public:
  explicit NameCounter(std::string_view lang) : lang_(lang) {}

  void read(std::string_view text, const std::vector<Word>& words) {
    std::size_t capitalised = 0;
    for (const Word& word : words) capitalised += word.capitalised ? 1 : 0;
    if (words.empty() || static_cast<double>(capitalised) > kTitleCase * static_cast<double>(words.size()))
      return;
    for (std::size_t i = 0; i < words.size();) {
      const std::size_t end = run_end(text, words, i);
      if (end > i) add_run(words, i, end);
      i = std::max(end, i + 1);
    }
  }

  std::vector<Name> sorted() {
    for (const auto& [surface, count] : openers_) {
      if (const auto inside = names_.find(surface); inside != names_.end()) inside->second += count;
    }
    std::vector<Name> out;
    for (const auto& [surface, count] : names_) {
      out.push_back({term_of(text::lower(surface), kNameSeed), saturated(count), surface});
    }
    std::ranges::sort(out, [](const Name& a, const Name& b) {
      return a.term != b.term ? a.term < b.term : a.surface < b.surface;
    });
    const auto twins = std::ranges::unique(out, {}, &Name::term);
    out.erase(twins.begin(), twins.end());
    return out;
  }

 private:
  /// One past the last word of the run of capitalised words at `begin`, joined by single spaces or hyphens.
  static std::size_t run_end(std::string_view text, const std::vector<Word>& words, std::size_t begin) {
    std::size_t end = begin;
    while (end < words.size() && end - begin < kMaxNameWords && words[end].capitalised) {
      if (end > begin) {
        const auto gap_begin =
            static_cast<std::size_t>(words[end - 1].text.data() + words[end - 1].text.size() - text.data());
        const auto gap = text.substr(
            gap_begin, static_cast<std::size_t>(words[end].text.data() - text.data()) - gap_begin);
        if (gap != " " && gap != "-") break;
      }
      ++end;
    }
    return end;
  }

  bool is_no_name(const Word& word) const {
    const std::string lowered = text::lower(word.text);
    return text::Stemmer::is_stop_word(lowered, lang_) || is_calendar_word(lowered);
  }

  void add_run(const std::vector<Word>& words, std::size_t begin, std::size_t end) {
    // A stop word that opens a sentence ("The Orrery") is not part of the name, nor is the day beside it.
    while (begin < end && is_no_name(words[begin])) ++begin;
    while (begin < end && is_no_name(words[end - 1])) --end;
    if (begin == end) return;
    if (end - begin == 1 && words[begin].starts_sentence) {
      ++openers_[std::string(words[begin].text)];
      return;
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (words[i].text.size() >= 3 && !is_no_name(words[i])) {
        ++names_[std::string(words[i].text)];
      }
    }
    if (end - begin < 2) return;
    const char* const first = words[begin].text.data();
    ++names_[std::string(
        first, static_cast<std::size_t>(words[end - 1].text.data() + words[end - 1].text.size() - first))];
  }

  std::string_view lang_;
  std::map<std::string, std::size_t> names_, openers_;
};

/// Numbers of two digits and more, or with a fraction; years say little. Each stands for itself, and once
/// more with the word that follows as its unit: "7.5 billion" in two articles tells more than 7.5 of
/// anything.
std::vector<Number> numbers_of(const std::vector<Word>& words) {
  std::map<TermId, std::string> found;
  for (std::size_t i = 0; i < std::min(words.size(), kBodyWords); ++i) {
    const std::string_view digits = words[i].text;
    if (words[i].kind != WordKind::kNumber || digits.size() < 2) continue;
    const bool year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if (year) continue;
    found.emplace(term_of(digits, kNumberSeed), digits);
    if (i + 1 == words.size() || words[i + 1].kind != WordKind::kWord || words[i + 1].text.size() < 2)
      continue;
    const std::string with_unit = std::string(digits) + ' ' + text::lower(words[i + 1].text);
    found.emplace(term_of(with_unit, kNumberSeed), with_unit);
  }
  std::vector<Number> out;
  for (auto& [term, surface] : found) out.push_back({term, std::move(surface)});
  return out;
}

std::vector<std::uint64_t> shingles_of(const std::vector<Word>& words, std::uint64_t& content_hash) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(words.size());
  for (const Word& word : words) hashes.push_back(text::hash64(text::lower(word.text)));
  content_hash = hashes.empty() ? 0
                                : text::hash64({reinterpret_cast<const char*>(hashes.data()),
                                                hashes.size() * sizeof(std::uint64_t)});
  std::vector<std::uint64_t> out;
  for (std::size_t i = 0; i + kShingleWords <= hashes.size() && out.size() < kMaxShingles; ++i) {
    out.push_back(text::hash64(
        {reinterpret_cast<const char*>(hashes.data() + i), kShingleWords * sizeof(std::uint64_t)}));
  }
  std::ranges::sort(out);
  const auto twins = std::ranges::unique(out);
  out.erase(twins.begin(), twins.end());
  return out;
}

/// The same for "Markets on Monday: 12 shares to watch" and "Markets on Tuesday: 15 shares to watch".
TermId series_of(const std::vector<Word>& title) {
  std::string kept;
  for (const Word& word : title) {
    const std::string lowered = text::lower(word.text);
    if (word.kind == WordKind::kWord && !is_calendar_word(lowered)) kept += lowered + ' ';
  }
  return kept.empty() ? 0 : term_of(kept, kSeriesSeed);
}

/// "en" of "en-US"; where nothing is said, as the text reads.
std::string language_of(const Article& article, const std::string& body) {
  if (article.lang) return text::lower(article.lang->substr(0, article.lang->find_first_of("-_")));
  return text::detect_language(article.title.value_or("") + ". " + body).code.value_or("");
}

}  // namespace

TermId term_of_stem(std::string_view stem) { return term_of(stem); }

Features compute(const Article& article) {
  Features out;
  out.headline = article.title.value_or("");
  out.source = article.source.value_or("");
  out.teaser = article.kind == ArticleKind::kTeaser;
  out.opinion = article.opinion;
  if (article.published) {
    out.published_utc = article.published->utc_seconds;
    out.published_is_day = article.published->precision == Precision::kDay;
  }
  if (article.arrival) out.arrival_utc = article.arrival->utc_seconds;

  const std::string& body = article.text.empty() && article.summary ? *article.summary : article.text;
  out.lang = language_of(article, body);
  std::vector<Word> title_words, body_words;
  text::split_words(out.headline, title_words);
  text::split_words(body, body_words);
  out.word_count = static_cast<std::uint32_t>(body_words.size());
  out.title = counted(terms_of_words(title_words, title_words.size(), out.lang));
  // What a live page tells further down, it told an hour ago.
  const bool live = article.kind == ArticleKind::kLive;
  const auto terms = terms_of_words(body_words, kShownWords, out.lang);
  const std::span<const TermId> all(terms);
  out.lead = counted(all.first(std::min(terms.size(), kLeadWords)));
  out.body = live ? out.lead : counted(all.first(std::min(terms.size(), kBodyWords)));
  out.numbers = numbers_of(body_words);
  out.series = series_of(title_words);
  out.round_up = !live && is_round_up(body, std::span(body_words).first(terms.size()), terms, out.title);

  NameCounter names(out.lang);
  names.read(out.headline, title_words);
  if (body_words.size() > kBodyWords) body_words.resize(kBodyWords);
  names.read(body, body_words);
  out.names = names.sorted();

  std::vector<Word> own_words;
  text::split_words(without_boilerplate(body), own_words);
  out.shingles = shingles_of(own_words, out.content_hash);
  return out;
}

}  // namespace newsloom::features
