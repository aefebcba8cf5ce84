// Online single-pass clustering, as in topic detection and tracking (Allan et al. 1998): every article joins
// the active story that most likely tells of the same event, or opens one. A story is known by the sums of
// its members' vectors, so that its cost does not grow with its size. Candidates come from postings of the
// article's heaviest terms.
#include "story/story_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "story/likeness.h"
#include "story/vectors.h"
#include "story/why.h"

namespace newsloom::story {
namespace {

/// A story without news for so long is over; what comes then is another story of the same storyline.
constexpr std::int64_t kActiveSeconds = 14 * 86400;
/// Terms of an article that candidates are looked up by, the heaviest of each field.
constexpr std::size_t kLookupTerms = 24;
/// Stories scored for an article.
constexpr std::size_t kMaxCandidates = 40;
/// Stories a term leads to, the newest first: a term of more is no term of one event.
constexpr std::size_t kMaxPostings = 400;
/// Terms kept of a story's sums.
constexpr std::size_t kStoryTerms = 300;
/// Names kept of a story for saying why.
constexpr std::size_t kStoryNames = 60;
/// A date more than this ahead of the arrival is not believed.
constexpr std::int64_t kBelievableAhead = 3600;
/// Chance from which two stories are taken for one storyline though not for one event, and the names they
/// must share.
constexpr double kSameStoryline = 0.15;
constexpr std::size_t kStorylineNames = 2;
constexpr double kSecondsADay = 86400;

}  // namespace

struct StoryBuilder::Impl {
  struct Tale {
    StoryId id = StoryId::kNone;
    StorylineId storyline = StorylineId::kNone;
    Vector title, body, names;  ///< sums of the members' vectors
    std::vector<features::Name> known_names;
    double time_sum = 0;
    double timed = 0;
    std::optional<std::int64_t> newest;
    bool day_only = false;
  };

  StoryId next = static_cast<StoryId>(1);
  std::function<void(const Considered&)> trace;
  Frequencies frequencies;
  copies::CopyIndex copies;
  std::vector<Tale> tales;
  std::unordered_map<StoryId, std::uint32_t> slot_of;
  std::unordered_map<ArticleId, StoryId> story_of;
  std::unordered_map<TermId, std::vector<std::uint32_t>> postings;
  std::int64_t now = 0;  ///< the stream's clock

  std::optional<std::int64_t> believable(const features::Features& f) const {
    if (f.published_utc && f.arrival_utc && *f.published_utc > *f.arrival_utc + kBelievableAhead)
      return std::nullopt;
    return f.published_utc;
  }

  void tick(const features::Features& f) {
    if (f.arrival_utc) {
      now = std::max(now, *f.arrival_utc);
    } else if (f.published_utc) {
      now = std::max(now, *f.published_utc);
    }
  }

  static std::vector<TermId> lookup_terms(const ArticleVectors& v) {
    std::vector<Weighted> all;
    for (const Vector* field : {&v.title, &v.body, &v.names}) {
      Vector heaviest = *field;
      keep_heaviest(heaviest, kLookupTerms);
      all.insert(all.end(), heaviest.begin(), heaviest.end());
    }
    std::vector<TermId> out;
    for (const Weighted& item : all) out.push_back(item.term);
    std::ranges::sort(out);
    const auto twins = std::ranges::unique(out);
    out.erase(twins.begin(), twins.end());
    return out;
  }

