#include "query_mix.h"

#include <algorithm>

#include "stream_words.h"
#include "text/words.h"

namespace newsloom::bench {
namespace {

/// Articles that queries are made of (reservoir sampling).
constexpr std::size_t kKept = 2'000;
/// Words of a text that are kept: a phrase may come from anywhere in them.
constexpr std::size_t kKeptWords = 200;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<text::Word> words;
  text::split_words(text.substr(0, 4'000), words);
  std::vector<std::string> out;
  for (const text::Word& word : words)
    if (out.size() < kKeptWords) out.emplace_back(word.text);
  return out;
}

}  // namespace

std::uint64_t QueryMix::below(std::uint64_t bound) {
  Dice dice(state_);
  state_ = dice.next();
  return state_ % bound;
}

void QueryMix::add(const Article& article) {
  const auto place = static_cast<std::size_t>(below(static_cast<std::uint64_t>(++seen_)));
  if (kept_.size() >= kKept && place >= kKept) return;
  Kept kept{.source = article.source.value_or(""),
            .lang = article.lang.value_or(""),
            .day = article.published ? to_iso(*article.published).substr(0, 10) : "",
            .title = words_of(article.title.value_or("")),
            .text = words_of(article.text)};
  if (kept.title.empty() || kept.text.size() < 20) return;
  if (kept_.size() < kKept) {
    kept_.push_back(std::move(kept));
  } else {
    kept_[place] = std::move(kept);
  }
}

MixedQuery QueryMix::one(const Kept& article) {
  const auto phrase = [&](std::uint64_t words) {
    const std::uint64_t from = below(article.text.size() - words);
    std::string out = "\"" + article.text[from];
    for (std::uint64_t i = 1; i < words; ++i) out += ' ' + article.text[from + i];
    return out + '"';
  };
  const std::string& word = any(article.title);
  switch (below(16)) {
    case 0:
    case 1:
    case 2:
    case 3:
      return {"title word", word};
    case 4:
      return {"text word", any(article.text)};
    case 5: {
      // The longest word is the rarest, near enough.
      const auto longest = std::ranges::max_element(article.text, {}, &std::string::size);
      return {"rare word", *longest};
    }
    case 6:
    case 7:
      return {"two words", word + ' ' + any(article.text)};
    case 8:
      return {"three words", word + ' ' + any(article.text) + ' ' + any(article.text)};
    case 9:
      return {"phrase of two", phrase(2)};
    case 10:
      return {"phrase of four", phrase(4)};
    case 11:
      return {"exclusion", word + " -" + any(article.text)};
    case 12:
      return {"alternatives", word + " OR " + any(article.text)};
    case 13:
      return {"publisher", word + " source:" + article.source};
    case 14:
      return {"language", word + " lang:" + article.lang};
    default:
      return {"dates", word + (article.day.empty() ? "" : " after:" + article.day)};
  }
}

std::vector<MixedQuery> QueryMix::make(std::size_t count) {
  std::vector<MixedQuery> queries;
  for (std::size_t i = 0; i < count && !kept_.empty(); ++i)
    queries.push_back(one(kept_[below(kept_.size())]));
  return queries;
}

}  // namespace newsloom::bench
