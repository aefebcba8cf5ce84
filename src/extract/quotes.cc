// One pass finds the marks; a closing mark is looked for in the same paragraph only. The speaker is the run
// of capitalised words directly before or after a verb of saying that stands directly behind or before the
// quote.
#include "extract/quotes.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMaxQuotes = 100;
/// Fewer words, or bytes where words have no spaces, are a term and not speech.
constexpr std::size_t kLeastWords = 4, kLeastBytes = 24;
constexpr std::size_t kLongestQuote = 2000;
/// Bytes beside a quote in which its speaker is named.
constexpr std::size_t kBeside = 140;

struct Marks {
  std::string_view open;
  std::array<std::string_view, 2> close;
};
constexpr std::array<Marks, 8> kMarks = {{{"“", {"”", "“"}},
                                          {"„", {"“", "”"}},
                                          {"«", {"»", "»"}},
                                          {"»", {"«", "»"}},
                                          {"”", {"”", "”"}},
                                          {"\"", {"\"", "\""}},
                                          {"「", {"」", "」"}},
                                          {"『", {"』", "』"}}}};

/// Verbs of saying, as they stand in the past or present of a report.
constexpr std::array<std::string_view, 84> kSays = {
    "said",       "says",        "told",        "added",         "adds",     "wrote",       "asked",
    "explained",  "replied",     "warned",      "stated",        "tweeted",  "continued",   "recalled",
    "sagte",      "sagt",        "erklärte",    "erklärt",       "betonte",  "teilte",      "meint",
    "meinte",     "schrieb",     "kritisierte", "forderte",      "fügte",    "a déclaré",   "déclare",
    "dit",        "a dit",       "affirme",     "a affirmé",     "explique", "a expliqué",  "assure",
    "ajoute",     "souligne",    "dijo",        "dice",          "afirmó",   "aseguró",     "explicó",
    "señaló",     "declaró",     "añadió",      "disse",         "diz",      "afirmou",     "explicou",
    "declarou",   "ha detto",    "dice",        "ha dichiarato", "spiega",   "ha spiegato", "afferma",
    "zei",        "zegt",        "aldus",       "verklaarde",    "sa",       "säger",       "sade",
    "sier",       "siger",       "sagde",       "forteller",     "sanoo",    "sanoi",       "kertoo",
    "powiedział", "powiedziała", "mówi",        "stwierdził",    "řekl",     "řekla",       "сказал",
    "сказала",    "заявил",      "заявила",     "отметил",       "сообщил",  "dedi",        "сказав"};

constexpr std::array<std::string_view, 24> kParticles = {
    "van", "von", "de", "der", "den", "del", "la", "al",  "bin", "ben", "el",  "da",
    "di",  "dos", "du", "le",  "of",  "ter", "zu", "ibn", "af",  "av",  "mac", "ten"};
constexpr std::array<std::string_view, 34> kNobody = {
    "He", "She",  "They", "We",  "I",   "It",  "You", "The", "A",  "An",   "And", "But",
    "Er", "Sie",  "Es",   "Wir", "Und", "Der", "Die", "Das", "Il", "Elle", "Ils", "On",
    "Él", "Ella", "El",   "Ele", "Ela", "Lui", "Lei", "Hij", "Он", "Она"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t begin = text.find_first_not_of(" \n\t");
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \n\t", begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
  return out;
}

std::string_view bare(std::string_view word) {
  while (!word.empty() && std::string_view(",.:;!?()").find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  while (!word.empty() && word.front() == '(') word.remove_prefix(1);
  return word;
}

bool is_capital(std::string_view word) {
  if (word.empty()) return false;
  std::size_t pos = 0;
  const char32_t first = text::next_code_point(word, pos);
  return text::is_letter(first) && text::is_upper(first);
}

bool ends_part(std::string_view word) {
  return word.ends_with(',') || word.ends_with('.') || word.ends_with(';') || word.ends_with(':');
}

/// The name that begins at `at`; empty without one.
std::string name_from(const std::vector<std::string_view>& words, std::size_t at) {
  constexpr std::size_t kLongestName = 5;
  std::string out;
  std::size_t last_capital = 0;
  for (std::size_t i = at; i < words.size() && i < at + kLongestName; ++i) {
    const std::string_view word = bare(words[i]);
    const bool particle = i > at && is_one_of(word, kParticles);
    if (!is_capital(word) && !particle) break;
    if (i == at && is_one_of(word, kNobody)) return {};
    if (!out.empty()) out += ' ';
    out += word;
    if (!particle) last_capital = out.size();
    const bool initial = word.size() == 1 && words[i].ends_with('.');
    if (initial) {
      out += '.';
      last_capital = out.size();
    } else if (ends_part(words[i])) {
      break;
    }
  }
  out.resize(last_capital);
  return out;
}

/// The name that ends before `end`.
std::string name_before(const std::vector<std::string_view>& words, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && end - begin < 5) {
    const std::string_view word = bare(words[begin - 1]);
    const bool particle = is_one_of(word, kParticles) && begin < end;
    if ((!is_capital(word) && !particle) || (begin < end && ends_part(words[begin - 1]))) break;
    --begin;
  }
  while (begin < end && (!is_capital(bare(words[begin])) || is_one_of(bare(words[begin]), kNobody))) ++begin;
  return begin < end ? name_from(words, begin) : std::string();
}

