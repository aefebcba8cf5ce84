// Online single-pass clustering, as in topic detection and tracking (Allan et al. 1998): every article joins
// the active story that most likely tells of the same event, or opens one. A story is known by the sums of
// its members' vectors, so that its cost does not grow with its size. Candidates come from postings of the
// article's heaviest terms.
#include "story/story_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <iterator>
#include <span>
#include <utility>

#include "story/active_stories.h"
#include "story/copy_heads.h"
#include "story/judge.h"
#include "story/links.h"
#include "story/repair.h"
#include "story/vectors.h"
#include "story/why.h"
#include "text/hash.h"

namespace newsloom::story {
namespace {

/// A date more than this ahead of the arrival is not believed.
constexpr std::int64_t kBelievableAhead = 3600;
/// Without arrivals the stream's clock is the latest publication; a date that leaps so far ahead moves it
/// only when the next leap confirms it.
constexpr std::int64_t kBelievableLeap = 30 * 86400;
/// Chance from which two stories are taken for one storyline though not for one event, and the names they
/// must share.
constexpr double kSameStoryline = 0.09;
constexpr std::size_t kStorylineNames = 2;
constexpr std::int64_t kDay = 86400;
/// An article is looked at again when the stream's clock has entered another hour, or so many articles later,
/// ...
constexpr std::int64_t kFirstLook = 3600;
constexpr std::size_t kFirstLookArticles = 512;
/// ... and once more after a day.
constexpr std::int64_t kSecondLook = 86400;
/// Looks before a placement, of each kind: repair never holds up the stream.
constexpr int kLooksAtATime = 2;

}  // namespace

struct StoryBuilder::Impl {
  using Slot = ActiveStories::Slot;
  StoryId next = static_cast<StoryId>(1);
  std::function<void(const Considered&)> trace;
  Frequencies frequencies;
  copies::CopyIndex copies;
  CopyHeads heads;
  ActiveStories stories;
  Links links;
  Judge judge;
  /// Articles that wait for their first and second look.
  std::deque<Look> first_looks;
  struct LaterLook {
    ArticleId article;
    std::int64_t placed_at;
  };
  std::deque<LaterLook> second_looks;
  std::vector<StoryChange> changes;
  std::int64_t now = 0;              ///< the stream's clock; 0 before the first date
  std::optional<std::int64_t> leap;  ///< a publication far ahead of it, not yet confirmed

  explicit Impl(StoryOptions options)
      : next(options.next_story),
        trace(std::move(options.trace)),
        judge(stories, frequencies, links, options.model) {}

