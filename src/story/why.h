// Decisions in plain sentences.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "features/features.h"
#include "story/vectors.h"

namespace newsloom::story {

/// The names both articles hold, the rarest first, at most `limit`, none that is only a part of another.
std::vector<std::string> shared_names(std::span<const features::Name> names,
                                      const std::function<bool(TermId)>& b_has,
                                      const Frequencies& frequencies, std::size_t limit);

/// "Ann, Velmark and Lee" as "Ann Lee and Velmark", where `names`, those of the text, hold "Ann Lee" in one.
std::vector<std::string> with_parts_joined(std::vector<std::string> shared,
                                           std::span<const features::Name> names);

/// "Ann Lee, Velmark and Orrery".
std::string enumerate(const std::vector<std::string>& items);

/// The numbers both give with the same unit ("42 injured"), at most `limit`.
std::vector<std::string> shared_numbers(const features::Features& a, const std::function<bool(TermId)>& b_has,
                                        std::size_t limit);

/// The numbers both give that few others do, dates and those with units first, at most `limit`.
std::vector<std::string> telling_numbers(std::span<const features::Number> numbers,
                                         const std::function<bool(TermId)>& b_has,
                                         const Frequencies& frequencies, std::size_t limit);

/// "Both name X and Y, give 42 injured, and appeared within 3 hours." Parts without evidence are left out.
std::string shared_evidence(const std::vector<std::string>& names, const std::vector<std::string>& numbers,
                            const std::string& distance);

/// "within an hour", "within 5 hours", "on the same day", "3 days apart"; empty where a time is unknown.
std::string distance_in_words(std::optional<std::int64_t> a_utc, std::optional<std::int64_t> b_utc,
                              bool days_only);

}  // namespace newsloom::story
