#include "story/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace newsloom::story {
namespace {

/// Rarity from which a number says something by itself: one article of some fifty has it.
constexpr double kTellingNumber = 4;

}  // namespace

std::vector<std::string> shared_names(std::span<const features::Name> names,
                                      const std::function<bool(TermId)>& b_has,
                                      const Frequencies& frequencies, std::size_t limit) {
  struct Shared {
    double weight;
    const features::Name* name;
  };
  std::vector<Shared> shared;
  for (const features::Name& name : names) {
    if (!b_has(name.term)) continue;
    // A name of several words tells more than one of them.
    const double words = 1 + 0.5 * static_cast<double>(std::ranges::count(name.surface, ' '));
    shared.push_back({frequencies.rarity(name.term) * words, &name});
  }
  std::ranges::sort(shared, [](const Shared& x, const Shared& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.name->surface < y.name->surface;
  });
  std::vector<std::string> out;
  for (const Shared& item : shared) {
    const bool part = std::ranges::any_of(
        out, [&](const std::string& name) { return name.find(item.name->surface) != std::string::npos; });
    if (!part) out.push_back(item.name->surface);
    if (out.size() == limit) break;
  }
  return out;
}

std::vector<std::string> with_parts_joined(std::vector<std::string> shared,
                                           std::span<const features::Name> names) {
  const auto is_a_name = [&](const std::string& words) {
    return std::ranges::any_of(names, [&](const features::Name& name) {
      return (' ' + name.surface + ' ').find(' ' + words + ' ') != std::string::npos;
    });
  };
  for (std::size_t i = 0; i < shared.size(); ++i) {
    for (std::size_t j = i + 1; j < shared.size(); ++j) {
      for (std::string& both : std::array{shared[i] + ' ' + shared[j], shared[j] + ' ' + shared[i]}) {
        if (!is_a_name(both)) continue;
        shared[i] = std::move(both);
        shared.erase(shared.begin() + static_cast<std::ptrdiff_t>(j));
        j = i;  // a third part may belong to them
        break;
      }
    }
  }
  return shared;
}

std::string enumerate(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::vector<std::string> shared_numbers(const features::Features& a, const std::function<bool(TermId)>& b_has,
                                        std::size_t limit) {
  std::vector<std::string> out;
  for (const features::Number& number : a.numbers) {
    if (out.size() == limit) break;
    if (number.has_unit() && b_has(number.term)) out.push_back(number.surface);
  }
  return out;
}

std::vector<std::string> telling_numbers(std::span<const features::Number> numbers,
                                         const std::function<bool(TermId)>& b_has,
                                         const Frequencies& frequencies, std::size_t limit) {
  std::vector<std::string> out;
  for (const bool with_unit : {true, false})
    for (const features::Number& number : numbers)
      if (out.size() < limit && number.has_unit() == with_unit && b_has(number.term) &&
          frequencies.rarity(number.term) >= kTellingNumber)
        out.push_back(number.surface);
  return out;
}

std::string shared_evidence(const std::vector<std::string>& names, const std::vector<std::string>& numbers,
                            const std::string& distance) {
  std::vector<std::string> parts;
  if (!names.empty()) parts.push_back("name " + enumerate(names));
  if (!numbers.empty()) parts.push_back("give " + enumerate(numbers));
  if (!distance.empty()) parts.push_back("appeared " + distance);
  if (names.empty() && numbers.empty()) parts.insert(parts.begin(), "use much the same words");
  std::string out = "Both " + parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) {
    out += parts.size() == 2 ? " and " : i + 1 == parts.size() ? ", and " : ", ";
    out += parts[i];
  }
  return out + ".";
}

std::string distance_in_words(std::optional<std::int64_t> a_utc, std::optional<std::int64_t> b_utc,
                              bool days_only) {
  constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;
  if (!a_utc || !b_utc) return {};
  const std::int64_t apart = std::abs(*a_utc - *b_utc);
  if (days_only || apart >= kDay) {
    const std::int64_t days = (apart + kDay / 2) / kDay;
    if (days == 0) return "on the same day";
    return days == 1 ? "a day apart" : fmt::format("{} days apart", days);
  }
  const std::int64_t hours = (apart + kHour - 1) / kHour;
  return hours <= 1 ? "within an hour" : fmt::format("within {} hours", hours);
}

}  // namespace newsloom::story
