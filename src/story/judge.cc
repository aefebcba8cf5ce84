#include "story/judge.h"

#include <algorithm>
#include <cmath>

namespace newsloom::story {
namespace {

/// Stories scored for an article.
constexpr std::size_t kMaxCandidates = 8;
/// An opinion belongs to the event it is plainly about, and to none that it only mentions.
constexpr double kOpinionThreshold = 0.6;

/// Two fires of one day, each with its own place and people: where both sides name so many and not one in
/// common, they are two events, however alike the words are.
constexpr std::size_t kConflictingNames = 3;

/// Articles a day of the stream that the weights were learned from. The more there are, the more of them are
/// alike by chance.
constexpr double kSparse = 20;
/// Denser than this no stream was looked at.
constexpr double kDense = 10'000;
constexpr std::int64_t kDay = 86400;

}  // namespace

std::vector<Verdict> Judge::judge(const Placed& article, std::int64_t now, ArticleId newer_than,
                                  const std::function<void(const Considered&)>& trace) const {
  const ActiveStories::Slot own = stories_->slot_of(article.id);
  const double rate_now = rate(now);
  const ArticleVectors vectors = article.vectors.unpacked();
  const AskedVectors asked(vectors);
  std::vector<Verdict> verdicts;
  const auto consider = [&](ActiveStories::Slot slot) {
    const Scored seen = score(article, asked, slot, rate_now);
    verdicts.push_back({slot, seen.chance});
    if (trace)
      trace({.article = article.id,
             .story = stories_->story(slot).id,
             .values = seen.values,
             .chance = seen.chance});
  };
  if (own != ActiveStories::kNone && stories_->story(own).members.size() > 1) consider(own);
  const std::vector<Weighted> terms = lookup_terms(vectors);
  for (const ActiveStories::Slot slot : stories_->candidates({.terms = terms,
                                                              .limit = kMaxCandidates,
                                                              .not_before = now - kActiveSeconds,
                                                              .newer_than = newer_than},
                                                             *frequencies_))
    if (slot != own && may_hold(article, slot, now)) consider(slot);
  std::ranges::sort(verdicts, [&](const Verdict& a, const Verdict& b) {
    return a.chance != b.chance ? a.chance > b.chance
                                : stories_->story(a.slot).id < stories_->story(b.slot).id;
  });
  return verdicts;
}

double Judge::chance(const Placed& article, ActiveStories::Slot slot, std::int64_t now) const {
  const ArticleVectors vectors = article.vectors.unpacked();
  return score(article, AskedVectors(vectors), slot, rate(now)).chance;
}

double Judge::rate(std::int64_t now) const {
  if (now == 0) return 0;  // a stream without any time has no density
  const auto a_day = static_cast<double>(stories_->placed_after(now - kDay));
  return std::log(std::clamp(a_day, kSparse, kDense) / kSparse);
}

/// Of a story in several languages, the articles in the article's own language know best; but a language may
/// be told wrongly.
Judge::Scored Judge::score(const Placed& article, const AskedVectors& asked, ActiveStories::Slot slot,
                           double rate) const {
  const Told& told = stories_->story(slot).told;
  const auto by = [&](ActiveStories::Words words) {
    Signals signals = stories_->signals(article, asked, slot, words);
    signals.conflict = signals.names == 0.0 && asked.vectors().names.size() >= kConflictingNames &&
                       told.has_names(kConflictingNames);
    signals.rate = rate;
    const SignalValues values = values_of(signals);
    return Scored{values, chance_of_same_event(values, model_)};
  };
  const Scored all = by(ActiveStories::Words::kAll);
  if (!told.in_several() || stories_->others_in_its_language(article, slot) == 0) return all;
  const Scored own = by(ActiveStories::Words::kOwnLanguage);
  return own.chance > all.chance ? own : all;
}

double Judge::threshold(const Placed& article) const {
  return article.opinion ? kOpinionThreshold : model_.threshold;
}

bool Judge::is_kept_out(ArticleId article, ActiveStories::Slot slot) const {
  return std::ranges::any_of(links_->apart_from(article),
                             [&](ArticleId other) { return stories_->slot_of(other) == slot; });
}

bool Judge::has_instalment(const Placed& article, ActiveStories::Slot slot) const {
  return std::ranges::any_of(article.instalments,
                             [&](ArticleId other) { return stories_->slot_of(other) == slot; });
}

bool Judge::may_hold(const Placed& article, ActiveStories::Slot slot, std::int64_t now) const {
  const ActiveStory& story = stories_->story(slot);
  if (now - story.times.touched > kActiveSeconds) return false;
  if (story.times.timed > 0 && article.time.value_or(now) - story.times.newest > kActiveSeconds) return false;
  if (article.series != 0 && is_known(article)) {
    const auto [begin, end] = std::ranges::equal_range(story.series, article.series, {}, &Instalment::series);
    for (auto at = begin; at != end; ++at)
      if (std::abs(*article.time - at->time) >= kInstalmentSeconds) return false;
  }
  return !is_kept_out(article.id, slot) && !has_instalment(article, slot);
}

}  // namespace newsloom::story
