#include "story/active_stories.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace newsloom::story {
namespace {

/// Terms of each field that an article is found by.
constexpr std::size_t kLookupTerms = 24;
/// Articles a term leads to, the newest first: a term of more is no term of one event.
constexpr std::size_t kMaxPostings = 400;
constexpr double kSecondsADay = 86400;

template <class Item, class Weight>
void heaviest_of(const std::vector<Item>& items, Weight weight, std::vector<Weighted>& out) {
  std::vector<std::pair<int, TermId>> all;
  for (const Item& item : items)
    if (const int w = weight(item); w > 0) all.emplace_back(-w, item.term);
  const std::size_t kept = std::min(kLookupTerms, all.size());
  std::ranges::nth_element(all, all.begin() + static_cast<std::ptrdiff_t>(kept));
  for (std::size_t i = 0; i < kept; ++i)
    out.push_back({all[i].second, static_cast<std::uint16_t>(-all[i].first)});
}

std::optional<double> mean_of(std::int64_t product, std::int64_t members) {
  if (members <= 0) return std::nullopt;
  return static_cast<double>(product) / static_cast<double>(members * kUnit * kUnit);
}

}  // namespace

std::vector<Weighted> lookup_terms(const ArticleVectors& v) {
  std::vector<Weighted> out;
  heaviest_of(v.text, [](const TextTerm& t) { return t.title; }, out);
  heaviest_of(v.text, [](const TextTerm& t) { return t.body; }, out);
  heaviest_of(v.names, [](const Weighted& t) { return t.weight; }, out);
  std::ranges::sort(out, {}, &Weighted::term);
  std::size_t kept = 0;
  for (const Weighted& item : out) {
    if (kept > 0 && out[kept - 1].term == item.term) {
      out[kept - 1].weight = static_cast<std::uint16_t>(out[kept - 1].weight + item.weight);
    } else {
      out[kept++] = item;
    }
  }
  out.resize(kept);
  return out;
}

ActiveStories::Slot ActiveStories::find(StoryId id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? kNone : found->second;
}

