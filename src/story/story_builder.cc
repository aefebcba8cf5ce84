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
constexpr std::size_t kStoryTerms = 200;
/// Names and numbers kept of a story for saying why.
constexpr std::size_t kStoryNames = 60;
constexpr std::size_t kStoryNumbers = 24;
/// A date more than this ahead of the arrival is not believed.
constexpr std::int64_t kBelievableAhead = 3600;
/// Without arrivals the stream's clock is the latest publication; a date that leaps so far ahead moves it
/// only when the next leap confirms it.
constexpr std::int64_t kBelievableLeap = 30 * 86400;
/// Articles placed between two clearings of what is over, at least; else as many as there are stories.
constexpr std::size_t kLeastBetweenSweeps = 1024;
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
    ArticleVectors sums;  ///< of the members' vectors
    std::vector<features::Name> known_names;
    std::vector<features::Number> known_numbers;
    std::int64_t touched = 0;  ///< the stream's clock when it last grew
    double time_sum = 0;
    double timed = 0;
    std::optional<std::int64_t> newest, oldest;
    bool day_only = false;
  };

  StoryId next = static_cast<StoryId>(1);
  std::function<void(const Considered&)> trace;
  Frequencies frequencies;
  copies::CopyIndex copies;
  std::unordered_map<std::uint32_t, Tale> tales;  ///< by slot; only looked up, never walked for results
  std::uint32_t next_slot = 0;
  std::unordered_map<StoryId, std::uint32_t> slot_of;
  std::unordered_map<ArticleId, StoryId> story_of;
  std::unordered_map<TermId, std::vector<std::uint32_t>> postings;
  std::int64_t now = 0;              ///< the stream's clock; 0 before the first date
  std::optional<std::int64_t> leap;  ///< a publication far ahead of it, not yet confirmed
  std::size_t since_sweep = 0;

  std::optional<std::int64_t> believable(const features::Features& f) const {
    if (f.published_utc && f.arrival_utc && *f.published_utc > *f.arrival_utc + kBelievableAhead)
      return std::nullopt;
    return f.published_utc;
  }

  void tick(const features::Features& f) {
    const std::optional<std::int64_t> time = f.arrival_utc ? f.arrival_utc : f.published_utc;
    if (!time) return;
    const bool confirmed = leap && std::abs(*time - *leap) <= kBelievableLeap;
    if (f.arrival_utc || now == 0 || *time <= now + kBelievableLeap || confirmed) {
      now = std::max(now, *time);
      if (confirmed) leap.reset();
    } else {
      leap = time;
    }
  }

  bool is_over(const Tale& tale) const { return now - tale.touched > kActiveSeconds; }

  /// Forgets stories that are over. They were not looked at any more: this only frees memory.
  void sweep() {
    if (++since_sweep < std::max(kLeastBetweenSweeps, tales.size())) return;
    since_sweep = 0;
    std::erase_if(slot_of, [&](const auto& item) { return is_over(tales.at(item.second)); });
    std::erase_if(tales, [&](const auto& item) { return is_over(item.second); });
    std::erase_if(story_of, [&](const auto& item) { return !slot_of.contains(item.second); });
    for (auto at = postings.begin(); at != postings.end();) {
      std::erase_if(at->second, [&](std::uint32_t slot) { return !tales.contains(slot); });
      at = at->second.empty() ? postings.erase(at) : std::next(at);
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
      const auto known = tales.find(slot);
      if (known == tales.end() || is_over(known->second)) continue;
      const Tale& tale = known->second;
      if (tale.newest && reference - *tale.newest > kActiveSeconds) continue;
      ranked.emplace_back(vote / std::sqrt(static_cast<double>(tale.sums.body.size() + 1)), slot);
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

  /// Unknown, rather than no likeness at all, where one side lacks the field.
  static std::optional<double> cosine(const Vector& article, const Vector& sum) {
    if (article.empty() || sum.empty()) return std::nullopt;
    double square = 0;
    for (const Weighted& item : sum) square += static_cast<double>(item.weight) * item.weight;
    return square > 0 ? dot(article, sum) / std::sqrt(square) : 0;
  }

  Signals signals(const ArticleVectors& v, const std::optional<std::int64_t>& time, const Tale& tale) const {
    Signals out{.title = cosine(v.title, tale.sums.title),
                .lead = cosine(v.lead, tale.sums.lead),
                .body = cosine(v.body, tale.sums.body),
                .names = cosine(v.names, tale.sums.names),
                .numbers = cosine(v.numbers, tale.sums.numbers),
                .title_in_body = cosine(v.title, tale.sums.body),
                .body_in_title = cosine(v.body, tale.sums.title),
                .days_to_newest = {},
                .days_to_mean = {},
                .days_to_oldest = {}};
    if (time && tale.newest) {
      out.days_to_newest = std::abs(static_cast<double>(*time - *tale.newest)) / kSecondsADay;
      out.days_to_mean = std::abs(static_cast<double>(*time) - tale.time_sum / tale.timed) / kSecondsADay;
      out.days_to_oldest = std::abs(static_cast<double>(*time - *tale.oldest)) / kSecondsADay;
    }
    return out;
  }

  Tale& open(StoryId id, StorylineId storyline) {
    const std::uint32_t slot = next_slot++;
    slot_of[id] = slot;
    Tale& tale = tales[slot];
    tale.id = id;
    tale.storyline = storyline;
    next = static_cast<StoryId>(std::max(number(next), number(id) + 1));
    return tale;
  }

  void join(ArticleId id, const features::Features& f, const ArticleVectors& v, const Placement& placement) {
    const auto found = slot_of.find(placement.story);
    Tale& tale =
        found != slot_of.end() ? tales.at(found->second) : open(placement.story, placement.storyline);
    const std::uint32_t slot = slot_of[placement.story];
    tale.touched = now;
    // A copy says what its original said: it adds no weight, only its time.
    if (placement.copy_of == ArticleId::kNone) {
      for (const auto field : {&ArticleVectors::title, &ArticleVectors::lead, &ArticleVectors::body,
                               &ArticleVectors::names, &ArticleVectors::numbers}) {
        story::add(tale.sums.*field, v.*field);
        keep_heaviest(tale.sums.*field, kStoryTerms);
      }
      for (const TermId term : lookup_terms(v)) {
        auto& list = postings[term];
        if (list.empty() || list.back() != slot) list.push_back(slot);
        if (list.size() > 2 * kMaxPostings)
          list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(kMaxPostings));
      }
      remember(tale, f);
    }
    if (const auto time = believable(f)) {
      tale.newest = std::max(tale.newest.value_or(*time), *time);
      tale.oldest = std::min(tale.oldest.value_or(*time), *time);
      tale.time_sum += static_cast<double>(*time);
      tale.timed += 1;
      tale.day_only = f.published_is_day;
    }
    copies.add(id, f, placement.copy_of, now);
    copies.expire(now - kActiveSeconds);
    story_of[id] = placement.story;
    sweep();
  }

  static void remember(Tale& tale, const features::Features& f) {
    for (const features::Number& number : f.numbers) {
      const auto at = std::ranges::lower_bound(tale.known_numbers, number.term, {}, &features::Number::term);
      const bool known = at != tale.known_numbers.end() && at->term == number.term;
      if (!known && tale.known_numbers.size() < kStoryNumbers) tale.known_numbers.insert(at, number);
    }
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
    return shared_evidence(shared_names(f, tale.known_names, frequencies, 3),
                           shared_numbers(f.numbers, tale.known_numbers, 1),
                           distance_in_words(time, tale.newest, f.published_is_day || tale.day_only));
  }

  /// A copy goes where its original went, if that story is still told.
  std::optional<Placement> follow_original(const features::Features& f) const {
    const auto copy = copies.find(f);
    if (!copy) return std::nullopt;
    const auto story = story_of.find(copy->original);
    if (story == story_of.end()) return std::nullopt;
    const auto slot = slot_of.find(story->second);
    if (slot == slot_of.end()) return std::nullopt;
    return Placement{
        .story = story->second,
        .storyline = tales.at(slot->second).storyline,
        .copy_of = copy->original,
        .score = 1,
        .why = fmt::format("Shares {:.0f} % of its text with an earlier article.", copy->shared * 100)};
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
  if (const auto copy = s.follow_original(features)) {
    s.join(id, features, vectors, *copy);
    return *copy;
  }
  Placement out;
  double best = 0;
  const Impl::Tale* tale = nullptr;
  for (const std::uint32_t slot : s.candidates(vectors, time.value_or(s.now))) {
    const Signals signals = s.signals(vectors, time, s.tales.at(slot));
    const double chance = chance_of_same_event(signals);
    if (s.trace) s.trace({.article = id, .story = s.tales.at(slot).id, .signals = signals, .chance = chance});
    if (chance > best) {
      best = chance;
      tale = &s.tales.at(slot);
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

}  // namespace newsloom::story
