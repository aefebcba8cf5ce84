#include "story/active_stories.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace newsloom::story {
namespace {

/// Terms of each field that an article is found by.
constexpr std::size_t kLookupTerms = 12;
static_assert(3 * kLookupTerms <= Postings::kMostTerms);
/// Articles a term leads to, the newest first: a term of more is no term of one event.
constexpr std::size_t kMaxPostings = 128;
/// Articles all terms of one lookup lead to.
constexpr std::size_t kMaxVisits = 200;
/// A story with a smaller part of the votes of the best is not looked at. At .5 the online figures fall by a
/// point.
constexpr float kLeastVotes = 0.3F;
/// Stories looked at with every placement whether they are over: more than one, so that they go as fast as
/// they come.
constexpr std::size_t kCheckedAtATime = 4;
/// An undated article of a dated stream appeared about when it came; but a publisher may bring what is old.
constexpr double kTrustInArrival = 0.85;
constexpr std::int64_t kADay = 86400;
constexpr double kSecondsADay = kADay;

/// Appends the items of the greatest weights, of equals those of the least terms.
template <class Item, class Weight>
void heaviest_of(const std::vector<Item>& items, Weight weight, std::vector<Weighted>& out) {
  // One number says which of two comes first.
  std::array<std::uint64_t, kLookupTerms> best{};
  std::size_t kept = 0;
  for (const Item& item : items) {
    const std::uint64_t rank = std::uint64_t{weight(item)} << 32 | (~item.term & 0xffffffffU);
    if (weight(item) == 0 || (kept == kLookupTerms && rank <= best.back())) continue;
    std::size_t at = kept < kLookupTerms ? kept++ : kLookupTerms - 1;
    for (; at > 0 && best[at - 1] < rank; --at) best[at] = best[at - 1];
    best[at] = rank;
  }
  for (const std::uint64_t rank : std::span(best).first(kept))
    out.push_back({~static_cast<TermId>(rank), static_cast<std::uint16_t>(rank >> 32)});
}

std::optional<double> mean_of(std::int64_t product, std::int64_t members) {
  if (members <= 0) return std::nullopt;
  return static_cast<double>(product) / static_cast<double>(members * kUnit * kUnit);
}

}  // namespace

