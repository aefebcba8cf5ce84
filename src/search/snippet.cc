#include "search/snippet.h"

#include <algorithm>
#include <map>
#include <optional>

#include "text/index_words.h"
#include "text/utf8.h"

namespace newsloom::search {
namespace {

/// Words of a snippet; two lines on a page.
constexpr std::size_t kSnippetWords = 40;
/// Words shown before the first hit, so that it stands in a sentence.
constexpr std::size_t kWordsBefore = 8;
/// Bytes of a text that are looked through for hits.
constexpr std::size_t kMaxTextBytes = 100'000;

struct Place {
  std::size_t begin = 0, end = 0;
  const std::string* match = nullptr;  ///< the word asked for, if it is one
};

/// Words that may overlap (pairs of Han characters do), in order.
std::vector<Place> places_of(std::string_view text, std::string_view language, const WordSet& words) {
  thread_local text::IndexWords index_words;
  std::vector<Place> places;
  index_words.cut(text, language, text::IndexWordsOf::kArticle, [&](const text::IndexWord& word) {
    const auto found = words.find(word.word);
    const std::string* match = found == words.end() ? nullptr : &*found;
    if (word.same_place && match == nullptr) return;
    places.push_back({word.begin, word.end, match});
  });
  return places;
}

void append(std::vector<MatchedText>& out, std::string_view text, bool match) {
  if (text.empty()) return;
  std::string folded;
  for (const char c : text) folded += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  if (!out.empty() && out.back().match == match) {
    out.back().text += folded;
  } else {
    out.push_back({std::move(folded), match});
  }
}

/// The text from `from` to `to` with the marks of `places` that lie inside.
std::vector<MatchedText> cut_out(std::string_view text, const std::vector<Place>& places, std::size_t from,
                                 std::size_t to) {
  std::vector<MatchedText> out;
  std::size_t at = from;
  for (const Place& place : places) {
    if (place.match == nullptr || place.end <= at || place.begin < from || place.end > to) continue;
    const std::size_t begin = std::max(place.begin, at);
    append(out, text.substr(at, begin - at), false);
    append(out, text.substr(begin, place.end - begin), true);
    at = place.end;
  }
  append(out, text.substr(at, to - at), false);
  return out;
}

/// The first place of the best window of kSnippetWords places.
std::size_t best_window(const std::vector<Place>& places) {
  std::map<const std::string*, int> inside;
  std::size_t best = 0, best_distinct = 0;
  for (std::size_t end = 0; end < places.size(); ++end) {
    if (places[end].match != nullptr) ++inside[places[end].match];
    if (end >= kSnippetWords) {
      const Place& gone = places[end - kSnippetWords];
      if (gone.match != nullptr && --inside[gone.match] == 0) inside.erase(gone.match);
    }
    if (inside.size() <= best_distinct) continue;
    best_distinct = inside.size();
    best = end + 1 > kSnippetWords ? end + 1 - kSnippetWords : 0;
  }
  if (best_distinct == 0) return 0;
  // From the first hit of the window on, with some words before it.
  std::size_t first = best;
  while (places[first].match == nullptr) ++first;
  return first > kWordsBefore ? first - kWordsBefore : 0;
}

}  // namespace

std::vector<MatchedText> marked(std::string_view text, std::string_view language, const WordSet& words) {
  return cut_out(text, places_of(text, language, words), 0, text.size());
}

std::vector<MatchedText> snippet_of(std::string_view text, std::string_view language, const WordSet& words) {
  std::size_t repaired = 0;
  std::string head;
  if (text.size() > kMaxTextBytes) {
    head = text::repair_utf8(text.substr(0, kMaxTextBytes), repaired);
    text = head;
  }
  const std::vector<Place> places = places_of(text, language, words);
  if (places.empty()) return {};
  const std::size_t first = best_window(places);
  const std::size_t last = std::min(first + kSnippetWords, places.size()) - 1;
  // From the beginning of the text rather than from its first word: a quotation mark may stand before it.
  const std::size_t from = first == 0 ? 0 : places[first].begin;
  const std::size_t to = last + 1 == places.size() ? text.size() : places[last].end;
  std::vector<MatchedText> out;
  if (from > 0) append(out, "… ", false);
  for (const MatchedText& part : cut_out(text, places, from, to)) append(out, part.text, part.match);
  if (to < text.size()) append(out, " …", false);
  return out;
}

}  // namespace newsloom::search
