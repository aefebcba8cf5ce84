// Copies by containment of shingles (Broder 1997). Every eighth shingle by value is indexed, so that two
// texts agree on which of theirs are; a candidate is then verified on all shingles of both. Short texts are
// indexed whole.
//
// A templated series (tonight's lottery, tomorrow's weather) shares its words but not its numbers: where both
// texts hold several numbers and hardly one in common, they are two texts.
#include "copies/copy_index.h"

#include <algorithm>
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
constexpr double kLeastSharedNumbers = 0.34;

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
  struct Entry {
    ArticleId id, original;
    std::vector<std::uint64_t> shingles;
    std::vector<features::TermId> numbers;
  };
  std::vector<Entry> entries;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> postings;

  static bool is_indexed(std::uint64_t shingle, std::size_t count) {
    return count <= kShortText || shingle % kSampling == 0;
  }

  /// The share of the shorter text that the other holds; 0 when they are no copies.
  static double verify(const Entry& entry, const std::vector<std::uint64_t>& shingles,
                       const std::vector<features::TermId>& numbers) {
    const std::size_t shorter = std::min(entry.shingles.size(), shingles.size());
    const std::size_t longer = std::max(entry.shingles.size(), shingles.size());
    if (shorter < kLeastShingles || longer > shorter * kMostTimesLonger) return 0;
    const auto self = [](auto value) { return value; };
    const double shared =
        static_cast<double>(intersection(entry.shingles, shingles, self)) / static_cast<double>(shorter);
    if (shared < kLeastShared) return 0;
    const std::size_t fewer = std::min(entry.numbers.size(), numbers.size());
    if (fewer >= kLeastNumbers) {
      const double same =
          static_cast<double>(intersection(entry.numbers, numbers, self)) / static_cast<double>(fewer);
      if (same < kLeastSharedNumbers) return 0;
    }
    return shared;
  }
};

CopyIndex::CopyIndex() : impl_(std::make_unique<Impl>()) {}
CopyIndex::~CopyIndex() = default;
CopyIndex::CopyIndex(CopyIndex&&) noexcept = default;
CopyIndex& CopyIndex::operator=(CopyIndex&&) noexcept = default;

namespace {

std::vector<features::TermId> number_terms(const features::Features& features) {
  std::vector<features::TermId> out;
  out.reserve(features.numbers.size());
  for (const features::Number& number : features.numbers) out.push_back(number.term);
  return out;
}

}  // namespace

std::optional<CopyMatch> CopyIndex::find(const features::Features& features) const {
  if (features.shingles.size() < kLeastShingles) return std::nullopt;
  std::unordered_map<std::uint32_t, std::size_t> votes;
  for (const std::uint64_t shingle : features.shingles) {
    // A short text is indexed whole but a long copy of it only by its sample: both are looked up by all their
    // shingles.
    const auto found = impl_->postings.find(shingle);
    if (found == impl_->postings.end()) continue;
    for (const std::uint32_t entry : found->second) ++votes[entry];
  }
  std::vector<std::pair<std::size_t, std::uint32_t>> candidates;
  for (const auto& [entry, count] : votes) candidates.emplace_back(count, entry);
  std::ranges::sort(candidates, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (candidates.size() > kMaxCandidates) candidates.resize(kMaxCandidates);

  const std::vector<features::TermId> numbers = number_terms(features);
  const Impl::Entry* best = nullptr;
  double best_shared = 0;
  for (const auto& [count, index] : candidates) {
    const Impl::Entry& entry = impl_->entries[index];
    const double shared = Impl::verify(entry, features.shingles, numbers);
    if (shared > best_shared || (shared > 0 && shared == best_shared && entry.id < best->id)) {
      best = &entry;
      best_shared = shared;
    }
  }
  if (best == nullptr) return std::nullopt;
  return CopyMatch{best->original != ArticleId::kNone ? best->original : best->id, best_shared};
}

void CopyIndex::add(ArticleId id, const features::Features& features, ArticleId original) {
  if (features.shingles.size() < kLeastShingles) return;
  const auto slot = static_cast<std::uint32_t>(impl_->entries.size());
  impl_->entries.push_back({id, original, features.shingles, number_terms(features)});
  for (const std::uint64_t shingle : features.shingles) {
    if (!Impl::is_indexed(shingle, features.shingles.size())) continue;
    auto& list = impl_->postings[shingle];
    if (list.size() < kMaxPostings) list.push_back(slot);
  }
}

}  // namespace newsloom::copies
