// One pass over the words of title and text gives everything: stems by field, names, numbers, shingles.
#include "features/features.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <span>
#include <tuple>

#include "extract/agency.h"
#include "features/boilerplate.h"
#include "features/names.h"
#include "features/round_up.h"
#include "features/version_mark.h"
#include "features/word_facts.h"
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
/// Bytes of a text by which its language is told where nobody says it.
constexpr std::size_t kLanguageSample = 2048;
constexpr std::uint64_t kNumberSeed = 2, kSeriesSeed = 3, kDateSeed = 5;

TermId folded(std::uint64_t hash) { return static_cast<TermId>(hash); }

/// A text's words and what is known of each.
struct ReadText {
  std::string_view text;
  std::vector<Word> words;
  std::vector<WordFacts> facts;
  std::vector<TermId> terms;  ///< 0 for words that say nothing

  void read(std::string_view whole, WordMemo& memo) {
    text = whole;
    words.clear();
    text::split_words(text, words);
    memo.of_all(words, facts);
    terms.clear();
    for (const WordFacts& known : facts) terms.push_back(known.term);
  }
  std::span<const TermId> first_terms(std::size_t count) const {
    return std::span(terms).first(std::min(terms.size(), count));
  }
};

/// Sorts and counts hashes, in memory that is there from text to text.
class Counter {
 public:
  /// A pass over the upper 8 bits, of many two over 16, leaves hardly anything out of place; a headline needs
  /// none.
  void sort(std::vector<std::uint32_t>& hashes) {
    constexpr std::size_t kFew = 32, kMany = 1024;
    if (hashes.size() > kMany) sort_by(16, hashes);
    if (hashes.size() > kFew) sort_by(24, hashes);
    for (std::size_t i = 1; i < hashes.size(); ++i) {
      const std::uint32_t hash = hashes[i];
      std::size_t at = i;
      for (; at > 0 && hashes[at - 1] > hash; --at) hashes[at] = hashes[at - 1];
      hashes[at] = hash;
    }
  }
  std::vector<TermCount> counted(std::span<const TermId> terms) {
    sorted_.clear();
    for (const TermId term : terms)
      if (term != 0) sorted_.push_back(term);
    sort(sorted_);
    counts_.clear();
    for (std::size_t i = 0; i < sorted_.size();) {
      std::size_t end = i;
      while (end < sorted_.size() && sorted_[end] == sorted_[i]) ++end;
      counts_.push_back({sorted_[i], static_cast<std::uint16_t>(std::min<std::size_t>(end - i, 0xffff))});
      i = end;
    }
    return {counts_.begin(), counts_.end()};
  }

 private:
  /// By eight of their bits; what is equal there stays in its order.
  void sort_by(int shift, std::vector<std::uint32_t>& hashes) {
    other_.resize(hashes.size());
    std::array<std::uint32_t, 257> begins{};
    for (const std::uint32_t hash : hashes) ++begins[(hash >> shift & 0xff) + 1];
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    for (const std::uint32_t hash : hashes) other_[begins[hash >> shift & 0xff]++] = hash;
    hashes.swap(other_);
  }

  std::vector<std::uint32_t> sorted_, other_;
  std::vector<TermCount> counts_;
};

template <std::size_t kCount>
std::uint64_t joint_hash(const std::array<std::uint64_t, kCount>& values, std::uint64_t seed) {
  return text::hash64({reinterpret_cast<const char*>(values.data()), sizeof values}, seed);
}

/// The day of a month at `i`: "8 ноября", "May 8". 0 where there is none.
std::uint64_t date_at(const ReadText& text, std::size_t i) {
  const std::string_view digits = text.words[i].text;
  int day = 0;
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), day).ptr;
  // What follows the digits is an ending: "8th", "1er".
  if (digits.size() > 4 || day < 1 || day > 31 || digits.data() + digits.size() - end > 2) return 0;
  std::uint64_t month = i + 1 < text.words.size() ? text.facts[i + 1].month : 0;
  if (month == 0 && i > 0) month = text.facts[i - 1].month;
  return month == 0 ? 0 : joint_hash<2>({static_cast<std::uint64_t>(day), month}, kDateSeed);
}

