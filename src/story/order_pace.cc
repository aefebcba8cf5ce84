#include "story/order_pace.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story {
namespace {

/// Distances before anything is believed: some two hundred articles.
constexpr std::uint32_t kLeastMet = 500;
/// From so many on all count half: the pace of a stream may change.
constexpr std::uint32_t kMostMet = 16'384;
/// The nearest tenth of the distances are those within events.
constexpr double kWithinEvents = 0.1;
/// What such a distance counts as in days. From the development stream (twelve articles a day) read without
/// its dates: with 2 of them a seventh of what belongs together is torn apart.
constexpr double kDaysWithinEvents = 1.2;
/// Where the tenth lie within this part of the stream there may be no order (without any it is .1; a day in
/// which nothing is older than the events of that day has .04), and within this part it is believed in full.
constexpr double kNoOrder = 0.03, kOrder = 0.01;

constexpr double kMillion = 1e6;

double size_of(std::size_t half_octaves) { return std::exp2(static_cast<double>(half_octaves) / 2); }

}  // namespace

void OrderPace::Sizes::add(double size) {
  const double half_octaves = 2 * std::log2(std::max(size, 1.0));
  ++met_[std::min(static_cast<std::size_t>(half_octaves), met_.size() - 1)];
  if (++all_ < kMostMet) return;
  all_ = 0;
  for (std::uint32_t& count : met_) all_ += count /= 2;
}

double OrderPace::Sizes::below(double part) const {
  const double wanted = part * all_;
  double smaller = 0;
  std::size_t at = 0;
  for (; smaller + met_[at] < wanted; ++at) smaller += met_[at];
  const double inside = (wanted - smaller) / met_[at];  // of this half octave
  return size_of(at) + inside * (size_of(at + 1) - size_of(at));
}

void OrderPace::met_again(std::size_t ago, std::size_t articles) {
  steps_.add(static_cast<double>(ago));
  parts_.add(kMillion * static_cast<double>(ago) / static_cast<double>(std::max<std::size_t>(articles, 1)));
}

OrderPace::Told OrderPace::told() const {
  if (steps_.count() < kLeastMet) return {};
  const double part = parts_.below(kWithinEvents) / kMillion;
  return {.trust = std::clamp((kNoOrder - part) / (kNoOrder - kOrder), 0.0, 1.0),
          .days_a_step = kDaysWithinEvents / steps_.below(kWithinEvents)};
}

}  // namespace newsloom::story
