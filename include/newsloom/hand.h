// The reader's hand: what the owner wants to see less or more of.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "newsloom/ids.h"
#include "newsloom/result.h"
#include "newsloom/story.h"

namespace newsloom {

namespace store {
class Connection;
}

/// What can be hidden. Stored: do not renumber.
enum class HiddenKind {
  kSource = 1,  ///< by registrable domain
  kTopic = 2,   ///< by a section or tag that publishers give
  kStory = 3,   ///< by its number
  kWord = 4,    ///< a word or phrase of headline or summary
};

/// "source", "topic", "story", "word".
std::string_view name_of(HiddenKind kind);

struct Hidden {
  HiddenKind kind = HiddenKind::kWord;
  std::string name;   ///< what is compared: in lower case
  std::string label;  ///< what readers are shown: the headline of a story
};

/// One thing that was learned: "name" (a person, place or body), "topic" or "source", and how much more
/// (positive) or less the owner wants of it.
struct Leaning {
  std::string kind, name;
  double weight = 0;
};

/// All of it, as the owner may see it.
struct HandState {
  std::vector<Hidden> hidden;     ///< by kind and name
  bool learning = false;          ///< off until the owner turns it on
  std::vector<Leaning> leanings;  ///< the strongest first
};

/// The owner's wishes about what is shown, kept in the newsroom's database. Lists of stories are shaped by
/// them where the owner reads; searching, feeds out, the API and visitors of a public site are not touched.
/// Nothing is ever derived from what is read, only from what is asked for here. Any thread.
///
/// What is learned is a logistic regression with one weight for each name, topic and source of the articles
/// that were judged, trained on-line (one step of stochastic gradient descent for each "more like this" or
/// "less like this"): it can be read as a list, and forgotten.
class Hand {
 public:
  ~Hand();
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;

  Result<HandState> state() const;
  /// Errors: kInvalidArgument (nothing named, too long, too many: 1,000), kNotFound (no such story).
  Result<void> hide(HiddenKind kind, const std::string& name);
  /// What is not hidden is no error.
  Result<void> show_again(HiddenKind kind, const std::string& name);
  /// Off keeps what was learned, but neither uses nor adds to it.
  Result<void> set_learning(bool on);
  /// "More like this", or less. Errors: kNotFound, kInvalidArgument (learning is off).
  Result<void> judge(ArticleId id, bool more);
  /// Forgets all that was learned.
  Result<void> forget();
  /// The sections and tags of an article, as printed: what can be hidden as a topic.
  Result<std::vector<std::string>> topics(ArticleId id) const;

  /// Takes out what is hidden and, while learning is on, reorders; an entry that moved says why. Its lists
  /// are never longer than before. Errors: those of the database.
  Result<void> shape(ArticlePage& page) const;
  Result<void> shape(Edition& edition) const;

 private:
  friend class Newsroom;
  using Work = std::function<Result<void>(store::Connection&)>;
  using Run = std::function<Result<void>(const Work&)>;
  Hand(Run read, Run write, std::function<std::int64_t()> now);

  Run read_, write_;
  std::function<std::int64_t()> now_;
};

}  // namespace newsloom
