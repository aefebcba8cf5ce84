// Copies by containment of shingles (Broder 1997). Some shingles of every text are indexed, chosen by value,
// so that two texts agree on which of theirs are; a candidate is then verified on all shingles of both.
//
// A text that was rewritten loses its runs of five words long before it loses its words: where fewer shingles
// are shared, most of the words must be.
//
// A templated series (tonight's lottery, tomorrow's weather) shares its words but not its numbers: where both
// texts hold several numbers and hardly one in common, they are two texts.
#include "copies/copy_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <deque>
#include <span>
#include <utility>
#include <vector>

namespace newsloom::copies {
namespace {

/// Texts of at most so many shingles have one in so many indexed. A brief must show what little it has; of a
/// copy that keeps half of 300 words, one in eight still shows some 18.
struct Sampling {
  std::size_t most_shingles;
  std::uint32_t one_in;
};
constexpr std::array<Sampling, 3> kSampling = {{{32, 1}, {64, 4}, {SIZE_MAX, 8}}};
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
/// Instalments of one form: at least this share of the runs and of the stems in common, and at most this
/// share of the numbers. An update keeps more of its numbers than that; two reports of one event by different
/// hands share hardly a run.
constexpr double kRunsOfAForm = 0.25;
constexpr double kStemsOfAForm = 0.6;
constexpr double kNumbersOfAForm = 0.2;

/// Half a hash of a shingle or a stem: two texts of 500 words share one in a hundred by chance, and that is
/// taken off again.
using Half = std::uint16_t;
constexpr double kHalves = 65536;

/// Both rising, without repeats.
template <class T>
std::size_t in_both(std::span<const T> a, std::span<const T> b) {
  std::size_t both = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const T x = a[i], y = b[j];
    both += x == y ? 1 : 0;
    i += x <= y ? 1 : 0;
    j += y <= x ? 1 : 0;
  }
  return both;
}

/// Share of the smaller list that the other holds, without what chance gives.
double shared(std::span<const Half> a, std::span<const Half> b) {
  const auto fewer = static_cast<double>(std::min(a.size(), b.size()));
  if (fewer == 0) return 0;
  const double share = static_cast<double>(in_both(a, b)) / fewer;
  const double by_chance = static_cast<double>(std::max(a.size(), b.size())) / kHalves;
  return std::max(0.0, (share - by_chance) / (1 - std::min(by_chance, 0.5)));
}

}  // namespace

struct CopyIndex::Impl {
  using Shingle = std::uint32_t;
  struct Entry {
    ArticleId id, original;
    std::int64_t at;
    std::uint32_t shingle_count, stem_count, number_count;
    std::uint32_t nodes;            ///< of its indexed shingles, from the deque's front
    std::unique_ptr<Half[]> block;  ///< halves of its shingles, of its stems, then two for each number

    std::span<const Half> shingles() const { return {block.get(), shingle_count}; }
    std::span<const Half> stems() const { return {block.get() + shingle_count, stem_count}; }
    std::vector<features::TermId> numbers() const {
      std::vector<features::TermId> out(number_count);
      if (!out.empty())
        std::memcpy(out.data(), block.get() + shingle_count + stem_count, number_count * sizeof out.front());
      return out;
    }
  };
  /// An indexed shingle of an entry. Nodes are numbered as they come; those in one bucket are a chain, the
  /// newest first. What has expired is known by its number, so that nothing needs to be taken out.
  struct Node {
    Shingle shingle;
    std::uint32_t slot, before;
  };
  static constexpr std::uint32_t kNoNode = 0xffffffff;
  static constexpr std::size_t kLeastBuckets = 1024;

  std::deque<Entry> entries;
  std::deque<Node> nodes;
  std::uint32_t first = 0;       ///< slot of entries.front(); both count modulo 2^32
  std::uint32_t first_node = 0;  ///< number of nodes.front()
  std::vector<std::uint32_t> newest =
      std::vector<std::uint32_t>(kLeastBuckets, kNoNode);  ///< node of each bucket
  mutable std::vector<std::uint32_t> found;                ///< between calls: only memory

  const Entry& entry(std::uint32_t slot) const { return entries[slot - first]; }

