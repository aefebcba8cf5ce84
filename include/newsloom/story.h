// What readers are shown: stories, coverage, recommended stories, the edition. Plain values, no connections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/article.h"
#include "newsloom/ids.h"

namespace newsloom {

/// A publisher, by registrable domain. An unknown publisher is no source at all, so two of them are never
/// one.
struct Source {
  SourceId id = SourceId::kNone;
  std::string domain;
  std::optional<std::string> name;
  std::int64_t articles = 0;  ///< that are here now, teasers included
};

/// An article as one line of a list.
struct Headline {
  ArticleId id = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  std::string title;
  std::optional<std::string> summary;  ///< the publisher's, else the first paragraph; whole, never cut
  std::optional<std::string> source, site_name, agency, lang;
  std::optional<std::string> url;      ///< where it stands at its publisher
  std::optional<std::string> picture;  ///< the address of its lead image, as published
  bool right_to_left = false;
  std::optional<Timestamp> published;
  ArticleId copy_of = ArticleId::kNone;  ///< the original, if this is a wire copy
  std::string why;                       ///< why it stands in its story, a plain sentence
};

/// The articles of all publishers about one event.
struct Story {
  StoryId id = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  std::string title;               ///< the headline of its representative article
  std::vector<Headline> articles;  ///< newest first, wire copies after their original
  std::optional<std::int64_t> first_utc, last_utc;
};

/// A story as one line of a list.
struct StoryHead {
  StoryId id = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  std::int64_t articles = 0, copies = 0, sources = 0;
  std::optional<std::int64_t> first_utc, last_utc;
  Headline representative;  ///< the article that stands for it
};

/// A change of an earlier decision, by repair or by the owner. `story` is where the article (or, merged, all
/// articles of `from`) stands since; a merged story's id leads to `story` for ever.
struct StoryUpdate {
  enum class Kind { kMoved, kSplit, kMerged };
  std::int64_t id = 0;  ///< rises with every change: where to go on reading
  Kind kind = Kind::kMoved;
  std::int64_t at_utc = 0;  ///< the stream's clock
  StoryId story = StoryId::kNone;
  ArticleId article = ArticleId::kNone;  ///< none: the whole story
  StoryId from = StoryId::kNone;
  std::string why;  ///< a plain sentence
};

/// Why a recommended story stands where it stands.
enum class Lane {
  kMoreOnThis,           ///< the same affair: what came before, at the time, and background
  kWhatCameAfter,        ///< under an article that is old by the stream's clock: how the affair went on
  kSamePeopleAndPlaces,  ///< other affairs
  kAlsoToday,            ///< the edition of the article's day, where the well is dry
};

/// A different story offered under an article.
struct RecommendedStory {
  Headline headline;  ///< its representative article
  Lane lane = Lane::kAlsoToday;
  double score = 0;
  std::string why;             ///< a plain sentence from stored evidence
  std::vector<Headline> also;  ///< other articles of that story, folded behind "+n", at most 20
};

/// What to read after an article or a text.
struct ReadNext {
  ArticleId id = ArticleId::kNone;  ///< the article; none for a text that is not here
  std::vector<RecommendedStory> recommended;
  std::vector<Headline> coverage;  ///< of the same story, newest first; at most kMostCoverage
  static constexpr std::size_t kMostCoverage = 20;
};

/// The story that a text is about.
struct AboutStory {
  Headline headline;  ///< of its article that shows it best; names the story
  double chance = 0;  ///< 0..1
  std::string why;    ///< a plain sentence
};

/// What two texts have in common and where they differ: how much, and the longest passages as printed, in
/// the order of the text, cut where they are long.
struct Passages {
  std::vector<std::string> shared, only_here, only_there;
  std::int64_t shared_words = 0;            ///< of the words here, those in passages that the other has too
  std::int64_t words = 0, words_there = 0;  ///< that were looked at
  friend bool operator==(const Passages&, const Passages&) = default;
};

/// Where a text comes from: it copies another article, or is a later state of it.
struct TextOrigin {
  ArticleId of = ArticleId::kNone;
  double shared = 0;  ///< share of the shorter text that both have, 0..1
  Passages passages;  ///< here: the article itself; there: what it comes from
};

/// Everything the page of one article shows.
struct ArticlePage {
  static constexpr std::size_t kMostVersions = 40;
  ArticleId id = ArticleId::kNone;
  Article article;
  StoryId story = StoryId::kNone;
  /// Of a teaser: why there is no text, as a sentence ("harbour.example answers 403 …").
  std::optional<std::string> why_no_text;
  std::optional<TextOrigin> copy;     ///< of its original, if it is a wire copy
  std::optional<TextOrigin> updates;  ///< the earlier state, if it is a later one ("UPDATE 2-")
  std::vector<ArticleId> updated_by;  ///< the next state, if there is one; seldom several
  /// All states of the report, the oldest first and this one among them; empty where there is no other. At
  /// most kMostVersions.
  std::vector<Headline> versions;
  std::vector<Headline> coverage;  ///< the other articles of the same story
  std::vector<RecommendedStory> recommended;
};

/// The ranked stories at one moment.
struct Edition {
  std::optional<std::int64_t> as_of_utc;  ///< the stream's clock
  std::vector<Story> stories;
  std::int64_t article_count = 0, story_count = 0;
};

/// "more", "after", "same" or "today" in records; "More on this" and so on in pages.
std::string_view name_of(Lane lane);
std::string_view title_of(Lane lane);

}  // namespace newsloom