/// Is a hyphen all that stands between the word at `i` and the next?
bool is_joined_to_next(const ReadText& text, std::size_t i) {
  if (i + 1 >= text.words.size()) return false;
  const char* const end = text.words[i].text.data() + text.words[i].text.size();
  const std::string_view between(end, static_cast<std::size_t>(text.words[i + 1].text.data() - end));
  return between == "-" || between == "\u2011";
}

/// "15 people" and "29-year-old", but neither "15, said" nor "15 %, said".
bool is_followed_closely(const ReadText& text, std::size_t i) {
  if (i + 1 >= text.words.size()) return false;
  const char* const end = text.words[i].text.data() + text.words[i].text.size();
  const std::string_view between(end, static_cast<std::size_t>(text.words[i + 1].text.data() - end));
  return between.find_first_of(",;:.!?()%\n") == std::string_view::npos;
}

/// "42 passengers", "29-year-old".
std::string with_unit(const ReadText& text, std::size_t i) {
  std::string out(text.words[i].text);
  out += (is_joined_to_next(text, i) ? '-' : ' ') + text::lower(text.words[i + 1].text);
  if (is_joined_to_next(text, i) && is_joined_to_next(text, i + 1))
    out += '-' + text::lower(text.words[i + 2].text);
  return out;
}

/// Numbers of two digits and more, or with a fraction; years say little. Each stands for itself, and once
/// more with the word that follows as its unit: "7.5 billion" in two articles tells more than 7.5 of
/// anything. A day of a month is one number, the same in all languages.
void add_numbers(const ReadText& text, std::vector<Number>& out) {
  const std::size_t limit = std::min(text.words.size(), kBodyWords);
  for (std::size_t i = 0; i < limit; ++i) {
    const std::string_view digits = text.words[i].text;
    if (text.words[i].kind != WordKind::kNumber) continue;
    if (const std::uint64_t date = date_at(text, i); date != 0) {
      const bool before = i + 1 < text.words.size() && text.facts[i + 1].month != 0;
      const std::string_view month = text.words[before ? i + 1 : i - 1].text;
      out.push_back({folded(date), before ? std::string(digits) + ' ' + std::string(month)
                                          : std::string(month) + ' ' + std::string(digits)});
      continue;
    }
    const bool year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if (digits.size() < 2 || year) continue;
    const std::uint64_t hash = text::hash64(digits, kNumberSeed);
    out.push_back({folded(hash), std::string(digits)});
    // "15, but" has no unit, nor has what belongs to a name: "Covid-19 patients".
    const bool in_name = i > 0 && text.words[i - 1].kind == WordKind::kWord && is_joined_to_next(text, i - 1);
    if (in_name || !is_followed_closely(text, i) || text.words[i + 1].kind != WordKind::kWord ||
        text.words[i + 1].text.size() < 2 || text.facts[i + 1].stop)
      continue;
    out.push_back({folded(joint_hash<2>({hash, text.facts[i + 1].unit}, kNumberSeed)), with_unit(text, i)});
  }
}

std::vector<Number> numbers_of(const ReadText& title, const ReadText& body) {
  std::vector<Number> out;
  add_numbers(title, out);
  add_numbers(body, out);
  std::ranges::sort(out, {}, [](const Number& number) { return std::tie(number.term, number.surface); });
  const auto twins = std::ranges::unique(out, {}, &Number::term);
  out.erase(twins.begin(), twins.end());
  return out;
}

/// The same for "Markets on Monday: 12 shares to watch" and "Markets on Tuesday: 15 shares to watch".
TermId series_of(const ReadText& title) {
  std::uint64_t kept = 0;
  for (std::size_t i = 0; i < title.words.size(); ++i) {
    if (title.words[i].kind != WordKind::kWord || title.facts[i].calendar) continue;
    kept = joint_hash<2>({kept, title.facts[i].hash}, kSeriesSeed);
  }
  return folded(kept);
}

/// "en" of "en-US"; where nothing is said, as the text reads.
std::string language_of(const Article& article, std::string_view body) {
  if (article.lang) return text::lower(article.lang->substr(0, article.lang->find_first_of("-_")));
  const std::string sample = article.title.value_or("") + ". " + std::string(body.substr(0, kLanguageSample));
  return text::detect_language(sample).code.value_or("");
}

