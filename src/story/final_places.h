// Where the articles of a whole stream stand after the last repair: for programs without a database.
#pragma once

#include <cstddef>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newsloom/ids.h"
#include "story/repair.h"
#include "story/story_builder.h"

namespace newsloom::story {

/// Articles are numbered from 1 in the order in which they were placed. One thread.
class FinalPlaces {
 public:
  void add(const Placement& placement) {
    places_.push_back(placement);
    if (placement.replaces != ArticleId::kNone) now_copy_of_[placement.replaces] = id_of(places_.size() - 1);
  }
  /// REQUIRES: changes come in the order in which the builder told them, after the articles they name.
  void apply(const StoryChange& change) {
    if (change.kind == StoryChange::Kind::kMerge) {
      became_[change.story] = {change.other, change.storyline};
      if (change.article != ArticleId::kNone)
        places_.at(static_cast<std::size_t>(number(change.article)) - 1).why = change.why;
      return;
    }
    Placement& place = places_.at(static_cast<std::size_t>(number(change.article)) - 1);
    place.story = change.other;
    place.storyline = change.storyline;
    place.why = change.why;
  }
  std::size_t size() const { return places_.size(); }
  /// `index`: the article's number less one.
  Placement of(std::size_t index) const {
    Placement place = places_[index];
    for (auto next = became_.find(place.story); next != became_.end(); next = became_.find(place.story))
      std::tie(place.story, place.storyline) = next->second;
    const ArticleId original = original_of(place.copy_of == ArticleId::kNone ? id_of(index) : place.copy_of);
    place.copy_of = original == id_of(index) ? ArticleId::kNone : original;
    return place;
  }

 private:
  static ArticleId id_of(std::size_t index) { return static_cast<ArticleId>(index + 1); }
  ArticleId original_of(ArticleId id) const {
    for (auto next = now_copy_of_.find(id); next != now_copy_of_.end(); next = now_copy_of_.find(id))
      id = next->second;
    return id;
  }

  std::vector<Placement> places_;
  std::unordered_map<ArticleId, ArticleId> now_copy_of_;  ///< originals that lost their place
  std::unordered_map<StoryId, std::pair<StoryId, StorylineId>> became_;
};

}  // namespace newsloom::story
