#include "recommend/reason.h"

#include <fmt/format.h>

#include <algorithm>

namespace newsloom::recommend {
namespace {

/// From here on two texts are about one affair in the eyes of readers.
constexpr double kStrong = 0.2;
/// Below this, words in common are chance; only a shared name is worth saying.
constexpr double kFaint = 0.08;
/// A name that more than this share of the collection holds connects nothing ("Reuters", "Covid" in 2020).
constexpr double kCommonName = 0.2;
/// In a collection smaller than this a share says nothing yet.
constexpr std::size_t kSmallCollection = 100;
/// Names told; more is a list, not a reason.
constexpr std::size_t kNamesTold = 3;

bool contains_words(std::string_view longer, std::string_view shorter) {
  const auto at = longer.find(shorter);
  if (at == std::string_view::npos) return false;
  const bool starts = at == 0 || longer[at - 1] == ' ';
  const bool ends = at + shorter.size() == longer.size() || longer[at + shorter.size()] == ' ';
  return starts && ends;
}

std::string told(const Collection& collection, const std::vector<TermSlot>& names) {
  std::vector<std::string_view> list;
  for (const TermSlot name : names) {
    const std::string_view printed = collection.vocabulary().printed(name);
    const bool known = std::ranges::any_of(list, [&](std::string_view other) {
      return contains_words(other, printed) || contains_words(printed, other);
    });
    if (printed.empty() || known) continue;
    list.push_back(printed);
    if (list.size() == kNamesTold) break;
  }
  std::string text;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i > 0) text += i + 1 == list.size() ? " and " : ", ";
    text += list[i];
  }
  return text;
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

std::string with(std::string_view opening, const std::string& names, const std::string& when) {
  if (!names.empty()) return fmt::format("{}: both name {}", opening, names);
  if (!when.empty()) return fmt::format("{}, {}", opening, when);
  return std::string(opening);
}

std::string storyline_reason(const Entry& query, const Entry& entry, const std::string& names) {
  const bool dated = query.moment.known && entry.moment.known;
  const std::int64_t days = dated ? days_later(query, entry) : 0;
  const std::string_view opening = days > 0   ? "Continues the same storyline"
                                   : days < 0 ? "Earlier in the same storyline"
                                              : "Part of the same storyline";
  return with(opening, names, distance(query, entry));
}

std::string today_reason(const Entry& query, const Entry& entry) {
  if (!query.moment.known || !entry.moment.known) return "Also in the news at that time";
  const std::int64_t days = days_later(query, entry);
  if (days == 0) return "Also in the news that day";
  return fmt::format("In the news {}", distance(query, entry));
}

}  // namespace

std::vector<TermSlot> shared_names(const Collection& collection, const Entry& a, const Entry& b) {
  struct Shared {
    double telling;
    TermSlot slot;
    std::string_view printed;
  };
  const Vocabulary& vocabulary = collection.vocabulary();
  std::vector<Shared> shared;
  const auto &left = a.vector.names, &right = b.vector.names;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    const TermSlot x = left[i].slot, y = right[j].slot;
    if (x == y) {
      const std::uint32_t holders = vocabulary.holders(x);
      const bool common = collection.size() >= kSmallCollection &&
                          holders > kCommonName * static_cast<double>(collection.size());
      if (!common) {
        const double often = std::min(left[i].count, right[j].count);
        shared.push_back(
            {vocabulary.rarity(holders) * (1 + std::log(std::max(1.0, often))), x, vocabulary.printed(x)});
      }
    }
    i += x <= y;
    j += y <= x;
  }
  std::ranges::sort(shared, [](const Shared& x, const Shared& y) {
    return x.telling != y.telling ? x.telling > y.telling : x.printed < y.printed;
  });
  std::vector<TermSlot> slots;
  for (const Shared& name : shared) slots.push_back(name.slot);
  return slots;
}

std::optional<Lane> lane_of(const Collection& collection, const Entry& query, const Candidate& candidate) {
  if (candidate.same_storyline || candidate.similarity >= kStrong) return Lane::kMoreOnThis;
  if (!shared_names(collection, query, collection.at(candidate.entry)).empty())
    return Lane::kSamePeopleAndPlaces;
  if (candidate.similarity >= kFaint) return Lane::kMoreOnThis;
  return std::nullopt;
}

std::string reason(const Collection& collection, const Entry& query, const Candidate& candidate, Lane lane) {
  const Entry& entry = collection.at(candidate.entry);
  if (lane == Lane::kAlsoToday) return today_reason(query, entry);
  const std::string names = told(collection, shared_names(collection, query, entry));
  if (entry.story == query.story && entry.story != StoryId::kNone)
    return with("Another account of the same event", names, distance(query, entry));
  if (lane == Lane::kSamePeopleAndPlaces) return fmt::format("Also names {}", names);
  if (candidate.same_storyline) return storyline_reason(query, entry, names);
  if (candidate.similarity >= kStrong) return with("Closely related", names, distance(query, entry));
  return with("On a similar subject", names, distance(query, entry));
}

}  // namespace newsloom::recommend
