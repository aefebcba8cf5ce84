// Is this article an account of that event? The numbers that are looked at, and the decision.
#pragma once

#include <optional>

#include "story/vectors.h"

namespace newsloom::story {

/// What is known of a pair (article, story). Missing times are empty and count neither for nor against.
struct Signals {
  double title = 0, body = 0, names = 0;  ///< cosines, 0..1
  std::optional<double> days_to_newest;   ///< distance of the publication from the story's newest article
  std::optional<double> days_to_mean;     ///< and from the mean of all its articles
};

/// How near in time, 1 (the same moment) to 0 (weeks apart); a fixed value between them where a time is
/// unknown.
double nearness(const std::optional<double>& days);

/// The chance that both tell of one event, 0..1: a logistic function of the signals.
double chance_of_same_event(const Signals& signals);

/// At and above this chance an article joins a story.
inline constexpr double kSameEvent = 0.5;

}  // namespace newsloom::story