std::vector<Weighted> lookup_terms(const ArticleVectors& v) {
  std::vector<Weighted> out;
  out.reserve(3 * kLookupTerms);
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

std::vector<Weighted> ActiveStories::known_names(const Placed& article) const {
  thread_local std::vector<Total> names, numbers;
  names.clear();
  numbers.clear();
  article.vectors.append_totals(names, numbers);
  std::vector<Weighted> known;
  for (const Total& name : names) {
    Postings::Place at = postings_.newest(name.term);
    if (at != Postings::kNone && postings_.article(at) == article.id) at = postings_.before(at);
    if (at != Postings::kNone) known.push_back({name.term, static_cast<std::uint16_t>(name.weight)});
  }
  std::vector<Weighted> out;
  heaviest_of(known, [](const Weighted& t) { return t.weight; }, out);
  std::ranges::sort(out, {}, &Weighted::term);
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
    ballots_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  stories_[slot].id = id;
  stories_[slot].storyline = storyline;
  by_id_.emplace(id, slot);
  return slot;
}

Placed* ActiveStories::find(ArticleId id) const {
  const std::int32_t at = number(id) - first_;
  return at < 0 || static_cast<std::size_t>(at) >= articles_.size()
             ? nullptr
             : articles_[static_cast<std::size_t>(at)].get();
}

const Placed* ActiveStories::article(ArticleId id) const { return find(id); }

ActiveStories::Slot ActiveStories::slot_of(ArticleId id) const {
  const std::int32_t at = number(id) - first_slot_;
  return at < 0 || static_cast<std::size_t>(at) >= slots_.size() ? kNone
                                                                 : slots_[static_cast<std::size_t>(at)];
}

std::span<const ArticleId> ActiveStories::instalments(const ActiveStory& story, TermId series) const {
  const auto range = std::ranges::equal_range(story.in_series.items(), series, {},
                                              [this](ArticleId id) { return find(id)->series; });
  return {range.begin(), range.end()};
}

void ActiveStories::set_slot(ArticleId id, Slot slot) {
  slots_[static_cast<std::size_t>(number(id) - first_slot_)] = slot;
}

void ActiveStories::add(Placed article, Slot slot, std::span<const Weighted> lookup_terms) {
  const ArticleId id = article.id;
  if (articles_.empty()) {
    slots_.clear();
    first_ = first_slot_ = number(id);
  }
  articles_.resize(static_cast<std::size_t>(number(id) - first_) + 1);
  slots_.resize(static_cast<std::size_t>(number(id) - first_slot_) + 1, kNone);
  if (article.placed_at == 0) {
    for (const auto& [term, weight] : lookup_terms) {
      const Postings::Place last = postings_.newest(term);
      if (last != Postings::kNone && postings_.before(last) == Postings::kNone)
        pace_.met_again(static_cast<std::size_t>(number(id) - number(postings_.article(last))),
                        article_count_);
    }
  }
  if (!lookup_terms.empty()) postings_.add(id, lookup_terms);
  placed_at_.push_back(article.placed_at);
  if (!article.silent)
    recent_words_.offer(id, article.vectors,
                        article.placed_at == 0 ? 0 : placed_after(article.placed_at - kADay));
  if (article.language != Language::kUnknown) ++languages_[article.language];
  articles_.back() = std::make_unique<Placed>(std::move(article));
  ++article_count_;
  join(id, slot);
}

void ActiveStories::join(ArticleId id, Slot slot) {
  const Placed& article = *find(id);
  ActiveStory& story = stories_[slot];
  set_slot(id, slot);
  const auto members = story.members.items();
  story.members.insert(static_cast<std::size_t>(std::ranges::upper_bound(members, id) - members.begin()), id);
  story.sum_of_numbers += number(id);
  if (!article.silent) story.told.add(article.language, article.vectors);
  if (article.series != 0 && is_known(article))
    story.in_series.insert(
        static_cast<std::size_t>(std::to_address(instalments(story, article.series).end()) -
                                 story.in_series.items().data()),
        id);
  count(story.times, article);
  ballots_[slot].touched = story.times.touched;
  ballots_[slot].language = story.told.language();
}

void ActiveStories::leave(ArticleId id) {
  const Slot slot = slot_of(id);
  if (slot == kNone) return;
  const Placed& article = *find(id);
  ActiveStory& story = stories_[slot];
  set_slot(id, kNone);
  story.members.erase(id);
  story.sum_of_numbers -= number(id);
  const auto in_series = story.in_series.items();
  if (const auto at = std::ranges::find(in_series, id); at != in_series.end())
    story.in_series.erase_at(static_cast<std::size_t>(at - in_series.begin()));
  if (!article.silent) story.told.subtract(article.language, article.vectors);
  if (story.members.empty()) {
    by_id_.erase(story.id);
    story = ActiveStory{};
    free_.push_back(slot);
  } else {
    story.times = times_without(story, ArticleId::kNone);
    ballots_[slot].touched = story.times.touched;
    ballots_[slot].language = story.told.language();
  }
}

void ActiveStories::remove(ArticleId id) {
  leave(id);
  if (Placed* const article = find(id)) forget(*article);
}

/// Out of all lists. The oldest stand in front.
void ActiveStories::forget(const Placed& article) {
  const ArticleId id = article.id;
  if (const auto at = languages_.find(article.language); at != languages_.end() && --at->second == 0)
    languages_.erase(at);
  articles_[static_cast<std::size_t>(number(id) - first_)].reset();
  --article_count_;
  for (; !articles_.empty() && articles_.front() == nullptr; ++first_) articles_.pop_front();
  // The slots follow when half of them are of articles that are gone.
  const auto gone = static_cast<std::size_t>(first_ - first_slot_);
  if (gone <= slots_.size() / 2) return;
  slots_.erase(slots_.begin(), slots_.begin() + static_cast<std::ptrdiff_t>(std::min(gone, slots_.size())));
  first_slot_ = first_;
}

void ActiveStories::count(Times& times, const Placed& article) {
  times.touched = std::max(times.touched, article.placed_at);
  if (!article.time) return;
  times.newest = times.timed == 0 ? *article.time : std::max(times.newest, *article.time);
  times.oldest = times.timed == 0 ? *article.time : std::min(times.oldest, *article.time);
  times.sum += *article.time;
  times.timed += 1;
  times.day_only = times.day_only || article.day_only;
  times.guessed += is_known(article) ? 0 : 1;
}

Times ActiveStories::times_without(const ActiveStory& story, ArticleId left_out) const {
  const Placed* const out = left_out == ArticleId::kNone ? nullptr : find(left_out);
  if (out != nullptr && out->time && story.times.oldest < *out->time && *out->time < story.times.newest) {
    Times times = story.times;  // neither end goes: the others need not be asked
    times.sum -= *out->time;
    times.guessed -= is_known(*out) ? 0 : 1;
    times.timed -= 1;
    return times;
  }
  Times times;
  for (const ArticleId id : story.members.items())
    if (id != left_out) count(times, *find(id));
  return times;
}

std::vector<ActiveStories::Slot> ActiveStories::candidates(const Question& question,
                                                           const Frequencies& frequencies) const {
  // The newest article of every term, the rarest term first, then the next older ones: an event's reports
  // came one soon after another. While one term's article is looked at, the memory of the others' is on its
  // way.
  std::vector<Lookup>& lookups = lookups_;
  lookups.clear();
  for (const auto& [term, weight] : question.terms) {
    const Postings::Place newest = postings_.newest(term);
    if (newest == Postings::kNone) continue;
    postings_.prefetch(newest);
    const double rarity = frequencies.rarity(term);
    lookups.push_back({newest, term, rarity, static_cast<float>(weight * rarity), kMaxPostings, 0});
  }
  std::ranges::sort(lookups, [](const Lookup& a, const Lookup& b) {
    return a.rarity != b.rarity ? a.rarity > b.rarity : a.term < b.term;
  });
  for (std::size_t i = 0; i < lookups.size(); ++i) lookups[i].mark = std::uint64_t{1} << i;
  std::vector<Slot> touched;
  std::size_t left = lookups.size();  // that lead on
  for (std::size_t visits = 0; visits < kMaxVisits && left > 0;) {
    const std::size_t looked = std::exchange(left, 0);
    for (std::size_t i = 0; i < looked; ++i) {
      if (lookups[i].at == Postings::kNone) continue;
      if (i != left) lookups[left] = lookups[i];
      Lookup& lookup = lookups[left++];
      const auto [id, before] = postings_.look(lookup.at);
      lookup.at = id > question.newer_than ? before : Postings::kNone;
      if (id <= question.newer_than) continue;
      if (lookup.at != Postings::kNone) postings_.prefetch(lookup.at);
      const Slot slot = slot_of(id);
      if (slot == kNone || ballots_[slot].touched < question.not_before) continue;
      ++visits;
      if (question.other_than != Language::kUnknown && !answers(question, slot)) continue;
      if (--lookup.left == 0) lookup.at = Postings::kNone;
      Ballot& ballot = ballots_[slot];
      if (ballot.voted == 0) touched.push_back(slot);
      // One vote a story, however many of its articles hold the term.
      if ((ballot.voted & lookup.mark) == 0) ballot.votes += lookup.worth;
      ballot.voted |= lookup.mark;
    }
  }
  const auto better = [&](Slot a, Slot b) {
    return ballots_[a].votes != ballots_[b].votes ? ballots_[a].votes > ballots_[b].votes
                                                  : stories_[a].id < stories_[b].id;
  };
  std::vector<Slot> out = touched;
  if (out.size() > question.limit) {
    std::ranges::nth_element(out, out.begin() + static_cast<std::ptrdiff_t>(question.limit), better);
    out.resize(question.limit);
  }
  std::ranges::sort(out, better);
  if (!out.empty()) {
    const float least = ballots_[out.front()].votes * kLeastVotes;
    std::erase_if(out, [&](Slot slot) { return ballots_[slot].votes < least; });
  }
  for (const Slot slot : touched) {
    ballots_[slot].votes = 0;
    ballots_[slot].voted = 0;
  }
  return out;
}

bool ActiveStories::answers(const Question& question, Slot slot) const {
  const Language all = ballots_[slot].language;
  if (all == Language::kUnknown) return false;
  const bool any = question.told_in == Language::kUnknown;
  if (all != Language::kSeveral) return all != question.other_than && (any || all == question.told_in);
  const Told& told = stories_[slot].told;
  return any ? told.in_other_than(question.other_than) : told.articles_in(question.told_in) > 0;
}

std::size_t ActiveStories::others_in_its_language(const Placed& article, Slot slot) const {
  const bool inside = slot_of(article.id) == slot && !article.silent;
  return stories_[slot].told.articles_in(article.language) - (inside ? 1 : 0);
}

std::size_t ActiveStories::placed_after(std::int64_t moment) const {
  while (!placed_at_.empty() && placed_at_.front() <= moment) placed_at_.pop_front();
  return placed_at_.size();
}

void ActiveStories::forget_before(std::int64_t moment) {
  while (!postings_.empty()) {
    const Placed* const oldest = find(postings_.oldest());
    if (oldest != nullptr && oldest->placed_at >= moment) break;
    postings_.forget_oldest();
  }
  for (std::size_t i = 0; i < std::min(kCheckedAtATime, stories_.size()); ++i) {
    next_to_check_ = (next_to_check_ + 1) % stories_.size();
    ActiveStory& story = stories_[next_to_check_];
    if (story.members.empty() || story.times.touched >= moment) continue;
    for (const ArticleId id : story.members.items()) {
      set_slot(id, kNone);
      forget(*find(id));
    }
    by_id_.erase(story.id);
    story = ActiveStory{};
    free_.push_back(static_cast<Slot>(next_to_check_));
  }
}

Signals ActiveStories::signals(const Placed& article, const AskedVectors& asked, Slot slot,
                               Words words) const {
  const ActiveStory& story = stories_[slot];
  const ArticleVectors& v = asked.vectors();
  const bool all = words == Words::kAll;
  Products both = all ? story.told.times(asked) : story.told.times(asked, article.language);
  FieldCounts fields = all ? story.told.counts() : story.told.counts(article.language);
  Times times = story.times;
  if (slot_of(article.id) == slot) {  // one of the story's members meets the others
    if (!article.silent) {
      const Products own = article.vectors.times(asked);
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
    const double guessed = static_cast<double>(times.guessed) / static_cast<double>(times.timed);
    out.time_trust = is_known(article) ? 1 - guessed * (1 - kTrustInArrival) : kTrustInArrival;
  }
  if (!article.time && article.placed_at == 0 && story.times.timed == 0) tell_by_order(article, story, out);
  return out;
}

void ActiveStories::tell_by_order(const Placed& article, const ActiveStory& story, Signals& out) const {
  const OrderPace::Told told = pace_.told();
  if (told.trust == 0) return;
  const auto members = story.members.items();
  const bool inside = std::ranges::binary_search(members, article.id);
  const auto others = static_cast<double>(members.size() - (inside ? 1 : 0));
  if (others == 0) return;
  const auto days = [&](double of) { return told.days_a_step * std::abs(number(article.id) - of); };
  const auto other_than_it = [&](auto first) {
    return static_cast<double>(number(*first == article.id ? *++first : *first));
  };
  out.days_to_oldest = days(other_than_it(members.begin()));
  out.days_to_newest = days(other_than_it(members.rbegin()));
  out.days_to_mean =
      days(static_cast<double>(story.sum_of_numbers - (inside ? number(article.id) : 0)) / others);
  out.time_trust = told.trust;
}

}  // namespace newsloom::story
