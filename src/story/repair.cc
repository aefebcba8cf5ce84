// An article is judged again as if it were not in its story. One that plainly belongs elsewhere moves; one
// that belongs nowhere opens a story of its own. If it stays but another story claims it too, the two stories
// are compared by the mean chance of their members: two that tell of one event become one, and the greater
// keeps its number.
#include "story/repair.h"

#include <algorithm>
#include <utility>

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

}  // namespace

bool Repair::is_recent(const Placed& article) const { return now_ - article.placed_at <= kRepairSeconds; }

std::vector<StoryChange> Repair::run(std::span<const ArticleId> articles) {
  for (const ArticleId id : articles) {
    const Placed* article = stories_->article(id);
    if (article == nullptr || !is_recent(*article)) continue;
    if (article->follows == ArticleId::kNone && !article->round_up) reconsider(id);
  }
  return std::exchange(changes_, {});
}

void Repair::reconsider(ArticleId id) {
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
    const bool kept_out = judge_->is_kept_out(id, own);
    if (there.chance >= judge_->threshold(article) && (kept_out || there.chance > here.chance + kMargin))
      return move(id, there.slot, StoryChange::Kind::kMove, there.chance,
                  "Fits a story that was told since better.");
    if (kept_out || here.chance < kStays)
      return move(id, open_beside(own), StoryChange::Kind::kSplit, 1 - here.chance,
                  "Has less in common with the story the more of it is known.");
  }
  consider_merges(own, verdicts);
}

/// Not alone in its story, and not held there by the owner's word.
bool Repair::may_leave(ArticleId id, Slot own) const {
  for (const ArticleId other : links_->same_as(id))
    if (stories_->slot_of(other) == own) return false;
  return std::ranges::any_of(stories_->story(own).members, [&](ArticleId other) {
    return other != id && stories_->article(other)->follows != id;
  });
}

void Repair::consider_merges(Slot own, const std::vector<Verdict>& verdicts) {
  for (const Verdict& verdict : verdicts) {
    if (verdict.chance < kComparesStories) return;
    if (verdict.slot == own || are_kept_apart(own, verdict.slot)) continue;
    const double chance = chance_of_merge(own, verdict.slot);
    if (chance < kMerges) continue;
    const ActiveStory &a = stories_->story(own), &b = stories_->story(verdict.slot);
    const bool into_b =
        b.members.size() != a.members.size() ? b.members.size() > a.members.size() : b.id < a.id;
    return merge(into_b ? own : verdict.slot, into_b ? verdict.slot : own, chance,
                 "Both stories turned out to tell of one event.");
  }
}

double Repair::chance_of_merge(Slot a, Slot b) const { return (mean_chance(a, b) + mean_chance(b, a)) / 2; }

double Repair::mean_chance(Slot of, Slot with) const {
  double sum = 0;
  std::size_t count = 0;
  const auto& members = stories_->story(of).members;
  for (auto at = members.rbegin(); at != members.rend() && count < kMembersAMerge; ++at) {
    const Placed& article = *stories_->article(*at);
    if (article.silent) continue;
    if (!is_recent(article)) break;
    ++count;
    sum += judge_->chance(article, with, now_);
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

bool Repair::are_kept_apart(Slot a, Slot b) const {
  const auto apart = [this](Slot of, Slot from) {
    return std::ranges::any_of(stories_->story(of).members, [&](ArticleId id) {
      return judge_->is_kept_out(id, from) || judge_->has_instalment(*stories_->article(id), from);
    });
  };
  return apart(a, b) || apart(b, a);
}

void Repair::merge(Slot from, Slot into, double score, std::string why) {
  const ActiveStory& target = stories_->story(into);
  changes_.push_back({.kind = StoryChange::Kind::kMerge,
                      .article = ArticleId::kNone,
                      .story = stories_->story(from).id,
                      .other = target.id,
                      .storyline = target.storyline,
                      .score = score,
                      .why = std::move(why)});
  const std::vector<ArticleId> members = stories_->story(from).members;
  for (const ArticleId id : members) {
    stories_->leave(id);
    stories_->join(id, into);
  }
}

void Repair::move(ArticleId id, Slot to, StoryChange::Kind kind, double score, const std::string& why) {
  const Slot from = stories_->slot_of(id);
  std::vector<ArticleId> unit = {id};
  for (const ArticleId other : stories_->story(from).members)
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
  const ActiveStory &x = stories_->story(left), &y = stories_->story(right);
  const bool into_y =
      y.members.size() != x.members.size() ? y.members.size() > x.members.size() : y.id < x.id;
  merge(into_y ? left : right, into_y ? right : left, 1, "The owner said that both tell of one event.");
  return std::exchange(changes_, {});
}

std::vector<StoryChange> Repair::take_apart(ArticleId a, ArticleId b) {
  const Slot slot = stories_->slot_of(a);
  if (slot == ActiveStories::kNone || slot != stories_->slot_of(b)) return {};
  move(b, open_beside(slot), StoryChange::Kind::kSplit, 1, "The owner said that it tells of another event.");
  return std::exchange(changes_, {});
}

}  // namespace newsloom::story
