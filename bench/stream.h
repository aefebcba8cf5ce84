// An invented stream of news for benchmarks and tests of size: the same seed gives the same stream, byte for
// byte.
//
// Planted in it, so that an answer can be checked before it is timed:
//  - stories, their sizes heavy-tailed (most have one article, a few have hundreds), their lives hours to
//  days;
//  - wire copies: the text of an earlier article of the same story, cut at the end and with some words
//  changed;
//  - words after Zipf's law in seven languages and five scripts (Latin, Cyrillic, Arabic, Han, Devanagari),
//    none of them a word of any language on purpose;
//  - persons and places that several stories share, and numbers that one story repeats.
//
// What it does not have: updates under the same address, syntax, and the way real words cluster. Figures of
// quality measured on it say nothing about real news.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace newsloom::bench {

struct StreamOptions {
  std::int64_t articles = 10'000;
  std::uint64_t seed = 1;
  std::int64_t per_day = 20'000;  ///< arrivals; decides how many days the stream lasts
  double words = 220;             ///< median words of a text
};

/// One article of the stream, and the truth about it.
struct StreamArticle {
  std::int64_t number = 0;  ///< 0, 1, 2, … in the order of arrival
  std::string id, url, source, lang, title, text;
  std::optional<std::int64_t> published_utc;  ///< missing for one in thirty
  bool published_is_day = false;              ///< one in twenty gives the day alone
  std::int64_t arrival_utc = 0;
  std::int64_t story = 0;               ///< 1, 2, 3, … in the order of their first arrival
  std::optional<std::int64_t> copy_of;  ///< the number of the original
};

/// Plans the whole stream at once (24 bytes an article), writes each article when it is asked for.
class Stream {
 public:
  explicit Stream(const StreamOptions& options);

  /// The next article in the order of arrival; nothing after the last.
  std::optional<StreamArticle> next();

 private:
  /// An article as it is planned: everything else follows from these numbers.
  struct Plan {
    std::int64_t arrival = 0;
    std::int32_t story = 0;
    std::int32_t original = -1;  ///< its own place in `plans_` unless it is a copy
  };
  void plan_stories();
  void plan_copies();

  StreamOptions options_;
  std::vector<Plan> plans_;
  std::size_t next_ = 0;
};

/// One line of JSON, an article record.
std::string to_json(const StreamArticle& article);
/// One line of JSON: {"id","story","copy_of"}.
std::string truth_of(const StreamArticle& article);

}  // namespace newsloom::bench
