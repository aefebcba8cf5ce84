// Copies by containment of shingles (Broder 1997). Every eighth shingle by value is indexed, so that two
// texts agree on which of theirs are; a candidate is then verified on all shingles of both. Short texts are
// indexed whole.
//
// A text that was rewritten loses its runs of five words long before it loses its words: where fewer shingles
// are shared, most of the words must be.
//
// A templated series (tonight's lottery, tomorrow's weather) shares its words but not its numbers: where both
// texts hold several numbers and hardly one in common, they are two texts.
#include "copies/copy_index.h"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <vector>

namespace newsloom::copies {
namespace {

/// One shingle in so many is indexed. At 8 a copy that keeps half of 300 words still shows some 18 of them.
constexpr std::uint64_t kSampling = 8;
/// Texts of fewer shingles are indexed whole.
constexpr std::size_t kShortText = 64;
/// Fewer shingles than this say nothing: stock phrases make up whole briefs.
constexpr std::size_t kLeastShingles = 10;
/// Share of the shorter text's shingles that the other must hold. From the development set of synthetic wire
/// copies: .5 has pair F1 91.5 there, .4 finds more and joins series.
constexpr double kLeastShared = 0.5;
/// A rewritten copy keeps at least this share of its shingles and this share of its stems. Two reports of one
/// event by different hands share some 30 % of their stems, seldom 50.
constexpr double kLeastSharedRewritten = 0.15;
constexpr double kLeastSharedStems = 0.75;
/// The longer text may hold at most so many times the shingles of the shorter, else it is a round-up that
/// quotes it.
constexpr std::size_t kMostTimesLonger = 6;
/// Articles a sampled shingle leads to; stock phrases lead to thousands.
constexpr std::size_t kMaxPostings = 64;
/// Candidates verified.
constexpr std::size_t kMaxCandidates = 8;
/// Numbers both texts must hold before their disagreement speaks against a copy, and the least share in
/// common.
constexpr std::size_t kLeastNumbers = 3;
constexpr double kLeastSharedNumbers = 0.6;

template <class A, class B, class Key>
std::size_t intersection(const std::vector<A>& a, const std::vector<B>& b, Key key) {
  std::size_t both = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const auto x = key(a[i]), y = key(b[j]);
    if (x == y) ++both;
    if (x <= y) ++i;
    if (y <= x) ++j;
  }
  return both;
}

}  // namespace

struct CopyIndex::Impl {
  /// Half a hash is enough to verify: two texts of 500 words share one by chance once in 17,000 pairs.
  using Shingle = std::uint32_t;
  struct Entry {
    ArticleId id, original;
    std::int64_t at;
    std::vector<Shingle> shingles;
    std::vector<features::TermId> stems, numbers;
  };
  std::deque<Entry> entries;
  std::uint32_t first = 0;  ///< slot of entries.front()
  std::uint32_t swept = 0;  ///< slots before it are in no list
  std::unordered_map<Shingle, std::vector<std::uint32_t>> postings;

  const Entry& entry(std::uint32_t slot) const { return entries[slot - first]; }

  static bool is_indexed(Shingle shingle, std::size_t count) {
    return count <= kShortText || shingle % kSampling == 0;
  }

  static Entry entry_of(ArticleId id, const features::Features& f, ArticleId original, std::int64_t at) {
    Entry out{.id = id, .original = original, .at = at, .shingles = {}, .stems = {}, .numbers = {}};
    out.shingles.assign(f.shingles.size(), 0);
    std::ranges::transform(f.shingles, out.shingles.begin(),
                           [](std::uint64_t value) { return static_cast<Shingle>(value); });
    std::ranges::sort(out.shingles);
    for (const features::TermCount& term : f.body) out.stems.push_back(term.term);
    // Units are words, and words are what a rewriting desk changes.
    for (const features::Number& number : f.numbers) {
      if (!number.has_unit()) out.numbers.push_back(number.term);
    }
    return out;
  }

  /// Share of the smaller list that the other holds.
  template <class T>
  static double shared(const std::vector<T>& a, const std::vector<T>& b) {
    const std::size_t fewer = std::min(a.size(), b.size());
    const auto self = [](auto value) { return value; };
    return fewer == 0 ? 0 : static_cast<double>(intersection(a, b, self)) / static_cast<double>(fewer);
  }

