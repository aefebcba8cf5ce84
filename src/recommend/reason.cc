#include "recommend/reason.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/stem.h"
#include "text/utf8.h"
#include "text/words.h"

namespace newsloom::recommend {
namespace {

/// From here on two texts are about one affair in the eyes of readers.
constexpr double kStrong = 0.18;
/// Below this nothing is said of the subject, only that there are words in common.
constexpr double kLoose = 0.08;
/// Below this, words in common are chance, those of headlines too; only a shared name is worth saying.
constexpr double kFaint = 0.05;
/// A name that more than this share of the collection holds connects nothing ("Reuters", "Covid" in 2020),
/// but in a collection smaller than kSmallCollection a share says nothing yet.
constexpr double kCommonName = 0.05;
constexpr std::size_t kSmallCollection = 400;
/// Names told; more is a list, not a reason. Words of headlines likewise.
constexpr std::size_t kNamesTold = 3, kWordsTold = 2;
/// What a name must tell against the most telling one to be told beside it: a country is left out beside its
/// minister.
constexpr double kWorthTelling = 0.6;
/// A whole name against a single word, which may be half a name; a word in capitals of this many letters and
/// more is a heading or a dateline rather than an abbreviation.
constexpr double kWholeName = 1.5, kHeadingWorth = 0.3;
constexpr std::size_t kHeadingLetters = 6;
/// An article so much younger than the stream is looked at from its own day.
constexpr std::int64_t kOldSeconds = 7 * kSecondsPerDay;
/// Letters of a headline's word worth quoting.
constexpr std::size_t kQuotedLetters = 4;

bool contains_words(std::string_view longer, std::string_view shorter) {
  const auto at = longer.find(shorter);
  if (at == std::string_view::npos) return false;
  const bool starts = at == 0 || longer[at - 1] == ' ';
  const bool ends = at + shorter.size() == longer.size() || longer[at + shorter.size()] == ' ';
  return starts && ends;
}

bool is_whole(std::string_view name) { return name.find(' ') != std::string_view::npos; }

bool is_heading(std::string_view name) {
  return name.size() >= kHeadingLetters && text::lower(name) != name &&
         std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_common(const Collection& collection, std::uint32_t holders) {
  return collection.size() >= kSmallCollection &&
         holders > kCommonName * static_cast<double>(collection.size());
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string told(const std::vector<std::string_view>& names) {
  std::vector<std::string> list;
  for (const std::string_view name : names) {
    const bool known = std::ranges::any_of(list, [&](const std::string& other) {
      return contains_words(other, name) || contains_words(name, other);
    });
    if (known) continue;
    list.emplace_back(name);
    if (list.size() == kNamesTold) break;
  }
  return listed(list);
}

/// The words of a headline, each in small letters behind how it is printed.
std::vector<std::pair<text::Word, std::string>> words_of(std::string_view headline) {
  std::vector<text::Word> words;
  text::split_words(headline, words);
  std::vector<std::pair<text::Word, std::string>> out;
  for (const text::Word& word : words)
    if (word.text.size() >= kQuotedLetters) out.emplace_back(word, text::lower(word.text));
  return out;
}

/// The rarest words that both headlines have, as the query's prints them.
std::string shared_words(const Collection& collection, const Entry& query, const Entry& entry) {
  if (query.lang != entry.lang) return {};
  const std::string_view lang = collection.language(entry);
  const auto theirs = words_of(entry.vector.headline());
  std::vector<std::pair<std::uint32_t, std::string>> shared;
  for (const auto& [word, lowered] : words_of(query.vector.headline())) {
    const auto same = [&](const auto& other) { return other.second == lowered; };
    if (word.kind != text::WordKind::kWord || std::ranges::none_of(theirs, same) ||
        text::Stemmer::is_stop_word(lowered, lang))
      continue;
    const auto holders = collection.vocabulary().holders_of(features::term_of_word(lowered, lang));
    if (!is_common(collection, holders)) shared.emplace_back(holders, "“" + lowered + "”");
  }
  std::ranges::sort(shared);
  const auto twins = std::ranges::unique(shared);
  shared.erase(twins.begin(), twins.end());
  std::vector<std::string> words;
  for (auto& [holders, word] : shared)
    if (words.size() < kWordsTold) words.push_back(std::move(word));
  return listed(words);
}

std::int64_t days_later(const Entry& query, const Entry& entry) {
  return day_of(entry.moment.utc) - day_of(query.moment.utc);
}

/// "a day later", "3 days earlier", "the same day"; empty where a time is unknown.
std::string distance(const Entry& query, const Entry& entry) {
  if (!query.moment.known || !entry.moment.known) return {};
  const std::int64_t days = days_later(query, entry);
  if (days == 0) return "the same day";
  const char* direction = days > 0 ? "later" : "earlier";
  const std::int64_t many = std::abs(days);
  return many == 1 ? fmt::format("a day {}", direction) : fmt::format("{} days {}", many, direction);
}

std::string storyline_opening(const Entry& query, const Entry& entry) {
  const bool dated = query.moment.known && entry.moment.known;
  const std::int64_t days = dated ? days_later(query, entry) : 0;
  return days > 0   ? "Continues the same storyline"
         : days < 0 ? "Earlier in the same storyline"
                    : "Part of the same storyline";
}

std::string today_reason(const Entry& query, const Entry& entry) {
  if (!query.moment.known || !entry.moment.known) return "Also in the news at that time";
  const std::int64_t days = days_later(query, entry);
  if (days == 0) return "Also in the news that day";
  return fmt::format("In the news {}", distance(query, entry));
}

/// Calls `take` with the slot of each name that both print and that is worth telling, the lesser count and
/// the printed form, until it says false.
template <class Take>
void each_shared_name(const Collection& collection, const Entry& a, const Entry& b, Take take) {
  const Vocabulary& vocabulary = collection.vocabulary();
  const auto left = a.vector.names(), right = b.vector.names();
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    const TermSlot x = a.vector.slot_of(left[i]), y = b.vector.slot_of(right[j]);
    if (x == y && left[i].alone && right[j].alone && !is_common(collection, vocabulary.holders(x))) {
      const std::string_view printed = vocabulary.printed(x);
      if (!printed.empty() && !take(x, std::min(left[i].count, right[j].count), printed)) return;
    }
    i += x <= y;
    j += y <= x;
  }
}

bool share_a_name(const Collection& collection, const Entry& a, const Entry& b) {
  bool found = false;
  each_shared_name(collection, a, b, [&](TermSlot, int, std::string_view) {
    found = true;
    return false;
  });
  return found;
}

}  // namespace

std::vector<std::string_view> shared_names(const Collection& collection, const Entry& a, const Entry& b) {
  struct Shared {
    double telling;
    std::string_view printed;
  };
  const Vocabulary& vocabulary = collection.vocabulary();
  std::vector<Shared> shared;
  each_shared_name(collection, a, b, [&](TermSlot slot, int count, std::string_view printed) {
    double telling = vocabulary.rarity(vocabulary.holders(slot)) *
                     (1 + std::log(std::max(1.0, static_cast<double>(count))));
    if (is_whole(printed)) telling *= kWholeName;
    if (is_heading(printed)) telling *= kHeadingWorth;
    shared.push_back({telling, printed});
    return true;
  });
  std::ranges::sort(shared, [](const Shared& x, const Shared& y) {
    return x.telling != y.telling ? x.telling > y.telling : x.printed < y.printed;
  });
  std::vector<std::string_view> names;
  for (const Shared& name : shared)
    if (name.telling >= kWorthTelling * shared.front().telling) names.push_back(name.printed);
  return names;
}

std::optional<Lane> lane_of(const Collection& collection, const Entry& query, const Candidate& candidate) {
  const Entry& entry = collection.at(candidate.entry);
  const bool close = candidate.same_storyline || candidate.closeness >= kStrong;
  if (!close && share_a_name(collection, query, entry)) return Lane::kSamePeopleAndPlaces;
  if (!close && candidate.closeness < kFaint) return std::nullopt;
  const bool later = query.moment.known && entry.moment.known && days_later(query, entry) > 0;
  const bool old = collection.clock() - collection.standing(query) > kOldSeconds;
  return later && old ? Lane::kWhatCameAfter : Lane::kMoreOnThis;
}

std::string reason(const Collection& collection, const Entry& query, const Candidate& candidate, Lane lane) {
  const Entry& entry = collection.at(candidate.entry);
  if (lane == Lane::kAlsoToday) return today_reason(query, entry);
  const std::string names = told(shared_names(collection, query, entry));
  if (lane == Lane::kSamePeopleAndPlaces) return fmt::format("Also names {}", names);
  const bool own_event = candidate.coverage && entry.story == query.story && entry.story != StoryId::kNone;
  const std::string opening = own_event                        ? "Another account of the same event"
                              : candidate.same_storyline       ? storyline_opening(query, entry)
                              : candidate.closeness >= kStrong ? "Closely related"
                              : candidate.closeness >= kLoose  ? "On a similar subject"
                                                               : "Has words in common";
  if (!names.empty()) return fmt::format("{}: both name {}", opening, names);
  const std::string words = shared_words(collection, query, entry);
  if (!words.empty()) return fmt::format("{}: both headlines say {}", opening, words);
  const std::string when = distance(query, entry);
  return when.empty() ? opening : fmt::format("{}, {}", opening, when);
}

}  // namespace newsloom::recommend