/// Is the publisher an agency? By its name or its domain, with or without "news" ("tern-news.example" where
/// "Tern" is one); never where the article credits another.
bool is_agencys_own(const Article& article) {
  const auto known = [](std::string_view name) -> std::optional<std::string> {
    if (auto agency = extract::agency_of(name)) return agency;
    for (const std::string_view more : {"-news", " news", " News", "news"})
      if (name.size() > more.size() && name.ends_with(more))
        return extract::agency_of(name.substr(0, name.size() - more.size()));
    return std::nullopt;
  };
  std::optional<std::string> agency;
  if (article.site_name) agency = known(*article.site_name);
  if (!agency && article.source)
    agency = known(std::string_view(*article.source).substr(0, article.source->find('.')));
  return agency && (!article.agency || *article.agency == *agency);
}

}  // namespace

TermId term_of_stem(std::string_view stem) { return folded(text::hash64(stem)); }

TermId term_of_word(std::string_view lowered, std::string_view language) {
  return words_of(language).of(lowered).unit;
}

namespace {

/// Of a thread, from text to text.
struct Memory {
  ReadText title, body;
  Counter counter;
  std::vector<std::uint64_t> hashes;
};

/// Of the words between the dateline and the closing lines.
std::vector<std::uint32_t> shingles_of(const ReadText& body, Memory& memory, std::uint64_t& content_hash) {
  const std::string_view own = without_boilerplate(body.text);
  const auto at = [](const Word& word) { return word.text.data(); };
  const auto begin = std::ranges::lower_bound(body.words, own.data(), {}, at) - body.words.begin();
  const auto end = std::ranges::lower_bound(body.words, own.data() + own.size(), {}, at) - body.words.begin();
  std::vector<std::uint64_t>& hashes = memory.hashes;
  hashes.clear();
  for (auto i = begin; i < end; ++i) hashes.push_back(body.facts[static_cast<std::size_t>(i)].hash);
  content_hash = hashes.empty() ? 0
                                : text::hash64({reinterpret_cast<const char*>(hashes.data()),
                                                hashes.size() * sizeof(std::uint64_t)});
  std::vector<std::uint32_t> out;
  if (hashes.size() < kShingleWords) return out;
  const std::size_t count = std::min(hashes.size() - kShingleWords + 1, kMaxShingles);
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back(folded(text::hash64(
        {reinterpret_cast<const char*>(hashes.data() + i), kShingleWords * sizeof(std::uint64_t)})));
  }
  memory.counter.sort(out);
  const auto twins = std::ranges::unique(out);
  out.erase(twins.begin(), twins.end());
  return out;
}

Features compute(const Article& article, Memory& memory) {
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

  std::string_view text =
      without_stamp(article.text.empty() && article.summary ? *article.summary : article.text);
  const VersionMark mark = version_mark_of(out.headline);
  const std::size_t note = version_note_length(text);
  text.remove_prefix(note);
  if (mark.marked || note != 0) out.version = static_cast<std::uint8_t>(mark.number + 1);
  out.from_agency = is_agencys_own(article);
  out.lang = language_of(article, text);
  ReadText &title = memory.title, &body = memory.body;
  Counter& counter = memory.counter;
  WordMemo& memo = words_of(out.lang);
  title.read(mark.headline, memo);
  body.read(text, memo);
  out.word_count = static_cast<std::uint32_t>(body.words.size());
  out.title = counter.counted(title.terms);
  // What a live page tells further down, it told an hour ago.
  const bool live = article.kind == ArticleKind::kLive;
  out.lead = counter.counted(body.first_terms(kLeadWords));
  out.body = live ? out.lead : counter.counted(body.first_terms(kBodyWords));
  out.numbers = numbers_of(title, body);
  out.series = series_of(title);
  const std::span<const TermId> shown = body.first_terms(kShownWords);
  out.round_up = !live && is_round_up(text, std::span(body.words).first(shown.size()), shown, out.title);

  NameCounter names;
  names.read(mark.headline, title.words, title.facts);
  const std::size_t told = std::min(body.words.size(), kBodyWords);
  names.read(text, std::span(body.words).first(told), std::span(body.facts).first(told));
  out.names = names.sorted();
  out.shingles = shingles_of(body, memory, out.content_hash);
  return out;
}

}  // namespace

Features compute(const Article& article) {
  // Behind a pointer: else the place of the thread's memory would be asked for at every use of it.
  thread_local const auto kMemory = std::make_unique<Memory>();
  return compute(article, *kMemory);
}

}  // namespace newsloom::features
