// Is this article an account of that event? The numbers that are looked at, and the decision.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace newsloom::story {

/// What is known of a pair (article, story): likenesses, 0..1, and distances in time. Empty where one side
/// lacks the field or the time: that counts neither for nor against.
struct Signals {
  std::optional<double> title, lead, body, names, numbers;
  std::optional<double> title_in_body, body_in_title;  ///< the article's field against the story's other one
  std::optional<double> days_to_newest, days_to_mean, days_to_oldest;  ///< of the story's articles
  double time_trust = 1;  ///< how much these distances tell, 0..1
  bool conflict = false;  ///< both name several, and none in common
  double new_stream = 0;  ///< how little is known of what the days talk about, 0..1
};

/// The signals as the decision sees them.
inline constexpr std::size_t kSignalCount = 21;
inline constexpr std::size_t kCrowdSignal = kSignalCount - 1;
using SignalValues = std::array<double, kSignalCount>;
extern const std::array<std::string_view, kSignalCount> kSignalNames;

/// A logistic function of the signals, and of how the story stands among others.
struct MergeModel {
  double bias = 0;
  SignalValues weights{};
  double threshold = 0.4;
};
/// Chosen by hand on the stream of bench/train_merge.cc, which measures them; what a regression learns there
/// was a little worse (docs/stories.md).
const MergeModel& learned_model();

SignalValues values_of(const Signals& signals);

/// What speaks for one event in the words alone, 0 and up; a part of the sum in the decision.
double likeness_in_words(const SignalValues& values, const MergeModel& model);

/// How much of its likeness to a story an article has to the two other stories that are likest to it, 0..1:
/// `likenesses` are those of all stories in question, `own` the place of the story. Among many events of one
/// affair the second likest is nearly as like as the first, and what is alike tells little.
double crowd_of(std::span<const double> likenesses, std::size_t own);

/// The chance that both tell of one event, 0..1.
double chance_of_same_event(const SignalValues& values, const MergeModel& model);

}  // namespace newsloom::story
