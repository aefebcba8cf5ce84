// The stories that may still grow, the articles in them, and the way from an article to the stories it may
// belong to.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "features/features.h"
#include "newsloom/ids.h"
#include "story/likeness.h"
#include "story/order_pace.h"
#include "story/packed_vectors.h"
#include "story/postings.h"
#include "story/recent_words.h"
#include "story/small_list.h"
#include "story/told.h"

namespace newsloom::story {

/// What is remembered of an article while its story is active.
struct Placed {
  ArticleId id = ArticleId::kNone;
  /// The first article of which it is a copy or a later state: it stands where that stands.
  ArticleId follows = ArticleId::kNone;
  std::optional<std::int64_t> time;  ///< when it was published, if that is believed; else when it came
  std::int64_t placed_at = 0;        ///< the stream's clock
  PackedVectors vectors = {};
  SmallList<ArticleId> instalments = {};  ///< earlier ones of the same form: never in one story with it
  Language language = Language::kUnknown;
  TermId series = 0;           ///< hash of publisher and headline without numbers and days; 0: unknown
  bool time_is_known = false;  ///< the publisher says that time
  bool day_only = false;
  bool silent = false;  ///< adds no words to its story, and leads nobody to it
  bool opinion = false, round_up = false, from_agency = false;
};

/// Is its time the publisher's own word?
inline bool is_known(const Placed& article) { return article.time && article.time_is_known; }

/// When a story's articles appeared.
struct Times {
  std::int64_t touched = 0;  ///< the stream's clock when the last one was placed
  std::int64_t newest = 0, oldest = 0, sum = 0, timed = 0;  ///< of the articles whose time is known
  std::int64_t guessed = 0;                                 ///< of these, the ones nobody said
  bool day_only = false;
};

struct ActiveStory {
  StoryId id = StoryId::kNone;
  StorylineId storyline = StorylineId::kNone;
  Told told;                        ///< by the members that are not silent
  SmallList<ArticleId> members;     ///< rising
  SmallList<ArticleId> in_series;   ///< of these, those whose headline may come back every day, by series
  std::int64_t sum_of_numbers = 0;  ///< of the members
  Times times;
};

class ActiveStories {
 public:
  /// The story's number in here. Reused after the story is forgotten.
  using Slot = std::uint32_t;
  static constexpr Slot kNone = 0xffffffff;

  /// The story of this id, or kNone.
  Slot find(StoryId id) const;
  Slot open(StoryId id, StorylineId storyline);
  const ActiveStory& story(Slot slot) const { return stories_[slot]; }
  const Placed* article(ArticleId id) const;
  Slot slot_of(ArticleId id) const;
  /// The story's members that stand in this series, and whose time is known.
  std::span<const ArticleId> instalments(const ActiveStory& story, TermId series) const;

  /// REQUIRES: the id is larger than all before.
  void add(Placed article, Slot slot, std::span<const Weighted> lookup_terms);
  void leave(ArticleId id);
  /// Leaves and is forgotten.
  void remove(ArticleId id);
  void join(ArticleId id, Slot slot);
  /// Stories that share most of an article's heaviest terms, best first.
  struct Question {
    std::span<const Weighted> terms;
    std::size_t limit = 0;
    std::int64_t not_before = 0;              ///< stories last touched earlier are over
    ArticleId newer_than = ArticleId::kNone;  ///< only what articles after this one say
    /// Only stories with articles in another language than this one, and, where `told_in` is known, in that.
    Language other_than = Language::kUnknown, told_in = Language::kUnknown;
  };
  std::vector<Slot> candidates(const Question& question, const Frequencies& frequencies) const;
  /// The heaviest of an article's names that lead to other articles: many languages write nouns like names.
  std::vector<Weighted> known_names(const Placed& article) const;
  /// What is known of an article and a story; one of the story's own members meets the others. `asked`:
  /// the article's vectors, or those with other weights. Of a story in several languages all its articles
  /// count, or those in the article's language alone. REQUIRES: then there are some besides the article.
  enum class Words { kAll, kOwnLanguage };
  Signals signals(const Placed& article, const AskedVectors& asked, Slot slot,
                  Words words = Words::kAll) const;
  /// Articles of the story in the article's language, besides itself.
  std::size_t others_in_its_language(const Placed& article, Slot slot) const;
  /// Forgets stories last touched before `moment`, as far as a few steps find them: called with every
  /// placement, it goes round.
  void forget_before(std::int64_t moment);
  std::size_t size() const { return by_id_.size(); }
  std::size_t articles() const { return article_count_; }
  /// Are there articles in more than one language that is known?
  bool in_several_languages() const { return languages_.size() > 1; }
  /// Articles placed after `moment`. Moments may only rise from call to call.
  std::size_t placed_after(std::int64_t moment) const;
  /// Of the articles that speak for their stories.
  const RecentWords& recent_words() const { return recent_words_; }

 private:
  static void count(Times& times, const Placed& article);
  void forget(const Placed& article);
  Placed* find(ArticleId id) const;
  void set_slot(ArticleId id, Slot slot);
  bool answers(const Question& question, Slot slot) const;
  /// Distances in time from the order of arrival, where nothing is dated.
  void tell_by_order(const Placed& article, const ActiveStory& story, Signals& out) const;
  Times times_without(const ActiveStory& story, ArticleId left_out) const;

  std::deque<ActiveStory> stories_;  ///< by slot; in blocks, so that none stand empty by the thousand
  std::vector<Slot> free_;
  std::size_t next_to_check_ = 0;
  mutable std::deque<std::int64_t> placed_at_;  ///< of the articles of the last day or more, rising
  boost::unordered_flat_map<StoryId, Slot> by_id_;
  /// Articles from number `first_` on; empty where one is forgotten, and where a number was never given.
  std::deque<std::unique_ptr<Placed>> articles_;
  std::vector<Slot> slots_;  ///< of the same articles, from number `first_slot_` on
  std::int32_t first_ = 1, first_slot_ = 1;
  std::size_t article_count_ = 0;
  std::map<Language, std::size_t> languages_;  ///< of the articles, where they are known
  /// Of what was placed since forget_before(): an active story has newer articles than that.
  Postings postings_;
  RecentWords recent_words_;
  OrderPace pace_;  ///< of a stream without a clock
  /// Of a story, what counting votes reads of it: thousands of times for each article.
  struct Ballot {
    std::int64_t touched = 0;
    std::uint64_t voted = 0;  ///< the terms that did, a bit each; zero between calls, like the next
    float votes = 0;
    Language language = Language::kUnknown;  ///< Told::language()
  };
  mutable std::vector<Ballot> ballots_;  ///< by slot
  /// A term on its way from its newest article to older ones.
  struct Lookup {
    Postings::Place at;
    TermId term;
    double rarity;
    float worth;  ///< its part in the product of both, as far as it can be told without looking at the story
    std::size_t left;
    std::uint64_t mark;
  };
  mutable std::vector<Lookup> lookups_;  ///< between calls: only memory
};

/// The terms an article is found by: the heaviest of title, body and names, by term.
std::vector<Weighted> lookup_terms(const ArticleVectors& vectors);

}  // namespace newsloom::story
