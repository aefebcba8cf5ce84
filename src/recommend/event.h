// Do two articles tell of the same event? Looser and finer than the story builder at once.
#pragma once

#include "recommend/collection.h"
#include "recommend/likeness.h"

namespace newsloom::recommend {

/// What speaks for one event and against it.
struct EventEvidence {
  bool same_story = false;  ///< by the story builder
  double doublings = 0;     ///< of that story: log2 of its articles
  bool same_text = false;   ///< copies of one text
  double whole = 0;         ///< cosine of all they say, 0..1
  double opening = 0;       ///< cosine of headlines and openings
  double title = 0;         ///< cosine of the headlines
  double days = 0;          ///< between them, up to seven
};
/// Here and below `alike` is the likeness of both.
EventEvidence evidence_of(const Collection& collection, const Entry& a, const Entry& b,
                          const Likeness& alike);

/// The chance that both tell of one event, 0..1.
double chance_of_one_event(const Collection& collection, const Entry& a, const Entry& b,
                           const Likeness& alike);

/// The same in log odds.
double log_odds(const EventEvidence& evidence);

/// Is all of the story one event, by the story builder's word?
bool is_one_event(const Collection& collection, StoryId story);

/// Do both stand in one such story?
bool is_small_story(const Collection& collection, const Entry& a, const Entry& b);

/// For articles outside of a circle (circle_events.h) the two decisions take a small story for one event, by
/// the story builder's word.
///
/// Would a reader who has read one take the other for the same news? For two entries of one list.
bool tell_one_event(const Collection& collection, const Entry& a, const Entry& b, const Likeness& alike);

/// Is `entry` coverage of what the reader has just read, and so no recommendation?
bool is_coverage(const Collection& collection, const Entry& read, const Entry& entry, const Likeness& alike);

}  // namespace newsloom::recommend