  static std::uint32_t one_in(std::size_t shingles) {
    return std::ranges::find_if(kSampling, [&](const Sampling& s) { return shingles <= s.most_shingles; })
        ->one_in;
  }
  /// What a text of so many shingles must look up: it may be a copy of a shorter one, down to a sixth.
  static std::uint32_t looks_up_one_in(std::size_t shingles) { return one_in(shingles / kMostTimesLonger); }

  static void append_halves(const auto& values, auto half, std::vector<Half>& out) {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    for (const auto& value : values) out.push_back(half(value));
    // Rising already where the upper half of a rising number is taken.
    const auto twins = std::ranges::unique(out.begin() + begin, out.end());
    out.erase(twins.begin(), twins.end());
  }

  /// Shingles are hashes, but those indexed have their lowest bits in common.
  std::uint32_t& bucket(Shingle shingle) {
    return newest[(shingle * std::uint64_t{0x9E3779B97F4A7C15U} >> 32) & (newest.size() - 1)];
  }
  const std::uint32_t& bucket(Shingle shingle) const { return const_cast<Impl*>(this)->bucket(shingle); }
  bool is_there(std::uint32_t node) const { return node != kNoNode && node - first_node < nodes.size(); }

  void append(Shingle shingle, std::uint32_t slot) {
    if (nodes.size() >= newest.size()) spread();
    std::uint32_t& head = bucket(shingle);
    const std::uint32_t node = first_node + static_cast<std::uint32_t>(nodes.size());
    nodes.push_back({.shingle = shingle, .slot = slot, .before = head});
    head = node;
  }
  /// Twice as many buckets.
  void spread() {
    newest.assign(2 * newest.size(), kNoNode);
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      std::uint32_t& head = bucket(nodes[i].shingle);
      nodes[i].before = head;
      head = first_node + i;
    }
  }

  static Entry entry_of(ArticleId id, const features::Features& f, ArticleId original, std::int64_t at) {
    Entry out{.id = id,
              .original = original,
              .at = at,
              .shingle_count = 0,
              .stem_count = 0,
              .number_count = 0,
              .nodes = 0,
              .block = {}};
    thread_local std::vector<Half> halves;
    halves.clear();
    append_halves(f.shingles, [](Shingle value) { return static_cast<Half>(value >> 16); }, halves);
    out.shingle_count = static_cast<std::uint32_t>(halves.size());
    append_halves(
        f.body, [](const features::TermCount& term) { return static_cast<Half>(term.term >> 16); }, halves);
    out.stem_count = static_cast<std::uint32_t>(halves.size()) - out.shingle_count;
    // Units are words, and words are what a rewriting desk changes.
    for (const features::Number& number : f.numbers) {
      if (number.has_unit()) continue;
      const auto parts = std::bit_cast<std::array<Half, 2>>(number.term);
      halves.insert(halves.end(), parts.begin(), parts.end());
      ++out.number_count;
    }
    out.block = std::make_unique_for_overwrite<Half[]>(halves.size());
    std::ranges::copy(halves, out.block.get());
    return out;
  }

  enum class Verdict { kOther, kCopy, kInstalment };
  struct Comparison {
    Verdict verdict = Verdict::kOther;
    double shared = 0;  ///< share of the shorter text that the other holds
  };
  static Comparison compare(const Entry& a, const Entry& b) {
    const std::size_t shorter = std::min(a.shingle_count, b.shingle_count);
    const std::size_t longer = std::max(a.shingle_count, b.shingle_count);
    if (shorter < kLeastShingles || longer > shorter * kMostTimesLonger) return {};
    const double runs = shared(a.shingles(), b.shingles());
    if (runs < kLeastSharedRewritten) return {};
    const double stems = shared(a.stems(), b.stems());
    const std::size_t fewer = std::min(a.number_count, b.number_count);
    const auto numbers_a = a.numbers(), numbers_b = b.numbers();
    const double numbers = static_cast<double>(in_both(std::span(numbers_a), std::span(numbers_b))) /
                           static_cast<double>(std::max<std::size_t>(fewer, 1));
    const bool tell = fewer >= kLeastNumbers;
    if (tell && runs >= kRunsOfAForm && stems >= kStemsOfAForm && numbers <= kNumbersOfAForm)
      return {Verdict::kInstalment, runs};
    if (runs < kLeastShared && stems < kLeastSharedStems) return {};
    if (tell && numbers < kLeastSharedNumbers) return {};
    return {Verdict::kCopy, runs};
  }

  /// The active articles that share most of the indexed shingles.
  std::vector<std::uint32_t> candidates(const std::vector<Shingle>& shingles) const {
    found.clear();
    const std::uint32_t step = looks_up_one_in(shingles.size());
    for (const Shingle shingle : shingles) {
      if (shingle % step != 0) continue;
      // The newest lead: what is copied is fresh.
      std::size_t left = kMaxPostings;
      for (std::uint32_t at = bucket(shingle); left > 0 && is_there(at);) {
        const Node& node = nodes[at - first_node];
        at = node.before;
        if (node.shingle != shingle) continue;
        found.push_back(node.slot);
        --left;
      }
    }
    std::ranges::sort(found, {}, [this](std::uint32_t slot) { return slot - first; });
    std::vector<std::pair<std::size_t, std::uint32_t>> ranked;
    for (std::size_t i = 0; i < found.size();) {
      std::size_t end = i;
      while (end < found.size() && found[end] == found[i]) ++end;
      ranked.emplace_back(end - i, found[i]);
      i = end;
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(ranked.size(), kMaxCandidates));
    std::ranges::partial_sort(ranked, ranked.begin() + kept, [this](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second - first < b.second - first;
    });
    std::vector<std::uint32_t> out;
    for (std::ptrdiff_t i = 0; i < kept; ++i) out.push_back(ranked[static_cast<std::size_t>(i)].second);
    return out;
  }
};

