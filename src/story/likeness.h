// Is this article an account of that event? The numbers that are looked at, and the decision.
#pragma once

#include <array>
#include <optional>
#include <utility>

#include "story/vectors.h"

namespace newsloom::story {

/// What is known of a pair (article, story): cosines, 0..1, and distances in time. Empty where one side lacks
/// the field or the time: that counts neither for nor against.
struct Signals {
  std::optional<double> title, lead, body, names, numbers;
  std::optional<double> title_in_body, body_in_title;  ///< the article's field against the story's other one
  std::optional<double> days_to_newest, days_to_mean, days_to_oldest;  ///< of the story's articles
};

/// The signals as the decision sees them, with their names: cosines, times as nearness (1: the same moment),
/// and neutral values in the place of what is missing.
inline constexpr std::size_t kSignalCount = 10;
std::array<std::pair<const char*, double>, kSignalCount> named_values(const Signals& signals);

/// The chance that both tell of one event, 0..1: a logistic function of the signals.
double chance_of_same_event(const Signals& signals);

/// At and above this chance an article joins a story. Below one half: on the development stream a missed
/// article costs more BCubed F1 than a wrong one (.42: 89.7, .35: 90.0 with pair F1 2 points lower).
inline constexpr double kSameEvent = 0.4;

}  // namespace newsloom::story