  static std::optional<std::int64_t> believable(const features::Features& f) {
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

  /// When an article appeared about which nobody says: when it came. A teaser comes with the page that points
  /// to it, and may be of any age.
  std::optional<std::int64_t> presumed(const features::Features& f) const {
    return now == 0 || f.teaser ? std::nullopt : std::optional(now);
  }

  Placed placed_from(ArticleId id, const features::Features& f, const ArticleVectors& vectors) {
    const std::optional<std::int64_t> time = believable(f);
    return {.id = id,
            .follows = ArticleId::kNone,
            .time = time ? time : presumed(f),
            .placed_at = now,
            .vectors = PackedVectors(vectors),
            .instalments = {},
            .language = language_of(f.lang),
            .series =
                f.source.empty() || f.series == 0 ? 0 : static_cast<TermId>(text::hash64(f.source, f.series)),
            .time_is_known = time.has_value(),
            .day_only = f.published_is_day,
            .silent = f.opinion || f.round_up,
            .opinion = f.opinion,
            .round_up = f.round_up,
            .from_agency = f.from_agency};
  }

  /// The articles to be looked at again now. What waits is a function of the stream alone: a restart finds
  /// the same.
  std::vector<Look> due_looks() {
    std::vector<Look> due;
    for (int i = 0; i < kLooksAtATime && !second_looks.empty(); ++i) {
      if (now - second_looks.front().placed_at < kSecondLook) break;
      const LaterLook& second = second_looks.front();
      due.push_back({.article = second.article, .placed_at = second.placed_at, .facts = {}});
      second_looks.pop_front();
    }
    for (int i = 0; i < kLooksAtATime && !first_looks.empty(); ++i) {
      Look& first = first_looks.front();
      if (first.placed_at / kFirstLook == now / kFirstLook && first_looks.size() <= kFirstLookArticles) break;
      second_looks.push_back({.article = first.article, .placed_at = first.placed_at});
      due.push_back(std::move(first));
      first_looks.pop_front();
    }
    return due;
  }

  Repair repairer() { return {stories, judge, frequencies, links, next, now}; }
  void keep(std::vector<StoryChange> made) {
    changes.insert(changes.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
  }

  /// Where an article's text comes from.
  struct Origin {
    ArticleId first = ArticleId::kNone;    ///< of its copy group, unless it is that itself
    ArticleId follows = ArticleId::kNone;  ///< Placed::follows
  };
  /// The leader of a unit: what `id` follows, or itself.
  ArticleId leader_of(ArticleId id) const {
    const Placed* const article = stories.article(id);
    return article == nullptr || article->follows == ArticleId::kNone ? id : article->follows;
  }
  Origin origin_of(ArticleId first, ArticleId version_of) const {
    const ArticleId of = first != ArticleId::kNone ? first : version_of;
    return {.first = first, .follows = of == ArticleId::kNone ? of : leader_of(of)};
  }
  /// The same from what an earlier life decided: the first of a group that is read again began it.
  Origin origin_again(ArticleId id, const Placement& placement) {
    ArticleId first = heads.first_of(id).value_or(ArticleId::kNone);
    if (const ArticleId head = placement.copy_of; head != ArticleId::kNone) {
      first = heads.first_of(head).value_or(head < id ? head : ArticleId::kNone);
      if (first == ArticleId::kNone) heads.set(id, head);
    }
    return origin_of(first, placement.version_of);
  }

  /// `terms`: its lookup_terms().
  void join(Placed article, std::span<const Weighted> terms, const features::Features& f,
            const Placement& placement, const Origin& origin) {
    Slot slot = stories.find(placement.story);
    if (slot == ActiveStories::kNone) slot = stories.open(placement.story, placement.storyline);
    next = static_cast<StoryId>(std::max(number(next), number(placement.story) + 1));
    article.follows = origin.follows;
    // A copy says what the first of its group said: it adds no weight, only its time.
    article.silent = article.silent || origin.first != ArticleId::kNone;
    const ArticleId id = article.id;
    if (article.silent) terms = {};
    stories.add(std::move(article), slot, terms);
    if (origin.follows == ArticleId::kNone)
      first_looks.push_back({.article = id, .placed_at = now, .facts = ToldFacts(f)});
    copies.add(id, f, origin.first, now);
    heads.forget([this](ArticleId first) { return stories.article(first) == nullptr; });
    copies.expire(now - kActiveSeconds);
    stories.forget_before(now - kActiveSeconds);
  }

  std::string why_joined(const Placed& article, const features::Features& f, const ActiveStory& story) const {
    const bool known = is_known(article) && story.times.timed > 0 && story.times.guessed == 0;
    return shared_evidence(
        with_parts_joined(
            shared_names(
                f.names, [&](TermId term) { return story.told.has_name(term); }, frequencies, 3),
            f.names),
        shared_numbers(
            f, [&](TermId term) { return story.told.has_number(term); }, 1),
        known
            ? distance_in_words(article.time, story.times.newest, f.published_is_day || story.times.day_only)
            : std::string());
  }

  /// The same column of another day: its words may be the same, its news is not.
  static bool is_next_instalment(const Placed& article, const Placed& earlier) {
    return article.series != 0 && article.series == earlier.series && is_known(article) &&
           is_known(earlier) && std::abs(*article.time - *earlier.time) >= kInstalmentSeconds;
  }

  /// Is `article` rather the original than `head`: the agency's own, or else published earlier?
  static bool comes_before(const Placed& article, const Placed& head) {
    if (article.from_agency != head.from_agency) return article.from_agency;
    if (!is_known(article) || !is_known(head)) return false;
    const std::int64_t unit = article.day_only || head.day_only ? kDay : 1;
    return *article.time / unit < *head.time / unit;
  }

  /// A copy goes where the first of its group went, if that story is still told.
  std::optional<Placement> follow_original(const Placed& article,
                                           const std::optional<copies::CopyMatch>& copy) const {
    if (!copy) return std::nullopt;
    const Slot slot = stories.slot_of(copy->original);
    if (slot == ActiveStories::kNone) return std::nullopt;
    if (copy->shared < 1 && is_next_instalment(article, *stories.article(copy->original)))
      return std::nullopt;
    const ArticleId head = heads.head_of(copy->original);
    const Placed* const original = stories.article(head);
    const bool takes_its_place = original != nullptr && comes_before(article, *original);
    const std::string_view whose = takes_its_place && article.from_agency && !original->from_agency
                                       ? "an earlier article and is the agency's own report"
                                   : takes_its_place ? "an article that was published after it"
                                   : original != nullptr && original->from_agency && !article.from_agency
                                       ? "the agency's own report"
                                       : "an earlier article";
    return Placement{.story = stories.story(slot).id,
                     .storyline = stories.story(slot).storyline,
                     .copy_of = takes_its_place ? ArticleId::kNone : head,
                     .replaces = takes_its_place ? head : ArticleId::kNone,
                     .version_of = ArticleId::kNone,
                     .shared = copy->shared,
                     .score = 1,
                     .why = fmt::format("Shares {:.0f} % of its text with {}.", copy->shared * 100, whose)};
  }

  /// A later state stands where the earlier one stands.
  std::optional<Placement> follow_version(const std::optional<copies::CopyMatch>& version) const {
    if (!version) return std::nullopt;
    const Slot slot = stories.slot_of(version->original);
    if (slot == ActiveStories::kNone) return std::nullopt;
    return Placement{.story = stories.story(slot).id,
                     .storyline = stories.story(slot).storyline,
                     .copy_of = ArticleId::kNone,
                     .replaces = ArticleId::kNone,
                     .version_of = version->original,
                     .shared = version->shared,
                     .score = 1,
                     .why = fmt::format("Updates an earlier report, of whose text it keeps {:.0f} %.",
                                        version->shared * 100)};
  }

  static Placement placed_in(StoryId story, StorylineId storyline, double score, std::string why) {
    Placement out;
    out.story = story;
    out.storyline = storyline;
    out.score = score;
    out.why = std::move(why);
    return out;
  }

  Placement open_or_join(const Placed& article, const ArticleVectors& vectors,
                         std::span<const Weighted> terms, const features::Features& f) {
    Verdict best;
    if (!article.round_up) {
      const auto verdicts = judge.judge(article, vectors, terms, now, ArticleId::kNone, trace);
      if (!verdicts.empty()) best = verdicts.front();
    }
    const ActiveStory* story = best.slot == ActiveStories::kNone ? nullptr : &stories.story(best.slot);
    if (story != nullptr && best.chance >= judge.threshold(article))
      return placed_in(story->id, story->storyline, best.chance, why_joined(article, f, *story));
    Placement out =
        placed_in(next, static_cast<StorylineId>(number(next)), 1 - best.chance, "Opens a new story.");
    if (story == nullptr || best.chance < kSameStoryline) return out;
    const auto names =
        shared_names(f.names, [&](TermId term) { return story->told.has_name(term); }, frequencies, 3);
    if (names.size() < kStorylineNames) return out;
    out.storyline = story->storyline;
    out.why = fmt::format("A new event; continues what an earlier story tells of {}.",
                          enumerate(with_parts_joined(names, f.names)));
    return out;
  }
};

StoryBuilder::StoryBuilder(StoryOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
StoryBuilder::~StoryBuilder() = default;
StoryBuilder::StoryBuilder(StoryBuilder&&) noexcept = default;
StoryBuilder& StoryBuilder::operator=(StoryBuilder&&) noexcept = default;

void StoryBuilder::warm(const features::Features& features) { impl_->frequencies.count(features, 0); }

Placement StoryBuilder::place(ArticleId id, const features::Features& features) {
  Impl& s = *impl_;
  s.tick(features);
  s.keep(s.repairer().run(s.due_looks()));
  s.frequencies.count(features, s.now);
  const ArticleVectors vectors = vectors_of(features, s.frequencies);
  const std::vector<Weighted> terms = lookup_terms(vectors);
  Placed article = s.placed_from(id, features, vectors);
  copies::Kin kin = s.copies.kin_of(features);
  for (const ArticleId other : kin.instalments) article.instalments.push_back(other);
  Impl::Origin origin;
  std::optional<Placement> placement = s.follow_version(kin.version);
  if (placement) {
    origin = s.origin_of(ArticleId::kNone, placement->version_of);
  } else {
    placement = s.follow_original(article, kin.copy);
    if (placement) origin = s.origin_of(kin.copy->original, ArticleId::kNone);
  }
  if (!placement) placement = s.open_or_join(article, vectors, terms, features);
  if (placement->replaces != ArticleId::kNone) s.heads.set(origin.first, id);
  s.join(std::move(article), terms, features, *placement, origin);
  return *placement;
}

void StoryBuilder::restore(ArticleId id, const features::Features& features, const Placement& placement) {
  Impl& s = *impl_;
  s.tick(features);
  s.due_looks();  // what came of them is in the placements
  s.frequencies.count(features, s.now);
  const ArticleVectors vectors = vectors_of(features, s.frequencies);
  Placed article = s.placed_from(id, features, vectors);
  for (const ArticleId other : s.copies.instalments_of(features)) article.instalments.push_back(other);
  s.join(std::move(article), lookup_terms(vectors), features, placement, s.origin_again(id, placement));
}

void StoryBuilder::remove(ArticleId id) {
  impl_->stories.remove(id);
  impl_->heads.drop(id);
}

void StoryBuilder::repair() {
  const std::vector<Look> waiting(impl_->first_looks.begin(), impl_->first_looks.end());
  impl_->keep(impl_->repairer().run(waiting));
}

void StoryBuilder::say_same(ArticleId a, ArticleId b) {
  impl_->links.say(a, b, true);
  impl_->keep(impl_->repairer().bring_together(a, b));
}

void StoryBuilder::say_not_same(ArticleId a, ArticleId b) {
  impl_->links.say(a, b, false);
  impl_->keep(impl_->repairer().take_apart(a, b));
}

void StoryBuilder::restore_word(ArticleId a, ArticleId b, bool same) { impl_->links.say(a, b, same); }

std::vector<StoryChange> StoryBuilder::take_changes() { return std::exchange(impl_->changes, {}); }

StoryId StoryBuilder::next_story() const { return impl_->next; }

StoryBuilder::Load StoryBuilder::load() const { return {impl_->stories.articles(), impl_->stories.size()}; }

}  // namespace newsloom::story