CopyIndex::CopyIndex() : impl_(std::make_unique<Impl>()) {}
CopyIndex::~CopyIndex() = default;
CopyIndex::CopyIndex(CopyIndex&&) noexcept = default;
CopyIndex& CopyIndex::operator=(CopyIndex&&) noexcept = default;

Kin CopyIndex::kin_of(const features::Features& features) const {
  Kin out;
  if (features.shingles.size() < kLeastShingles) return out;
  const std::vector<std::uint32_t> slots = impl_->candidates(features.shingles);
  if (slots.empty()) return out;
  const Impl::Entry asked = Impl::entry_of(ArticleId::kNone, features, ArticleId::kNone, 0);
  const Impl::Entry* best = nullptr;
  double best_shared = 0;
  for (const std::uint32_t slot : slots) {
    const Impl::Entry& entry = impl_->entry(slot);
    const auto [verdict, shared] = Impl::compare(entry, asked);
    if (verdict == Impl::Verdict::kInstalment) out.instalments.push_back(entry.id);
    if (verdict != Impl::Verdict::kCopy) continue;
    if (shared > best_shared || (shared == best_shared && best != nullptr && entry.id < best->id)) {
      best = &entry;
      best_shared = shared;
    }
  }
  std::ranges::sort(out.instalments);
  if (best != nullptr)
    out.copy = CopyMatch{best->original != ArticleId::kNone ? best->original : best->id, best_shared};
  return out;
}

std::vector<ArticleId> CopyIndex::instalments_of(const features::Features& features) const {
  const auto numbers = std::ranges::count_if(features.numbers, [](const auto& n) { return !n.has_unit(); });
  // Only numbers tell an instalment from a copy.
  if (static_cast<std::size_t>(numbers) < kLeastNumbers) return {};
  return kin_of(features).instalments;
}

void CopyIndex::add(ArticleId id, const features::Features& features, ArticleId original, std::int64_t at) {
  if (features.shingles.size() < kLeastShingles) return;
  Impl& s = *impl_;
  const std::uint32_t slot = s.first + static_cast<std::uint32_t>(s.entries.size());
  s.entries.push_back(Impl::entry_of(id, features, original, at));
  const std::uint32_t step = Impl::one_in(features.shingles.size());
  for (const Impl::Shingle shingle : features.shingles) {
    if (shingle % step != 0) continue;
    s.append(shingle, slot);
    ++s.entries.back().nodes;
  }
}

void CopyIndex::expire(std::int64_t moment) {
  Impl& s = *impl_;
  for (; !s.entries.empty() && s.entries.front().at < moment; s.entries.pop_front(), ++s.first) {
    for (std::uint32_t i = 0; i < s.entries.front().nodes; ++i, ++s.first_node) s.nodes.pop_front();
  }
}

std::size_t CopyIndex::size() const { return impl_->entries.size(); }

}  // namespace newsloom::copies