  std::vector<std::uint32_t> candidates(const ArticleVectors& v, std::int64_t reference) const {
    std::unordered_map<std::uint32_t, double> votes;
    for (const TermId term : lookup_terms(v)) {
      const auto found = postings.find(term);
      if (found == postings.end()) continue;
      const double worth = frequencies.rarity(term);
      const auto& list = found->second;
      for (std::size_t i = 0; i < std::min(list.size(), kMaxPostings); ++i)
        votes[list[list.size() - 1 - i]] += worth * worth;
    }
    std::vector<std::pair<double, std::uint32_t>> ranked;
    for (const auto& [slot, vote] : votes) {
      const Tale& tale = tales[slot];
      if (tale.newest && reference - *tale.newest > kActiveSeconds) continue;
      ranked.emplace_back(vote / std::sqrt(static_cast<double>(tale.body.size() + 1)), slot);
    }
    std::ranges::sort(ranked, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::uint32_t> out;
    for (const auto& [vote, slot] : ranked) {
      if (out.size() == kMaxCandidates) break;
      out.push_back(slot);
    }
    return out;
  }

  static double cosine(const Vector& article, const Vector& sum) {
    double square = 0;
    for (const Weighted& item : sum) square += static_cast<double>(item.weight) * item.weight;
    return square > 0 ? dot(article, sum) / std::sqrt(square) : 0;
  }

  Signals signals(const ArticleVectors& v, const std::optional<std::int64_t>& time, const Tale& tale) const {
    Signals out{.title = cosine(v.title, tale.title),
                .body = cosine(v.body, tale.body),
                .names = cosine(v.names, tale.names),
                .days_to_newest = {},
                .days_to_mean = {}};
    if (time && tale.newest) {
      out.days_to_newest = std::abs(static_cast<double>(*time - *tale.newest)) / kSecondsADay;
      out.days_to_mean = std::abs(static_cast<double>(*time) - tale.time_sum / tale.timed) / kSecondsADay;
    }
    return out;
  }

  Tale& open(StoryId id, StorylineId storyline) {
    slot_of[id] = static_cast<std::uint32_t>(tales.size());
    tales.push_back({});
    tales.back().id = id;
    tales.back().storyline = storyline;
    next = static_cast<StoryId>(std::max(number(next), number(id) + 1));
    return tales.back();
  }

  void join(ArticleId id, const features::Features& f, const ArticleVectors& v, const Placement& placement) {
    const auto found = slot_of.find(placement.story);
    Tale& tale = found != slot_of.end() ? tales[found->second] : open(placement.story, placement.storyline);
    const std::uint32_t slot = slot_of[placement.story];
    // A copy says what its original said: it adds no weight, only its time.
    if (placement.copy_of == ArticleId::kNone) {
      story::add(tale.title, v.title);
      story::add(tale.body, v.body);
      story::add(tale.names, v.names);
      for (Vector* field : {&tale.title, &tale.body, &tale.names}) keep_heaviest(*field, kStoryTerms);
      for (const TermId term : lookup_terms(v)) {
        auto& list = postings[term];
        if (list.empty() || list.back() != slot) list.push_back(slot);
        if (list.size() > 2 * kMaxPostings)
          list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(kMaxPostings));
      }
      remember_names(tale, f);
    }
    if (const auto time = believable(f)) {
      tale.newest = std::max(tale.newest.value_or(*time), *time);
      tale.time_sum += static_cast<double>(*time);
      tale.timed += 1;
      tale.day_only = f.published_is_day;
    }
    copies.add(id, f, placement.copy_of);
    story_of[id] = placement.story;
  }

  static void remember_names(Tale& tale, const features::Features& f) {
    for (const features::Name& name : f.names) {
      const auto at = std::ranges::lower_bound(tale.known_names, name.term, {}, &features::Name::term);
      if (at != tale.known_names.end() && at->term == name.term) {
        at->count = static_cast<std::uint16_t>(std::min(0xffff, at->count + name.count));
      } else if (tale.known_names.size() < kStoryNames) {
        tale.known_names.insert(at, name);
      }
    }
  }

