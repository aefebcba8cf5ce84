// The owner's password: argon2id (RFC 9106), by libsodium.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "newsloom/result.h"

namespace newsloom::access {

/// NIST SP 800-63B asks for at least 8 characters; these are bytes.
inline constexpr std::size_t kShortestPassword = 8;
/// More is no safer, and hashing it would be work that strangers can ask for.
inline constexpr std::size_t kLongestPassword = 1024;

/// The line that is stored; it names its own cost and salt. Takes about 60 ms and 64 MiB. Errors:
/// kInvalidArgument (length), kUnavailable (no memory).
Result<std::string> hash_password(std::string_view password);

/// Whether `stored` was made of this password. As costly.
bool matches(std::string_view password, const std::string& stored);

}  // namespace newsloom::access
