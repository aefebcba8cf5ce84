// Addresses: reading them forgivingly, comparing them, naming their publisher.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::url {

/// `reference` as a link on a page at `base`, absolute, http or https only; spaces and other stray characters
/// are percent-encoded as browsers do. Nothing for javascript:, data:, mailto: and unreadable ones.
std::optional<std::string> resolve(std::string_view base, std::string_view reference);

/// Reads an absolute http(s) URL, forgivingly; the same as resolve() without a base.
std::optional<std::string> absolute(std::string_view text);

/// The address that a person meant who typed `text`: "example.org/news" is taken as https. Nothing for what
/// names another scheme, or no host with a dot.
std::optional<std::string> typed(std::string_view text);

/// One form for all spellings of one address: scheme and host in lower case, user, default port, fragment
/// (but "#!…") and tracking parameters (utm_*, fbclid, gclid, …) gone, the remaining parameters kept in
/// order, dot segments resolved, percent-encoding normalised (RFC 3986 section 6.2), an empty path written
/// "/". Nothing for an unreadable address.
std::optional<std::string> canonical(std::string_view text);

/// The host in lower case without a port ("www.example.co.uk").
std::optional<std::string> host_of(std::string_view text);

/// eTLD+1 of the address by the Public Suffix List ("example.co.uk"); the host itself for an IP address or a
/// bare name.
std::optional<std::string> registrable_domain(std::string_view text);

}  // namespace newsloom::url