ActiveStories::Slot ActiveStories::open(StoryId id, StorylineId storyline) {
  Slot slot = static_cast<Slot>(stories_.size());
  if (free_.empty()) {
    stories_.emplace_back();
    votes_.push_back(0);
    voted_.push_back(0);
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  stories_[slot].id = id;
  stories_[slot].storyline = storyline;
  by_id_.emplace(id, slot);
  return slot;
}

const Placed* ActiveStories::article(ArticleId id) const {
  const auto found = articles_.find(id);
  return found == articles_.end() ? nullptr : &found->second;
}

ActiveStories::Slot ActiveStories::slot_of(ArticleId id) const {
  const std::int32_t at = number(id) - first_;
  return at < 0 || static_cast<std::size_t>(at) >= slots_.size() ? kNone
                                                                 : slots_[static_cast<std::size_t>(at)];
}

void ActiveStories::add(Placed article, Slot slot, std::span<const Weighted> lookup_terms) {
  const ArticleId id = article.id;
  if (slots_.empty()) first_ = number(id);
  slots_.resize(static_cast<std::size_t>(number(id) - first_) + 1, kNone);
  for (const auto& [term, weight] : lookup_terms) {
    postings_[term].push_back(number(id));
  }
  placed_at_.push_back(article.placed_at);
  articles_.emplace(id, std::move(article));
  join(id, slot);
}

void ActiveStories::join(ArticleId id, Slot slot) {
  const Placed& article = articles_.at(id);
  ActiveStory& story = stories_[slot];
  slots_[static_cast<std::size_t>(number(id) - first_)] = slot;
  story.members.insert(std::ranges::upper_bound(story.members, id), id);
  if (!article.silent) story.sum.add(article.vectors);
  if (article.series != 0 && article.time)
    story.series.insert(std::ranges::upper_bound(story.series, article.series, {}, &Instalment::series),
                        {.series = article.series, .id = id, .time = *article.time});
  count(story.times, article);
}

void ActiveStories::leave(ArticleId id) {
  const Slot slot = slot_of(id);
  if (slot == kNone) return;
  const Placed& article = articles_.at(id);
  ActiveStory& story = stories_[slot];
  slots_[static_cast<std::size_t>(number(id) - first_)] = kNone;
  std::erase(story.members, id);
  std::erase_if(story.series, [id](const Instalment& item) { return item.id == id; });
  if (!article.silent) story.sum.subtract(article.vectors);
  if (story.members.empty()) {
    by_id_.erase(story.id);
    story = ActiveStory{};
    free_.push_back(slot);
  } else {
    story.times = times_without(story, ArticleId::kNone);
  }
}

void ActiveStories::remove(ArticleId id) {
  leave(id);
  articles_.erase(id);
}

void ActiveStories::count(Times& times, const Placed& article) {
  times.touched = std::max(times.touched, article.placed_at);
  if (!article.time) return;
  times.newest = times.timed == 0 ? *article.time : std::max(times.newest, *article.time);
  times.oldest = times.timed == 0 ? *article.time : std::min(times.oldest, *article.time);
  times.sum += *article.time;
  times.timed += 1;
  times.day_only = times.day_only || article.day_only;
}

Times ActiveStories::times_without(const ActiveStory& story, ArticleId left_out) const {
  Times times;
  for (const ArticleId id : story.members)
    if (id != left_out) count(times, articles_.at(id));
  return times;
}

std::vector<ActiveStories::Slot> ActiveStories::candidates(std::span<const Weighted> terms,
                                                           const Frequencies& frequencies,
                                                           std::size_t limit) const {
  std::vector<Slot> touched;
  for (const auto& [term, weight] : terms) {
    const auto found = postings_.find(term);
    if (found == postings_.end()) continue;
    // Its part in the product of both, as far as it can be told without looking at the story.
    const auto worth = static_cast<float>(weight * frequencies.rarity(term));
    const auto& list = found->second;
    std::size_t visited = 0;
    for (auto at = list.rbegin(); at != list.rend() && visited < kMaxPostings; ++at) {
      const Slot slot = slot_of(static_cast<ArticleId>(*at));
      if (slot == kNone) continue;
      ++visited;
      if (votes_[slot] == 0) {
        touched.push_back(slot);
      } else if (voted_[slot] == term) {
        continue;  // one vote a story, however many of its articles hold the term
      }
      votes_[slot] += worth;
      voted_[slot] = term;
    }
  }
  const auto better = [&](Slot a, Slot b) {
    return votes_[a] != votes_[b] ? votes_[a] > votes_[b] : stories_[a].id < stories_[b].id;
  };
  if (touched.size() > limit) {
    std::ranges::nth_element(touched, touched.begin() + static_cast<std::ptrdiff_t>(limit), better);
    for (auto at = touched.begin() + static_cast<std::ptrdiff_t>(limit); at != touched.end(); ++at)
      votes_[*at] = 0;
    touched.resize(limit);
  }
  std::ranges::sort(touched, better);
  for (const Slot slot : touched) votes_[slot] = 0;
  return touched;
}

std::size_t ActiveStories::placed_after(std::int64_t moment) const {
  return static_cast<std::size_t>(placed_at_.end() - std::ranges::upper_bound(placed_at_, moment));
}

void ActiveStories::forget_before(std::int64_t moment) {
  placed_at_.erase(placed_at_.begin(), std::ranges::lower_bound(placed_at_, moment));
  for (Slot slot = 0; slot < stories_.size(); ++slot) {
    ActiveStory& story = stories_[slot];
    if (story.members.empty() || story.times.touched >= moment) continue;
    for (const ArticleId id : story.members) {
      slots_[static_cast<std::size_t>(number(id) - first_)] = kNone;
      articles_.erase(id);
    }
    by_id_.erase(story.id);
    story = ActiveStory{};
    free_.push_back(slot);
  }
  std::size_t gone = 0;
  while (gone < slots_.size() && slots_[gone] == kNone) ++gone;
  slots_.erase(slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(gone));
  first_ += static_cast<std::int32_t>(gone);
  for (auto at = postings_.begin(); at != postings_.end();) {
    std::erase_if(at->second, [&](std::int32_t id) { return slot_of(static_cast<ArticleId>(id)) == kNone; });
    if (at->second.empty()) {
      postings_.erase(at++);
    } else {
      ++at;
    }
  }
}

Signals ActiveStories::signals(const Placed& article, Slot slot) const {
  const ActiveStory& story = stories_[slot];
  const ArticleVectors& v = article.vectors;
  Products both = story.sum.times(v);
  FieldCounts fields = story.sum.counts();
  Times times = story.times;
  if (slot_of(article.id) == slot) {  // one of the story's members meets the others
    if (!article.silent) {
      const Products own = products(v, v);
      both = both - own;
      fields = fields - counts_of(v);
    }
    times = times_without(story, article.id);
  }
  Signals out;
  if (v.has_title) out.title = mean_of(both.title, fields.titles);
  if (v.has_body) out.lead = mean_of(both.lead, fields.bodies);
  if (v.has_body) out.body = mean_of(both.body, fields.bodies);
  if (!v.names.empty()) out.names = mean_of(both.names, fields.named);
  if (!v.numbers.empty()) out.numbers = mean_of(both.numbers, fields.numbered);
  if (v.has_title) out.title_in_body = mean_of(both.title_in_body, fields.bodies);
  if (v.has_body) out.body_in_title = mean_of(both.body_in_title, fields.titles);
  if (article.time && times.timed > 0) {
    const auto days = [&](double other) {
      return std::abs(static_cast<double>(*article.time) - other) / kSecondsADay;
    };
    out.days_to_newest = days(static_cast<double>(times.newest));
    out.days_to_oldest = days(static_cast<double>(times.oldest));
    out.days_to_mean = days(static_cast<double>(times.sum) / static_cast<double>(times.timed));
  }
  return out;
}

}  // namespace newsloom::story