  std::string why_joined(const features::Features& f, const std::optional<std::int64_t>& time,
                         const Tale& tale) const {
    const std::vector<std::string> names = shared_names(f, tale.known_names, frequencies, 3);
    const std::string apart = distance_in_words(time, tale.newest, f.published_is_day || tale.day_only);
    std::string why = names.empty() ? "Tells of the same event in much the same words"
                                    : fmt::format("Also names {}", enumerate(names));
    if (!apart.empty()) why += fmt::format(", {}{}", apart.starts_with("within") ? "published " : "", apart);
    return why + ".";
  }
};

StoryBuilder::StoryBuilder(StoryOptions options) : impl_(std::make_unique<Impl>()) {
  impl_->next = options.next_story;
  impl_->trace = std::move(options.trace);
}
StoryBuilder::~StoryBuilder() = default;
StoryBuilder::StoryBuilder(StoryBuilder&&) noexcept = default;
StoryBuilder& StoryBuilder::operator=(StoryBuilder&&) noexcept = default;

void StoryBuilder::warm(const features::Features& features) { impl_->frequencies.count(features); }

Placement StoryBuilder::place(ArticleId id, const features::Features& features) {
  Impl& s = *impl_;
  s.tick(features);
  s.frequencies.count(features);
  const ArticleVectors vectors = vectors_of(features, s.frequencies);
  const std::optional<std::int64_t> time = s.believable(features);
  Placement out;

  if (const auto copy = s.copies.find(features)) {
    if (const auto story = s.story_of.find(copy->original); story != s.story_of.end()) {
      out = {.story = story->second,
             .storyline = s.tales[s.slot_of[story->second]].storyline,
             .copy_of = copy->original,
             .score = 1,
             .why = fmt::format("Shares {:.0f} % of its text with an earlier article.", copy->shared * 100)};
      s.join(id, features, vectors, out);
      return out;
    }
  }

  double best = 0;
  const Impl::Tale* tale = nullptr;
  for (const std::uint32_t slot : s.candidates(vectors, time.value_or(s.now))) {
    const Signals signals = s.signals(vectors, time, s.tales[slot]);
    const double chance = chance_of_same_event(signals);
    if (s.trace) {
      s.trace({.article = id,
               .story = s.tales[slot].id,
               .title = signals.title,
               .body = signals.body,
               .names = signals.names,
               .newest = nearness(signals.days_to_newest),
               .mean = nearness(signals.days_to_mean),
               .chance = chance});
    }
    if (chance > best) {
      best = chance;
      tale = &s.tales[slot];
    }
  }
  if (tale != nullptr && best >= kSameEvent) {
    out = {.story = tale->id,
           .storyline = tale->storyline,
           .copy_of = ArticleId::kNone,
           .score = best,
           .why = s.why_joined(features, time, *tale)};
  } else {
    out = {.story = s.next,
           .storyline = static_cast<StorylineId>(number(s.next)),
           .copy_of = ArticleId::kNone,
           .score = 1 - best,
           .why = "Opens a new story."};
    if (tale != nullptr && best >= kSameStoryline &&
        shared_names(features, tale->known_names, s.frequencies, kStorylineNames).size() >= kStorylineNames) {
      out.storyline = tale->storyline;
      out.why = fmt::format("A new event; continues what an earlier story tells of {}.",
                            enumerate(shared_names(features, tale->known_names, s.frequencies, 3)));
    }
  }
  s.join(id, features, vectors, out);
  return out;
}

void StoryBuilder::restore(ArticleId id, const features::Features& features, const Placement& placement) {
  impl_->tick(features);
  impl_->frequencies.count(features);
  impl_->join(id, features, vectors_of(features, impl_->frequencies), placement);
}

StoryId StoryBuilder::next_story() const { return impl_->next; }

Likeness compare(const features::Features& a, const features::Features& b) {
  // No collection stands behind a pair: every term is as rare as in an empty one, and what weighs is how much
  // is shared.
  const Frequencies none;
  const ArticleVectors x = vectors_of(a, none), y = vectors_of(b, none);
  Signals signals{.title = dot(x.title, y.title),
                  .body = dot(x.body, y.body),
                  .names = dot(x.names, y.names),
                  .days_to_newest = {},
                  .days_to_mean = {}};
  if (a.published_utc && b.published_utc) {
    signals.days_to_newest =
        std::abs(static_cast<double>(*a.published_utc - *b.published_utc)) / kSecondsADay;
    signals.days_to_mean = signals.days_to_newest;
  }
  const double chance = chance_of_same_event(signals);
  const std::vector<std::string> names = shared_names(a, b.names, none, 3);
  return {.score = chance,
          .same = chance >= kSameEvent,
          .why = names.empty() ? "They share no names." : fmt::format("Both name {}.", enumerate(names))};
}

}  // namespace newsloom::story
