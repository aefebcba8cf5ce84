// Articles about events that never happened, for the tests of features, copies and stories.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "features/features.h"
#include "newsloom/article.h"

namespace newsloom::story {

inline constexpr std::int64_t kMonday = 1'700'438'400;  // 2023-11-20T00:00:00Z
inline constexpr std::int64_t kHour = 3600, kDay = 86400;

inline Article invented(std::string title, std::string text, std::int64_t after_monday = 0) {
  Article out;
  out.kind = ArticleKind::kArticle;
  out.lang = "en";
  if (!title.empty()) out.title = std::move(title);
  out.text = std::move(text);
  out.published = Timestamp{kMonday + after_monday, 0, Precision::kSecond};
  return out;
}

inline features::Features features_of(std::string title, std::string text, std::int64_t after_monday = 0) {
  return features::compute(invented(std::move(title), std::move(text), after_monday));
}

/// `words` words that mean nothing, from a vocabulary of `vocabulary`; the same for the same `random`.
inline std::string babble(std::mt19937& random, std::size_t words, unsigned vocabulary = 5000) {
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    unsigned value = static_cast<unsigned>(random()) % vocabulary;
    std::string word;
    for (int syllable = 0; syllable < 4; ++syllable, value /= 9) {
      word += "bdfgklmnp"[value % 9];
      word += "aeiou"[(value / 2) % 5];
    }
    if (i % 12 == 0) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    out += word + (i % 12 == 11 ? ". " : " ");
  }
  return out;
}

}  // namespace newsloom::story
