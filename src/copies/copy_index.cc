// Copies by containment of shingles (Broder 1997). Some shingles of every text are indexed, chosen by value,
// so that two texts agree on which of theirs are; a candidate is then verified on all shingles of both
// (copied_text.cc).
//
// A later state of a report keeps part of the text and may change every number. Its publisher marks it so:
// what would make it a copy or an instalment makes it a version.
#include "copies/copy_index.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "copies/copied_text.h"
#include "text/hash.h"

namespace newsloom::copies {
namespace {

/// Texts of at most so many shingles have one in so many indexed. A brief must show what little it has; of a
/// copy that keeps half of 300 words, one in eight still shows some 18.
struct Sampling {
  std::size_t most_shingles;
  std::uint32_t one_in;
};
constexpr std::array<Sampling, 3> kSampling = {{{32, 1}, {64, 4}, {SIZE_MAX, 8}}};
/// Articles a sampled shingle leads to; stock phrases lead to thousands.
constexpr std::uint32_t kMaxPostings = 16;
/// Candidates verified.
constexpr std::size_t kMaxCandidates = 8;
/// A later state has at least this share of the runs in common with the earlier one, and more where the
/// publisher of either is unknown.
constexpr double kRunsOfAVersion = 0.1;
constexpr double kRunsOfAnUnknownVersion = 0.25;
/// Seconds after which what a publisher prints again in the same form is the next day's; some are early.
constexpr std::int64_t kAnotherDay = 16 * 3600;

}  // namespace

struct CopyIndex::Impl {
  using Shingle = std::uint32_t;
  struct Entry {
    ArticleId id, original;
    std::int64_t at;
    std::uint32_t first_node;  ///< of its indexed shingles
    std::uint32_t publisher;   ///< hash of the source; 0: unknown
    std::uint8_t version;      ///< features::Features::version
    PackedText text;
  };
  /// An indexed shingle. Nodes are numbered as they come, an entry's one after another; those in one bucket
  /// are a chain, the newest first. What has expired is known by its number, so that nothing needs to be
  /// taken out.
  struct Node {
    Shingle shingle;
    std::uint32_t before;
  };
  static constexpr std::uint32_t kNoNode = 0xffffffff;
  static constexpr std::size_t kLeastBuckets = 1024;
  /// Nodes a bucket, at most: a chain is walked in less time than the memory of more buckets is worth.
  static constexpr std::size_t kNodesABucket = 4;

  std::deque<Entry> entries;
  std::deque<Node> nodes;
  std::uint32_t first = 0;       ///< slot of entries.front(); both count modulo 2^32
  std::uint32_t first_node = 0;  ///< number of nodes.front()
  std::vector<std::uint32_t> newest =
      std::vector<std::uint32_t>(kLeastBuckets, kNoNode);  ///< node of each bucket
  /// Slots of the entries of every 64th node.
  static constexpr std::uint32_t kNodesAHint = 64;
  std::deque<std::uint32_t> hints;
  mutable std::vector<std::uint32_t> found;  ///< between calls: only memory
  /// On its way through a bucket's chain.
  struct Walk {
    Shingle shingle;
    std::uint32_t at;
    std::uint32_t
        left;  ///< nodes of the shingle that are still wanted; the newest lead: what is copied is fresh
  };
  mutable std::vector<Walk> walks;  ///< the same
  mutable std::vector<Node> asked;  ///< the same

  const Entry& entry(std::uint32_t slot) const { return entries[slot - first]; }

  static std::uint32_t one_in(std::size_t shingles) {
    return std::ranges::find_if(kSampling, [&](const Sampling& s) { return shingles <= s.most_shingles; })
        ->one_in;
  }
  /// What a text of so many shingles must look up: it may be a copy of a shorter one, down to a sixth.
  static std::uint32_t looks_up_one_in(std::size_t shingles) { return one_in(shingles / kMostTimesLonger); }

  /// Shingles are hashes, but those indexed have their lowest bits in common.
  std::uint32_t& bucket(Shingle shingle) {
    return newest[(shingle * std::uint64_t{0x9E3779B97F4A7C15U} >> 32) & (newest.size() - 1)];
  }
  const std::uint32_t& bucket(Shingle shingle) const { return const_cast<Impl*>(this)->bucket(shingle); }
  bool is_there(std::uint32_t node) const { return node != kNoNode && node - first_node < nodes.size(); }

