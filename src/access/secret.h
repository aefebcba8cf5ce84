// Secrets that we give away: sessions, API tokens, one-time keys. What is stored of them is a fingerprint.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::access {

/// 256 bits from the system's random source, as 43 characters of base64url. Cannot be guessed, so it needs no
/// slow hash (passwords do: password.h).
std::string new_secret();

/// 32 bytes from which the secret cannot be found: what is kept of it (BLAKE2b-256).
std::string fingerprint(std::string_view secret);

/// The token that every form of a session carries: only who knows the session can tell it, and it does not
/// tell the session.
std::string form_token_of(std::string_view session);

/// Whether both are the same, in a time that depends on their lengths alone.
bool equal(std::string_view a, std::string_view b);

}  // namespace newsloom::access