  /// The share of the shorter text that the other holds; 0 when they are no copies.
  static double verify(const Entry& a, const Entry& b) {
    const std::size_t shorter = std::min(a.shingles.size(), b.shingles.size());
    const std::size_t longer = std::max(a.shingles.size(), b.shingles.size());
    if (shorter < kLeastShingles || longer > shorter * kMostTimesLonger) return 0;
    const double runs = shared(a.shingles, b.shingles);
    if (runs < kLeastSharedRewritten) return 0;
    if (runs < kLeastShared && shared(a.stems, b.stems) < kLeastSharedStems) return 0;
    const bool several = std::min(a.numbers.size(), b.numbers.size()) >= kLeastNumbers;
    return several && shared(a.numbers, b.numbers) < kLeastSharedNumbers ? 0 : runs;
  }

  /// Takes the slots of forgotten articles out of all lists.
  void sweep() {
    for (auto at = postings.begin(); at != postings.end();) {
      std::erase_if(at->second, [&](std::uint32_t slot) { return slot < first; });
      at = at->second.empty() ? postings.erase(at) : std::next(at);
    }
    swept = first;
  }

  /// The active articles that share most of the indexed shingles.
  std::vector<std::uint32_t> candidates(const std::vector<Shingle>& shingles) const {
    std::unordered_map<std::uint32_t, std::size_t> votes;
    for (const Shingle shingle : shingles) {
      // A short text is indexed whole but a long copy of it only by its sample: both are looked up by all
      // their shingles.
      const auto found = postings.find(shingle);
      if (found == postings.end()) continue;
      for (const std::uint32_t slot : found->second) {
        if (slot >= first) ++votes[slot];
      }
    }
    std::vector<std::pair<std::size_t, std::uint32_t>> ranked;
    for (const auto& [slot, count] : votes) ranked.emplace_back(count, slot);
    std::ranges::sort(ranked, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < std::min(ranked.size(), kMaxCandidates); ++i) out.push_back(ranked[i].second);
    return out;
  }
};

CopyIndex::CopyIndex() : impl_(std::make_unique<Impl>()) {}
CopyIndex::~CopyIndex() = default;
CopyIndex::CopyIndex(CopyIndex&&) noexcept = default;
CopyIndex& CopyIndex::operator=(CopyIndex&&) noexcept = default;

std::optional<CopyMatch> CopyIndex::find(const features::Features& features) const {
  if (features.shingles.size() < kLeastShingles) return std::nullopt;
  const Impl::Entry asked = Impl::entry_of(ArticleId::kNone, features, ArticleId::kNone, 0);
  const Impl::Entry* best = nullptr;
  double best_shared = 0;
  for (const std::uint32_t slot : impl_->candidates(asked.shingles)) {
    const Impl::Entry& entry = impl_->entry(slot);
    const double shared = Impl::verify(entry, asked);
    if (shared > best_shared || (shared > 0 && shared == best_shared && entry.id < best->id)) {
      best = &entry;
      best_shared = shared;
    }
  }
  if (best == nullptr) return std::nullopt;
  return CopyMatch{best->original != ArticleId::kNone ? best->original : best->id, best_shared};
}

void CopyIndex::add(ArticleId id, const features::Features& features, ArticleId original, std::int64_t at) {
  if (features.shingles.size() < kLeastShingles) return;
  const std::uint32_t slot = impl_->first + static_cast<std::uint32_t>(impl_->entries.size());
  impl_->entries.push_back(Impl::entry_of(id, features, original, at));
  const auto& shingles = impl_->entries.back().shingles;
  for (const Impl::Shingle shingle : shingles) {
    if (!Impl::is_indexed(shingle, shingles.size())) continue;
    auto& list = impl_->postings[shingle];
    // The newest stay: what is copied is fresh.
    if (list.size() == kMaxPostings) list.erase(list.begin());
    list.push_back(slot);
  }
}

void CopyIndex::expire(std::int64_t moment) {
  while (!impl_->entries.empty() && impl_->entries.front().at < moment) {
    impl_->entries.pop_front();
    ++impl_->first;
  }
  // Once as many were forgotten as are kept, so that a sweep costs each article a constant.
  if (impl_->first - impl_->swept > impl_->entries.size() + kMaxPostings) impl_->sweep();
}

std::size_t CopyIndex::size() const { return impl_->entries.size(); }

}  // namespace newsloom::copies
