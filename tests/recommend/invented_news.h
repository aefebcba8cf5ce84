// Hand-made features for tests of the recommender: words are given, nothing is extracted.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "features/features.h"
#include "newsloom/ids.h"
#include "recommend/recommender.h"
#include "text/hash.h"

namespace newsloom::recommend {

inline constexpr std::int64_t kMonday = 1'700'438'400;  // 2023-11-20T00:00:00Z
inline constexpr std::int64_t kHour = 3600, kDay = 86400;

inline features::TermId term_of(const std::string& word) {
  return static_cast<features::TermId>(text::hash64(word));
}

inline void count_word(std::vector<features::TermCount>& counts, const std::string& word) {
  const features::TermId term = term_of(word);
  const auto at = std::ranges::lower_bound(counts, term, {}, &features::TermCount::term);
  if (at != counts.end() && at->term == term)
    ++at->count;
  else
    counts.insert(at, {term, 1});
}

/// One invented article, told in a line: `article("storm floods harbour", {"Port Alba"}).by("a.example").at(3
/// hours)`.
struct Invented {
  features::Features features;
  story::Placement placement;

  Invented& by(std::string source) {
    features.source = std::move(source);
    return *this;
  }
  Invented& at(std::int64_t after_monday) {
    features.published_utc = kMonday + after_monday;
    return *this;
  }
  Invented& on_day(int day) {
    features.published_utc = kMonday + day * kDay;
    features.published_is_day = true;
    return *this;
  }
  Invented& in(int story, int storyline = 0) {
    placement.story = static_cast<StoryId>(story);
    placement.storyline = static_cast<StorylineId>(storyline);
    return *this;
  }
  Invented& copy_of(int id) {
    placement.copy_of = static_cast<ArticleId>(id);
    return *this;
  }
  Invented& language(std::string code) {
    features.lang = std::move(code);
    return *this;
  }
  Invented& teaser() {
    features.teaser = true;
    return *this;
  }
};

inline Invented article(const std::string& body, const std::vector<std::string>& names = {}) {
  Invented made;
  std::istringstream words(body);
  for (std::string word; words >> word;) count_word(made.features.body, word);
  for (const std::string& name : names) {
    features::Name entry{.term = term_of(name), .count = 1, .surface = name};
    made.features.names.insert(
        std::ranges::upper_bound(made.features.names, entry.term, {}, &features::Name::term), entry);
  }
  made.features.headline = body;
  made.features.lang = "en";
  return made;
}

/// Articles numbered from 1 in the order in which they are added, each in a story of its own unless it says
/// otherwise.
class InventedNews {
 public:
  ArticleId add(const Invented& made) {
    const auto id = static_cast<ArticleId>(++last_);
    story::Placement placement = made.placement;
    if (placement.story == StoryId::kNone) placement.story = static_cast<StoryId>(1000 + last_);
    recommender.add(id, made.features, placement);
    return id;
  }
  Recommendation under(ArticleId id, const RecommendOptions& options = {}) const {
    return recommender.recommend(id, options);
  }

  Recommender recommender;

 private:
  int last_ = 0;
};

inline std::vector<int> ids(const std::vector<Recommended>& list) {
  std::vector<int> numbers;
  for (const Recommended& entry : list) numbers.push_back(number(entry.article));
  return numbers;
}

inline std::vector<int> ids(const std::vector<ArticleId>& list) {
  std::vector<int> numbers;
  for (const ArticleId id : list) numbers.push_back(number(id));
  return numbers;
}

}  // namespace newsloom::recommend
