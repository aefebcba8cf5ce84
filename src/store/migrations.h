// The schema, as the steps that lead to it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace newsloom::store {

/// "Nlum" in the file's header: what tells our files from other SQLite databases. Do not change.
inline constexpr std::int64_t kApplicationId = 0x4e6c756d;

/// Step n leads from schema version n to n + 1. Steps that were ever released are not edited: a change is a
/// new step.
std::span<const std::string_view> migrations();

}  // namespace newsloom::store