bool says(const std::vector<std::string_view>& words, std::size_t at, std::size_t& length) {
  const std::string one = text::lower(bare(words[at]));
  length = 1;
  if (at + 1 < words.size()) {
    const std::string two = one + ' ' + text::lower(bare(words[at + 1]));
    if (is_one_of(std::string_view(two), kSays)) {
      length = 2;
      return true;
    }
  }
  return is_one_of(std::string_view(one), kSays);
}

/// ",” said Ann Lee" or ",” Ann Lee said", within the sentence that goes on behind the quote.
std::string speaker_after(std::string_view rest) {
  rest = rest.substr(0, std::min(rest.size(), kBeside));
  const auto words = words_of(rest);
  constexpr std::size_t kFirstWords = 7;
  for (std::size_t i = 0; i < words.size() && i < kFirstWords; ++i) {
    std::size_t length = 0;
    if (words[i] == "," || words[i] == "-" || words[i] == "–" || words[i] == "—") continue;
    if (says(words, i, length)) {
      std::string name = name_from(words, std::min(i + length, words.size()));
      return name.empty() ? name_before(words, i) : name;
    }
    if (words[i].ends_with('.') && bare(words[i]).size() > 2) break;
  }
  return {};
}

/// "Ann Lee said: “" or "Ann Lee: “".
std::string speaker_before(std::string_view before) {
  std::size_t cut = before.size() > kBeside ? before.size() - kBeside : 0;
  while (cut < before.size() && (before[cut] & 0xC0) == 0x80) ++cut;
  const auto words = words_of(before.substr(cut));
  if (words.empty()) return {};
  constexpr std::size_t kLastWords = 6;
  const std::size_t first = words.size() > kLastWords ? words.size() - kLastWords : 0;
  for (std::size_t i = words.size(); i > first; --i) {
    std::size_t length = 0;
    if (i < words.size() && words[i - 1].ends_with('.') && bare(words[i - 1]).size() > 2) break;
    if (!says(words, i - 1, length)) continue;
    std::string name = name_before(words, i - 1);
    return name.empty() ? name_from(words, i - 1 + length) : name;
  }
  return words.back().ends_with(':') ? name_before(words, words.size()) : std::string();
}

bool is_speech(std::string_view quote) {
  if (quote.size() < kLeastBytes || quote.size() > kLongestQuote) return false;
  const bool spaced = quote.find(' ') != std::string_view::npos;
  return !spaced || words_of(quote).size() >= kLeastWords;
}

/// Can a mark begin with this byte?
constexpr auto kOpens = [] {
  std::array<bool, 256> table{};
  for (const Marks& marks : kMarks) table[static_cast<unsigned char>(marks.open.front())] = true;
  return table;
}();

void quotes_in(std::string_view paragraph, std::vector<Quote>& out) {
  for (std::size_t pos = 0; pos < paragraph.size() && out.size() < kMaxQuotes;) {
    if (!kOpens[static_cast<unsigned char>(paragraph[pos])]) {
      ++pos;
      continue;
    }
    const auto* marks = std::ranges::find_if(
        kMarks, [&](const Marks& m) { return paragraph.substr(pos).starts_with(m.open); });
    if (marks == kMarks.end()) {
      ++pos;
      continue;
    }
    const std::size_t begin = pos + marks->open.size();
    std::size_t end = std::string_view::npos, length = 0;
    for (const std::string_view close : marks->close) {
      const std::size_t found = paragraph.find(close, begin);
      if (found < end) {
        end = found;
        length = close.size();
      }
    }
    if (end == std::string_view::npos) {
      pos = begin;
      continue;
    }
    std::string_view quote = text::trim(paragraph.substr(begin, end - begin));
    pos = end + length;
    if (!is_speech(quote)) continue;
    while (quote.ends_with(',')) quote.remove_suffix(1);
    std::string speaker = speaker_after(paragraph.substr(pos));
    if (speaker.empty()) speaker = speaker_before(paragraph.substr(0, begin - marks->open.size()));
    out.push_back({std::string(quote), speaker.empty() ? std::nullopt : std::optional(std::move(speaker))});
  }
}

}  // namespace

std::vector<Quote> quotes_of(std::string_view text) {
  std::vector<Quote> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    quotes_in(text.substr(0, end), out);
    text.remove_prefix(std::min(end + 2, text.size()));
  }
  return out;
}

}  // namespace newsloom::extract
