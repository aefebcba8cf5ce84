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
/// Taken where two stories are asked for one event: each is the other's rival, and a merge has to be sure.
constexpr double kCrowdOfMerges = 0.6;

}  // namespace

/// Of a story in several languages, the articles in the article's own language know best; but a language may
/// be told wrongly.
SignalValues Judge::values(const Placed& article, const AskedVectors& asked, ActiveStories::Slot slot) const {
  const Told& told = stories_->story(slot).told;
  const auto by = [&](ActiveStories::Words words) {
    Signals signals = stories_->signals(article, asked, slot, words);
    signals.conflict = signals.names == 0.0 && asked.vectors().names.size() >= kConflictingNames &&
                       told.has_names(kConflictingNames);
    signals.new_stream = 1 - stories_->recent_words().known();
    return values_of(signals);
  };
  const SignalValues all = by(ActiveStories::Words::kAll);
  if (!told.in_several() || stories_->others_in_its_language(article, slot) == 0) return all;
  const SignalValues own = by(ActiveStories::Words::kOwnLanguage);
  return chance_of_same_event(own, model_) > chance_of_same_event(all, model_) ? own : all;
}

std::vector<Judge::InQuestion> Judge::in_question(const Placed& article, const AskedVectors& asked,
                                                  std::span<const Weighted> terms, std::int64_t now,
                                                  ArticleId newer_than) const {
  const ActiveStories::Slot own = stories_->slot_of(article.id);
  std::vector<InQuestion> all;
  const auto consider = [&](ActiveStories::Slot slot) {
    all.push_back({slot, values(article, asked, slot)});
  };
  if (own != ActiveStories::kNone && stories_->story(own).members.size() > 1) consider(own);
  for (const ActiveStories::Slot slot : stories_->candidates({.terms = terms,
                                                              .limit = kMaxCandidates,
                                                              .not_before = now - kActiveSeconds,
                                                              .newer_than = newer_than},
                                                             *frequencies_))
    if (slot != own && may_hold(article, slot, now)) consider(slot);
  return all;
}

std::vector<Verdict> Judge::judge(const Placed& article, std::int64_t now, ArticleId newer_than,
                                  const std::function<void(const Considered&)>& trace) const {
  const ArticleVectors vectors = article.vectors.unpacked();
  return judge(article, vectors, lookup_terms(vectors), now, newer_than, trace);
}

std::vector<Verdict> Judge::judge(const Placed& article, const ArticleVectors& vectors,
                                  std::span<const Weighted> terms, std::int64_t now, ArticleId newer_than,
                                  const std::function<void(const Considered&)>& trace) const {
  ArticleVectors lightened = vectors;
  stories_->recent_words().lighten(article.id, lightened);
  std::vector<InQuestion> all = in_question(article, AskedVectors(lightened), terms, now, newer_than);
  std::vector<double> likenesses;
  for (const InQuestion& story : all) likenesses.push_back(likeness_in_words(story.values, model_));
  const double dense = density(now);
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].values[kCrowdSignal] = dense * crowd_of(likenesses, i);
    verdicts.push_back({all[i].slot, chance_of_same_event(all[i].values, model_)});
    if (trace)
      trace({.article = article.id,
             .story = stories_->story(all[i].slot).id,
             .values = all[i].values,
             .chance = verdicts.back().chance});
  }
  std::ranges::sort(verdicts, [&](const Verdict& a, const Verdict& b) {
    return a.chance != b.chance ? a.chance > b.chance
                                : stories_->story(a.slot).id < stories_->story(b.slot).id;
  });
  return verdicts;
}

double Judge::chance(const Placed& article, ActiveStories::Slot slot, std::int64_t now) const {
  ArticleVectors vectors = article.vectors.unpacked();
  stories_->recent_words().lighten(article.id, vectors);
  SignalValues seen = values(article, AskedVectors(vectors), slot);
  seen[kCrowdSignal] = density(now) * kCrowdOfMerges;
  return chance_of_same_event(seen, model_);
}

double Judge::density(std::int64_t now) const {
  if (now == 0) return 0;  // a stream without any time has no density
  const auto a_day = static_cast<double>(stories_->placed_after(now - kDay));
  return std::log(std::clamp(a_day, kSparse, kDense) / kSparse);
}

double Judge::threshold(const Placed& article) const {
  return article.opinion ? kOpinionThreshold : model_.threshold;
}

bool Judge::is_kept_out(ArticleId article, ActiveStories::Slot slot) const {
  return std::ranges::any_of(links_->apart_from(article),
                             [&](ArticleId other) { return stories_->slot_of(other) == slot; });
}

bool Judge::has_instalment(const Placed& article, ActiveStories::Slot slot) const {
  return std::ranges::any_of(article.instalments.items(),
                             [&](ArticleId other) { return stories_->slot_of(other) == slot; });
}

bool Judge::may_hold(const Placed& article, ActiveStories::Slot slot, std::int64_t now) const {
  const ActiveStory& story = stories_->story(slot);
  if (now - story.times.touched > kActiveSeconds) return false;
  if (story.times.timed > 0 && article.time.value_or(now) - story.times.newest > kActiveSeconds) return false;
  if (article.series != 0 && is_known(article)) {
    for (const ArticleId other : stories_->instalments(story, article.series))
      if (std::abs(*article.time - *stories_->article(other)->time) >= kInstalmentSeconds) return false;
  }
  return !is_kept_out(article.id, slot) && !has_instalment(article, slot);
}

}  // namespace newsloom::story
