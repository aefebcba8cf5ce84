// The articles that can be recommended, by id, story, storyline, day and term.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/features.h"
#include "newsloom/ids.h"
#include "recommend/article_vector.h"
#include "recommend/moment.h"
#include "recommend/posting_index.h"
#include "recommend/vocabulary.h"
#include "story/small_list.h"
#include "story/story_builder.h"

namespace newsloom::recommend {

/// One line of memory.
struct alignas(64) Entry {
  ArticleId id = ArticleId::kNone;
  StoryId story = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  ArticleId copy_of = ArticleId::kNone;
  std::uint32_t source = 0;  ///< 0: unknown
  std::uint32_t lang = 0;    ///< 0: unknown
  Moment moment;
  bool teaser = false;
  ArticleVector vector;  ///< with the headline
};

/// Entries by slot, in blocks: they stay where they are, and where that is a small table says.
class Entries {
 public:
  std::size_t size() const { return size_; }
  void add() {
    if (size_ == blocks_.size() * kOfBlock) blocks_.push_back(std::make_unique<Entry[]>(kOfBlock));
    ++size_;
  }
  Entry& operator[](EntrySlot slot) { return blocks_[slot / kOfBlock][slot % kOfBlock]; }
  const Entry& operator[](EntrySlot slot) const { return blocks_[slot / kOfBlock][slot % kOfBlock]; }

 private:
  static constexpr std::size_t kOfBlock = 1024;
  std::vector<std::unique_ptr<Entry[]>> blocks_;
  std::size_t size_ = 0;
};

/// Of an entry what is asked of thousands for one list: they stand side by side, entries anywhere.
struct Glance {
  Moment moment;
  StoryId story = StoryId::kNone;
  std::uint32_t source = 0, lang = 0;
  bool teaser = false;
  bool copy = false;  ///< of another article
};

/// Numbers for the few strings that repeat (publishers, languages); 0 is the empty string. Grows with the
/// distinct strings seen.
class Names {
 public:
  std::uint32_t number_of(const std::string& text);
  /// The number of a string seen before; a number that no other has for any other string.
  std::uint32_t known(const std::string& text) const;
  /// The string of a number; empty for 0 and for numbers of none.
  std::string_view text_of(std::uint32_t number) const;
  std::size_t size() const { return numbers_.size(); }

 private:
  boost::unordered_flat_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> texts_;  // by number - 1
};

/// One thread changes; any number read between changes.
class Collection {
 public:
  /// See Recommender::expect().
  void expect(std::size_t articles);
  /// See Recommender::weigh().
  void weigh(std::map<std::string, double, std::less<>> by_source) {
    weight_of_source_ = std::move(by_source);
  }
  void add(ArticleId id, const features::Features& features, const story::Placement& placement);
  /// A text that is not in the collection, as an entry to ask with.
  Entry stranger(const features::Features& features) const;
  void move(ArticleId id, const story::Placement& placement);
  void remove(ArticleId id);

  std::size_t size() const { return slots_.size(); }
  std::size_t known_sources() const { return sources_.size(); }
  /// The latest arrival, or the latest believable publication where arrivals are unknown.
  std::int64_t clock() const { return clock_; }
  /// The moment around which an article is looked at: its own, else the stream's clock when it came, else
  /// now.
  std::int64_t standing(const Entry& entry) const;
  std::optional<EntrySlot> find(ArticleId id) const;
  std::string_view language(const Entry& entry) const { return languages_.text_of(entry.lang); }
  std::string_view source(std::uint32_t number) const { return sources_.text_of(number); }
  /// What the score of an entry of the collection is multiplied by.
  double weight(const Entry& entry) const { return entry.source == 0 ? 1 : weights_[entry.source - 1]; }
  const Entry& at(EntrySlot slot) const { return entries_[slot]; }
  const Glance& glance(EntrySlot slot) const { return glances_[slot]; }
  /// Every slot is below.
  std::size_t slots() const { return entries_.size(); }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const PostingIndex& postings() const { return postings_; }
  /// Members, oldest first. Live until the next change.
  std::span<const EntrySlot> story(StoryId id) const;
  std::span<const EntrySlot> storyline(StorylineId id) const;
  /// The articles of a UTC day, in no order that means anything but always the same. Lives until the next
  /// change.
  std::span<const EntrySlot> day(std::int64_t day) const;

 private:
  using Members = story::SmallList<EntrySlot>;

  bool older(EntrySlot a, EntrySlot b) const;
  void join(Members& members, EntrySlot slot);
  template <class Map, class Key>
  void leave(Map& map, Key key, EntrySlot slot);
  void place(EntrySlot slot, const story::Placement& placement);
  void displace(EntrySlot slot);
  /// Is the collection as large as its last weighing anew?
  Weighing weighing() const;
  void reweigh_all();
  void file(EntrySlot slot);
  std::uint32_t number_of_source(const std::string& source);

  Entries entries_;
  std::vector<Glance> glances_;  ///< of the entries
  std::vector<EntrySlot> free_;
  boost::unordered_flat_map<ArticleId, EntrySlot> slots_;
  boost::unordered_flat_map<StoryId, Members> stories_;
  boost::unordered_flat_map<StorylineId, Members> storylines_;
  std::map<std::int64_t, Members> days_;
  Vocabulary vocabulary_;
  PostingIndex postings_;
  Names sources_, languages_;
  std::map<std::string, double, std::less<>> weight_of_source_;
  std::vector<double> weights_;  ///< of sources_, by number - 1
  std::int64_t clock_ = 0;
  std::size_t reweigh_at_ = 1;
  std::size_t expected_ = 0;         ///< articles that are still to come before anybody reads
  std::size_t unweighed_until_ = 0;  ///< the size up to which nothing is weighed: a weighing anew follows
};

}  // namespace newsloom::recommend
