// Document frequencies are wild in a young collection and calm in an old one. So all articles are weighed
// anew whenever the collection has doubled, until it is large enough for a doubling to change hardly any
// weight; the cost, spread over the articles added, is constant.
#include "recommend/collection.h"

#include <algorithm>
#include <tuple>

namespace newsloom::recommend {
namespace {

/// Up to here every article changes the weights of all others visibly.
constexpr std::size_t kReweighedEachTime = 16;
/// From here on a doubling adds log 2 to weights of about log 65,536: six per cent, the same for all rare
/// terms.
constexpr std::size_t kLastReweighing = 65'536;

std::size_t reweighing_after(std::size_t size) { return size < kReweighedEachTime ? size + 1 : 2 * size; }

}  // namespace

std::uint32_t Names::number_of(const std::string& text) {
  if (text.empty()) return 0;
  const auto [at, is_new] = numbers_.try_emplace(text, static_cast<std::uint32_t>(numbers_.size() + 1));
  if (is_new) texts_.push_back(text);
  return at->second;
}

std::string_view Names::text_of(std::uint32_t number) const {
  return number == 0 || number > texts_.size() ? std::string_view{} : std::string_view(texts_[number - 1]);
}

std::uint32_t Names::known(const std::string& text) const {
  if (text.empty()) return 0;
  const auto found = numbers_.find(text);
  return found == numbers_.end() ? static_cast<std::uint32_t>(numbers_.size() + 1) : found->second;
}

std::uint32_t Collection::number_of_source(const std::string& source) {
  const std::uint32_t number = sources_.number_of(source);
  if (number > weights_.size()) {
    const auto weighed = weight_of_source_.find(source);
    weights_.push_back(weighed == weight_of_source_.end() ? 1 : weighed->second);
  }
  return number;
}

Entry Collection::stranger(const features::Features& features) const {
  Entry entry;
  entry.source = sources_.known(features.source);
  entry.lang = languages_.known(features.lang);
  entry.moment = moment_of(features, clock_);
  entry.teaser = features.teaser;
  entry.vector = vector_of_stranger(features, vocabulary_);
  return entry;
}

void Collection::add(ArticleId id, const features::Features& features, const story::Placement& placement) {
  remove(id);
  const Moment moment = moment_of(features, clock_);
  clock_ = std::max(clock_, features.arrival_utc.value_or(moment.utc));
  EntrySlot slot = static_cast<EntrySlot>(entries_.size());
  if (free_.empty()) {
    entries_.add();
    glances_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  Entry& entry = entries_[slot];
  entry.id = id;
  entry.source = number_of_source(features.source);
  entry.lang = languages_.number_of(features.lang);
  entry.moment = moment;
  entry.teaser = features.teaser;
  entry.vector = make_vector(features, vocabulary_, weighing());
  slots_.emplace(id, slot);
  place(slot, placement);
  join(days_[day_of(moment.utc)], slot);
  const bool again = slots_.size() >= reweigh_at_ && reweigh_at_ <= kLastReweighing;
  if (again) reweigh_at_ = reweighing_after(slots_.size());
  if (expected_ > 0) --expected_;
  if (slots_.size() < unweighed_until_) return;
  if (again) {
    reweigh_all();
  } else {
    file(slot);
  }
  if (expected_ == 0) postings_.settle();
}

void Collection::file(EntrySlot slot) {
  const Entry& entry = entries_[slot];
  const Epoch epoch = epoch_of(entry.moment);
  if (expected_ > 0) {
    postings_.append(slot, epoch, entry.vector.terms());
  } else {
    postings_.insert(slot, epoch, entry.vector.terms());
  }
}

void Collection::expect(std::size_t articles) {
  const bool ended_early = articles == 0 && slots_.size() < unweighed_until_;
  unweighed_until_ = 0;
  expected_ = articles;
  if (ended_early) reweigh_all();
  postings_.settle();
  const std::size_t most = std::min(slots_.size() + articles, kLastReweighing);
  for (std::size_t at = reweigh_at_; at <= most; at = reweighing_after(at)) unweighed_until_ = at;
}

void Collection::move(ArticleId id, const story::Placement& placement) {
  const auto slot = find(id);
  if (!slot) return;
  displace(*slot);
  place(*slot, placement);
}

void Collection::remove(ArticleId id) {
  const auto found = slots_.find(id);
  if (found == slots_.end()) return;
  const EntrySlot slot = found->second;
  slots_.erase(found);
  Entry& entry = entries_[slot];
  displace(slot);
  leave(days_, day_of(entry.moment.utc), slot);
  postings_.erase(slot, epoch_of(entry.moment), entry.vector.terms());
  release(entry.vector, vocabulary_);
  entry = Entry{};
  free_.push_back(slot);
}

std::int64_t Collection::standing(const Entry& entry) const {
  // The first articles of a stream may come before any time is known.
  return !entry.moment.known && entry.moment.utc == 0 ? clock_ : entry.moment.utc;
}

std::optional<EntrySlot> Collection::find(ArticleId id) const {
  const auto found = slots_.find(id);
  if (found == slots_.end()) return std::nullopt;
  return found->second;
}

std::span<const EntrySlot> Collection::story(StoryId id) const {
  const auto found = stories_.find(id);
  if (found == stories_.end()) return {};
  return found->second.items();
}

std::span<const EntrySlot> Collection::storyline(StorylineId id) const {
  const auto found = storylines_.find(id);
  if (found == storylines_.end()) return {};
  return found->second.items();
}

std::span<const EntrySlot> Collection::day(std::int64_t day) const {
  const auto found = days_.find(day);
  if (found == days_.end()) return {};
  return found->second.items();
}

bool Collection::older(EntrySlot a, EntrySlot b) const {
  const Entry &left = entries_[a], &right = entries_[b];
  return std::tuple(left.moment.utc, number(left.id)) < std::tuple(right.moment.utc, number(right.id));
}

void Collection::join(Members& members, EntrySlot slot) {
  const auto by_age = [this](EntrySlot a, EntrySlot b) { return older(a, b); };
  const auto items = members.items();
  members.insert(static_cast<std::size_t>(std::ranges::upper_bound(items, slot, by_age) - items.begin()),
                 slot);
}

template <class Map, class Key>
void Collection::leave(Map& map, Key key, EntrySlot slot) {
  const auto found = map.find(key);
  if (found == map.end()) return;
  Members& members = found->second;
  const auto by_age = [this](EntrySlot a, EntrySlot b) { return older(a, b); };
  const auto items = members.items();
  const auto at = std::ranges::lower_bound(items, slot, by_age);
  if (at != items.end() && *at == slot) members.erase_at(static_cast<std::size_t>(at - items.begin()));
  if (members.empty()) map.erase(found);
}

void Collection::place(EntrySlot slot, const story::Placement& placement) {
  Entry& entry = entries_[slot];
  entry.story = placement.story;
  entry.storyline = placement.storyline;
  entry.copy_of = placement.copy_of;
  glances_[slot] = {.moment = entry.moment,
                    .story = entry.story,
                    .source = entry.source,
                    .lang = entry.lang,
                    .teaser = entry.teaser,
                    .copy = entry.copy_of != ArticleId::kNone};
  if (entry.story != StoryId::kNone) join(stories_[entry.story], slot);
  if (entry.storyline != StorylineId::kNone) join(storylines_[entry.storyline], slot);
}

void Collection::displace(EntrySlot slot) {
  const Entry& entry = entries_[slot];
  leave(stories_, entry.story, slot);
  leave(storylines_, entry.storyline, slot);
}

Weighing Collection::weighing() const {
  return reweigh_at_ <= kLastReweighing ? Weighing::kAgain : Weighing::kOnce;
}

void Collection::reweigh_all() {
  postings_.clear();
  for (EntrySlot slot = 0; slot < entries_.size(); ++slot) {
    Entry& entry = entries_[slot];
    if (entry.id == ArticleId::kNone) continue;
    entry.vector.reweigh(vocabulary_, weighing());
    postings_.append(slot, epoch_of(entry.moment), entry.vector.terms());
  }
  if (expected_ == 0) postings_.settle();
}

}  // namespace newsloom::recommend
