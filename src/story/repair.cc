// An article is judged again as if it were not in its story. One that plainly belongs elsewhere moves; one
// that belongs nowhere opens a story of its own. If it stays but another story claims it too, the two stories
// are compared by the mean chance of their members: two that tell of one event become one, and the greater
// keeps its number.
#include "story/repair.h"

#include <algorithm>
#include <utility>

#include "story/why.h"

namespace newsloom::story {
namespace {

/// Decisions older than this, by the stream's clock, stand.
constexpr std::int64_t kRepairSeconds = 2 * 86400;
/// Members whose mean chance decides a merge, the newest.
constexpr std::size_t kMembersAMerge = 8;

/// Below this chance an article leaves its story.
constexpr double kStays = 0.25;
/// How much likelier another story must be before an article moves there.
constexpr double kMargin = 0.15;
/// Mean chance from which two stories are one.
constexpr double kMerges = 0.5;
/// Chance of an article in another story from which the two stories are compared.
constexpr double kComparesStories = 0.3;
/// Chance from which two stories of different languages are one. Precision comes first: docs/stories.md.
constexpr double kTranslates = 0.92;
/// Names and numbers that the sentence must be able to tell of them, a name among them.
constexpr std::size_t kSharedFacts = 2;

}  // namespace

bool Repair::is_recent(const Placed& article) const { return now_ - article.placed_at <= kRepairSeconds; }

std::vector<StoryChange> Repair::run(std::span<const Look> looks) {
  for (const Look& look : looks) {
    const Placed* article = stories_->article(look.article);
    if (article == nullptr || !is_recent(*article)) continue;
    if (article->follows == ArticleId::kNone && !article->round_up) reconsider(look);
  }
  return std::exchange(changes_, {});
}

void Repair::reconsider(const Look& look) {
  const ArticleId id = look.article;
  const Slot own = stories_->slot_of(id);
  if (own == ActiveStories::kNone) return;
  const Placed& article = *stories_->article(id);
  const std::vector<Verdict> verdicts = judge_->judge(article, now_, id);
  if (may_leave(id, own)) {
    Verdict here, there;
    for (const Verdict& verdict : verdicts) {
      if (verdict.slot == own) {
        here = verdict;
      } else if (there.slot == ActiveStories::kNone) {
        there = verdict;
      }
    }
    // Among articles of other languages its words are strange to it; names and numbers brought it there.
    if (here.chance < kStays && stories_->others_in_its_language(article, own) == 0)
      here.chance = std::max(here.chance, translations_.chance_of_own(article, now_, judge_->density(now_)));
    const bool kept_out = judge_->is_kept_out(id, own);
    if (there.chance >= judge_->threshold(article) && (kept_out || there.chance > here.chance + kMargin))
      return move(id, there.slot, StoryChange::Kind::kMove, there.chance,
                  "Fits a story that was told since better.");
    if (kept_out || here.chance < kStays)
      return move(id, open_beside(own), StoryChange::Kind::kSplit, 1 - here.chance,
                  "Has less in common with the story the more of it is known.");
  }
  if (!merges(own, verdicts)) consider_translation(look, own);
}

/// Not alone in its story, and not held there by the owner's word.
bool Repair::may_leave(ArticleId id, Slot own) const {
  for (const ArticleId other : links_->same_as(id))
    if (stories_->slot_of(other) == own) return false;
  return std::ranges::any_of(stories_->story(own).members.items(), [&](ArticleId other) {
    return other != id && stories_->article(other)->follows != id;
  });
}

bool Repair::merges(Slot own, const std::vector<Verdict>& verdicts) {
  for (const Verdict& verdict : verdicts) {
    if (verdict.chance < kComparesStories) return false;
    if (verdict.slot == own || are_kept_apart(own, verdict.slot)) continue;
    const double chance = chance_of_merge(own, verdict.slot);
    if (chance < kMerges) continue;
    merge(own, verdict.slot, chance, "Both stories turned out to tell of one event.");
    return true;
  }
  return false;
}

void Repair::consider_translation(const Look& look, Slot own) {
  if (!look.facts.has_names()) return;
  const Translations::Link link =
      translations_.likeliest(*stories_->article(look.article), now_, judge_->density(now_), kTranslates);
  if (link.chance < kTranslates || are_kept_apart(own, link.slot)) return;
  if (std::string why = why_one_event(look, link.slot); !why.empty())
    merge(own, link.slot, link.chance, std::move(why), look.article);
}

/// Empty where the article itself shares too little with the other story.
std::string Repair::why_one_event(const Look& look, Slot other) const {
  const Placed& article = *stories_->article(look.article);
  const ActiveStory& story = stories_->story(other);
  const std::vector<features::Name> all = look.facts.names();
  const auto names =
      shared_names(all, [&](TermId term) { return story.told.has_name(term); }, *frequencies_, 3);
  const auto numbers = telling_numbers(
      look.facts.numbers(), [&](TermId term) { return story.told.has_number(term); }, *frequencies_, 2);
  if (names.empty() || names.size() + numbers.size() < kSharedFacts) return {};
  const bool known = is_known(article) && story.times.timed > 0 && story.times.guessed == 0;
  return "One event in two languages. " +
         shared_evidence(with_parts_joined(names, all), numbers,
                         known ? distance_in_words(article.time, story.times.newest,
                                                   article.day_only || story.times.day_only)
                               : std::string());
}

double Repair::chance_of_merge(Slot a, Slot b) const { return (mean_chance(a, b) + mean_chance(b, a)) / 2; }

double Repair::mean_chance(Slot of, Slot with) const {
  double sum = 0;
  std::size_t count = 0;
  const auto members = stories_->story(of).members.items();
  const Told& told = stories_->story(with).told;
  const bool common_language = told.shares_language_with(stories_->story(of).told);
  for (auto at = members.rbegin(); at != members.rend() && count < kMembersAMerge; ++at) {
    const Placed& article = *stories_->article(*at);
    if (article.silent || (common_language && told.articles_in(article.language) == 0)) continue;
    if (!is_recent(article)) break;
    ++count;
    sum += judge_->chance(article, with, now_);
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

bool Repair::are_kept_apart(Slot a, Slot b) const {
  const auto apart = [this](Slot of, Slot from) {
    return std::ranges::any_of(stories_->story(of).members.items(), [&](ArticleId id) {
      return judge_->is_kept_out(id, from) || judge_->has_instalment(*stories_->article(id), from);
    });
  };
  return apart(a, b) || apart(b, a);
}

/// The greater keeps its number; of equals the older.
void Repair::merge(Slot a, Slot b, double score, std::string why, ArticleId shown_by) {
  const ActiveStory &x = stories_->story(a), &y = stories_->story(b);
  const bool into_b =
      x.members.size() != y.members.size() ? y.members.size() > x.members.size() : y.id < x.id;
  const Slot from = into_b ? a : b, into = into_b ? b : a;
  changes_.push_back({.kind = StoryChange::Kind::kMerge,
                      .article = shown_by,
                      .story = stories_->story(from).id,
                      .other = stories_->story(into).id,
                      .storyline = stories_->story(into).storyline,
                      .score = score,
                      .why = std::move(why)});
  const auto all = stories_->story(from).members.items();
  const std::vector<ArticleId> members(all.begin(), all.end());
  for (const ArticleId id : members) {
    stories_->leave(id);
    stories_->join(id, into);
  }
}

void Repair::move(ArticleId id, Slot to, StoryChange::Kind kind, double score, const std::string& why) {
  const Slot from = stories_->slot_of(id);
  std::vector<ArticleId> unit = {id};
  for (const ArticleId other : stories_->story(from).members.items())
    if (stories_->article(other)->follows == id) unit.push_back(other);
  for (const ArticleId member : unit) {
    changes_.push_back({.kind = member == id ? kind : StoryChange::Kind::kMove,
                        .article = member,
                        .story = stories_->story(from).id,
                        .other = stories_->story(to).id,
                        .storyline = stories_->story(to).storyline,
                        .score = score,
                        .why = member == id ? why : "Follows the report that it copies or updates."});
    stories_->leave(member);
    stories_->join(member, to);
  }
}

Repair::Slot Repair::open_beside(Slot story) {
  const StorylineId storyline = stories_->story(story).storyline;
  const StoryId id = *next_;
  *next_ = static_cast<StoryId>(number(id) + 1);
  return stories_->open(id, storyline);
}

std::vector<StoryChange> Repair::bring_together(ArticleId a, ArticleId b) {
  const Slot left = stories_->slot_of(a), right = stories_->slot_of(b);
  if (left == ActiveStories::kNone || right == ActiveStories::kNone || left == right) return {};
  merge(left, right, 1, "The owner said that both tell of one event.");
  return std::exchange(changes_, {});
}

std::vector<StoryChange> Repair::take_apart(ArticleId a, ArticleId b) {
  const Slot slot = stories_->slot_of(a);
  if (slot == ActiveStories::kNone || slot != stories_->slot_of(b)) return {};
  move(b, open_beside(slot), StoryChange::Kind::kSplit, 1, "The owner said that it tells of another event.");
  return std::exchange(changes_, {});
}

}  // namespace newsloom::story