  void append(Shingle shingle, std::uint32_t slot) {
    if (nodes.size() >= kNodesABucket * newest.size()) spread();
    std::uint32_t& head = bucket(shingle);
    const std::uint32_t node = first_node + static_cast<std::uint32_t>(nodes.size());
    if (node % kNodesAHint == 0 || hints.empty()) hints.push_back(slot);
    nodes.push_back({.shingle = shingle, .before = head});
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

  static std::uint32_t publisher_of(const features::Features& f) {
    return f.source.empty() ? 0 : static_cast<std::uint32_t>(text::hash64(f.source)) | 1U;
  }

  /// A text that is asked about.
  struct Asked {
    ComparedText text;
    std::uint32_t publisher;
    std::uint8_t version;
    std::optional<std::int64_t> time;  ///< when it came, else when it was published
  };

  /// May `later` be the next state of `earlier`, by its mark and its publisher, and by how many of its runs?
  static std::optional<double> share_of_version(const Entry& earlier, double runs, const Asked& later) {
    if (later.version == 0 || earlier.version > later.version) return std::nullopt;
    // A paper that prints an agency's text again has a copy again.
    if (later.version == 1 && earlier.original != ArticleId::kNone) return std::nullopt;
    if (earlier.version == later.version && later.version > 1) return std::nullopt;  // the same "UPDATE 2-"
    const bool known = earlier.publisher != 0 && later.publisher != 0;
    if (known && earlier.publisher != later.publisher) return std::nullopt;
    return runs >= (known ? kRunsOfAVersion : kRunsOfAnUnknownVersion) ? std::optional(runs) : std::nullopt;
  }

  /// The entry of a node.
  std::uint32_t slot_of(std::uint32_t node) const {
    // The first entry of the node's block may be gone.
    const std::uint32_t hint = hints[(node - first_node + first_node % kNodesAHint) / kNodesAHint] - first;
    std::size_t at = hint < entries.size() ? hint : 0;
    while (at + 1 < entries.size() && node - first_node >= entries[at + 1].first_node - first_node) ++at;
    return first + static_cast<std::uint32_t>(at);
  }

  /// Into `found`: the entries of every indexed shingle of the text that others have too. Every step of a
  /// chain leads to memory that no cache holds, so all chains are walked at once, step by step: while one is
  /// looked at, the next nodes of the others are on their way.
  void look_up(const std::vector<Shingle>& shingles) const {
    found.clear();
    walks.clear();
    const std::uint32_t step = looks_up_one_in(shingles.size());
    for (const Shingle shingle : shingles) {
      if (shingle % step != 0) continue;
      __builtin_prefetch(&bucket(shingle));
      walks.push_back({.shingle = shingle, .at = kNoNode, .left = kMaxPostings});
    }
    for (Walk& walk : walks) go_on(walk, bucket(walk.shingle));
    while (!walks.empty()) {
      std::erase_if(walks, [this](const Walk& walk) { return walk.left == 0 || !is_there(walk.at); });
      for (Walk& walk : walks) {
        const Node& node = nodes[walk.at - first_node];
        if (node.shingle == walk.shingle) {
          found.push_back(walk.at);
          --walk.left;
        }
        go_on(walk, node.before);
      }
    }
    for (std::uint32_t& node : found) node = slot_of(node);
  }
  void go_on(Walk& walk, std::uint32_t to) const {
    walk.at = to;
    if (is_there(to)) __builtin_prefetch(&nodes[to - first_node]);
  }

  /// The active articles that share most of the indexed shingles.
  std::vector<std::uint32_t> candidates(const std::vector<Shingle>& shingles) const {
    look_up(shingles);
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
  const Impl::Asked asked{.text = text_of(features),
                          .publisher = Impl::publisher_of(features),
                          .version = features.version,
                          .time = features.arrival_utc ? features.arrival_utc : features.published_utc};
  thread_local ComparedText text;
  const Impl::Entry* best = nullptr;
  Comparison best_found;
  for (const std::uint32_t slot : slots) {
    const Impl::Entry& entry = impl_->entry(slot);
    const bool may_be_kin = copies::may_be_kin(entry.text.shingles(), asked.text.shingles.size());
    if (asked.version == 0 && !may_be_kin) continue;
    const std::uint8_t* const rest = entry.text.unpack_shingles_into(text);
    const double runs = runs_in_both(text, asked.text);
    if (const auto share = Impl::share_of_version(entry, runs, asked)) {
      if (!out.version || entry.id > out.version->original) out.version = CopyMatch{entry.id, *share};
      continue;
    }
    if (!may_be_kin || !copies::may_be_kin(runs)) continue;
    entry.text.unpack_rest_into(rest, text);
    const bool next_day = asked.publisher != 0 && asked.publisher == entry.publisher && asked.time &&
                          std::abs(*asked.time - entry.at) >= kAnotherDay;
    const Comparison found = compare(text, asked.text, runs, next_day);
    if (found.kinship == Kinship::kInstalment) out.instalments.push_back(entry.id);
    if (found.kinship != Kinship::kCopy) continue;
    // The most runs in common: an update holds all of the earlier state, and its copy more of the update.
    const auto rank = [](const Comparison& c, const Impl::Entry& e) {
      return std::tuple(-c.runs, -c.shared, e.id);
    };
    if (best == nullptr || rank(found, entry) < rank(best_found, *best)) {
      best = &entry;
      best_found = found;
    }
  }
  std::ranges::sort(out.instalments);
  if (best != nullptr && !out.version)
    out.copy = CopyMatch{best->original != ArticleId::kNone ? best->original : best->id, best_found.shared};
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
  s.entries.push_back({.id = id,
                       .original = original,
                       .at = at,
                       .first_node = s.first_node + static_cast<std::uint32_t>(s.nodes.size()),
                       .publisher = Impl::publisher_of(features),
                       .version = features.version,
                       .text = PackedText(text_of(features))});
  const std::uint32_t step = Impl::one_in(features.shingles.size());
  for (const Impl::Shingle shingle : features.shingles) {
    if (shingle % step == 0) s.append(shingle, slot);
  }
}

void CopyIndex::expire(std::int64_t moment) {
  Impl& s = *impl_;
  for (; !s.entries.empty() && s.entries.front().at < moment; ++s.first) {
    s.entries.pop_front();
    const std::uint32_t next = s.entries.empty() ? s.first_node + static_cast<std::uint32_t>(s.nodes.size())
                                                 : s.entries.front().first_node;
    for (; s.first_node != next; ++s.first_node) {
      s.nodes.pop_front();
      if ((s.first_node + 1) % Impl::kNodesAHint == 0) s.hints.pop_front();
    }
  }
}

std::size_t CopyIndex::size() const { return impl_->entries.size(); }

}  // namespace newsloom::copies
