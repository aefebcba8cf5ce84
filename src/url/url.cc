#include "url/url.h"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <boost/url.hpp>
#include <boost/url/src.hpp>
#include <memory>

namespace newsloom::url {
namespace {

namespace urls = boost::urls;

/// Addresses longer than this are nobody's article.
constexpr std::size_t kMaxLength = 8 * 1024;

/// Parameters that say who clicked where, never what is shown.
constexpr std::array<std::string_view, 20> kTracking = {
    "fbclid",    "gclid",   "dclid",      "gbraid",      "wbraid", "msclkid", "yclid",
    "igshid",    "mc_cid",  "mc_eid",     "_ga",         "_gl",    "twclid",  "ttclid",
    "li_fat_id", "vero_id", "oly_enc_id", "oly_anon_id", "s_cid",  "cmpid"};

bool is_tracking(std::string_view key) {
  return key.starts_with("utm_") || std::ranges::find(kTracking, key) != kTracking.end();
}

/// The parameters that are left, in their order.
std::string without_tracking(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    if (!parameter.empty() && !is_tracking(parameter.substr(0, parameter.find('=')))) {
      if (!out.empty()) out += '&';
      out += parameter;
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// What browsers do to an address before they read it: white space at the ends and line ends inside go,
/// characters that may not stand in a URL are percent-encoded.
std::string forgive(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  std::string out;
  for (std::size_t i = 0; i < text.size() && out.size() <= kMaxLength; ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n' || c == '\r' || c == '\t') continue;
    const auto is_hex = [&](std::size_t at) {
      return at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at])) != 0;
    };
    const bool stray = byte <= ' ' || byte >= 0x7F ||
                       std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos ||
                       (c == '%' && !(is_hex(i + 1) && is_hex(i + 2)));
    if (!stray) {
      out += c;
    } else {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

/// "https:" and its like before anything else. Boost.URL 1.81 breaks an assertion of its own on addresses
/// with a scheme and no authority ("https:?"), so those never get there.
bool has_scheme(std::string_view text) {
  const std::size_t end = text.find_first_of(":/?#");
  return end != std::string_view::npos && text[end] == ':';
}

/// [user "@"] host [":" port], the host a name or in brackets. Boost.URL 1.81 takes much more for one
/// ("news.example:alert(1)") and later drops or moves the colon; and with a second "@" readers disagree about
/// where the host begins.
bool is_authority(std::string_view text) {
  const std::size_t user_end = text.find('@');
  if (user_end != std::string_view::npos) {
    if (text.substr(0, user_end).find('[') != std::string_view::npos) return false;
    text.remove_prefix(user_end + 1);
  }
  const std::size_t host_end =
      text.starts_with('[') ? text.find(']') + 1 : std::min(text.find(':'), text.size());
  const std::string_view host = text.substr(0, host_end), after = text.substr(host_end);
  if (host.empty() || host.find('@') != std::string_view::npos) return false;
  if (after.empty()) return true;
  const std::string_view port = after.substr(1);
  constexpr std::size_t kPortDigits = 5;
  return after.front() == ':' && port.size() <= kPortDigits &&
         std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_web_address(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != 4 && colon != 5) return false;
  std::string scheme(text.substr(0, colon));
  std::ranges::transform(scheme, scheme.begin(), lower);
  const std::string_view rest = text.substr(colon);
  if ((scheme != "http" && scheme != "https") || !rest.starts_with("://")) return false;
  return is_authority(rest.substr(3, rest.substr(3).find_first_of("/?#")));
}

std::optional<urls::url> read(std::string_view text) {
  if (!is_web_address(text)) return std::nullopt;
  auto parsed = urls::parse_uri(text);
  if (!parsed) return std::nullopt;
  urls::url out = *parsed;
  if ((out.scheme_id() != urls::scheme::http && out.scheme_id() != urls::scheme::https) ||
      out.host().empty()) {
    return std::nullopt;
  }
  out.normalize_scheme().normalize_authority();
  return out;
}

const psl_ctx_t* suffixes() {
  static const std::unique_ptr<psl_ctx_t, decltype(&psl_free)> latest(psl_latest(nullptr), &psl_free);
  return latest ? latest.get() : psl_builtin();
}

/// What stands for itself behind a host: letters, digits and most signs, no "%", no fragment, no step that
/// begins with a dot or is empty. Nine of ten links of a page are so.
bool is_plain_path(std::string_view path) {
  static constexpr auto kPlain = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32] = true;
    for (const char c : std::string_view("0123456789-._~/?=&+,;:@!$*()"))
      table[static_cast<unsigned char>(c)] = true;
    return table;
  }();
  char before = ' ';
  for (const char c : path) {
    if (!kPlain[static_cast<unsigned char>(c)] || (before == '/' && (c == '.' || c == '/'))) return false;
    before = c;
  }
  return true;
}

/// Where the path of "https://host/…" begins, if the host is a plain name in small letters; else 0.
std::size_t plain_host_end(std::string_view text) {
  const std::size_t begin = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  std::size_t end = begin;
  while (end < text.size() && is_plain(text[end])) ++end;
  return begin > 0 && end > begin && end < text.size() && text[end] == '/' ? end : 0;
}

/// resolve() of what needs no reading; nothing for all else.
std::optional<std::string> resolve_plain(std::string_view base, std::string_view reference) {
  if (reference.size() > kMaxLength) return std::nullopt;
  if (const std::size_t path = plain_host_end(reference); path > 0)
    return is_plain_path(reference.substr(path)) ? std::optional(std::string(reference)) : std::nullopt;
  if (!reference.starts_with('/') || !is_plain_path(reference)) return std::nullopt;
  const std::size_t host_end = plain_host_end(base);
  if (host_end == 0 || !is_plain_path(base.substr(host_end))) return std::nullopt;
  return std::string(base.substr(0, host_end)).append(reference);
}

}  // namespace

std::optional<std::string> resolve(std::string_view base, std::string_view reference) {
  // Reading costs some ten thousand instructions, and a page has hundreds of links.
  if (auto plain = resolve_plain(base, reference)) return plain;
  const std::string clean = forgive(reference);
  if (clean.empty() || clean.size() > kMaxLength) return std::nullopt;
  if (auto whole = read(clean)) return std::string(whole->buffer());
  if (has_scheme(clean)) return std::nullopt;
  const auto relative = urls::parse_uri_reference(clean);
  const auto absolute_base = read(forgive(base));
  if (!relative || !absolute_base) return std::nullopt;
  urls::url out;
  if (!urls::resolve(*absolute_base, *relative, out)) return std::nullopt;
  return read(out.buffer()) ? std::optional(std::string(out.buffer())) : std::nullopt;
}

std::optional<std::string> absolute(std::string_view text) { return resolve({}, text); }

std::optional<std::string> typed(std::string_view text) {
  const std::string plain = forgive(text);
  if (auto url = absolute(plain)) return url;
  const std::string_view host = std::string_view(plain).substr(0, plain.find_first_of("/?#"));
  const bool other_scheme = plain.find("://") < plain.find_first_of("/?#");
  if (other_scheme || host.find('.') == std::string_view::npos || host.find('@') != std::string_view::npos)
    return std::nullopt;
  return absolute("https://" + plain);
}

std::optional<std::string> canonical(std::string_view text) {
  auto found = read(forgive(text));
  if (!found) return std::nullopt;
  urls::url& address = *found;
  if (address.encoded_path().empty()) address.set_path("/");
  address.normalize();
  address.remove_userinfo();
  if (!address.fragment().starts_with('!')) address.remove_fragment();
  const std::string_view port = address.port();
  if (port.empty() || (address.scheme_id() == urls::scheme::http && port == "80") ||
      (address.scheme_id() == urls::scheme::https && port == "443")) {
    address.remove_port();
  }
  if (address.has_query()) {
    const std::string query = without_tracking(address.encoded_query());
    if (query.empty()) {
      address.remove_query();
    } else {
      address.set_encoded_query(query);
    }
  }
  return std::string(address.buffer());
}

std::optional<std::string> host_of(std::string_view text) {
  const auto address = read(forgive(text));
  if (!address) return std::nullopt;
  std::string host = address->host();
  std::ranges::transform(host, host.begin(), lower);
  return host;
}

std::optional<std::string> registrable_domain(std::string_view text) {
  const auto address = read(forgive(text));
  auto host = host_of(text);
  if (!host) return std::nullopt;
  if (address->host_type() != urls::host_type::name) return host;
  const char* domain = suffixes() != nullptr ? psl_registrable_domain(suffixes(), host->c_str()) : nullptr;
  return domain != nullptr ? std::string(domain) : *host;
}

}  // namespace newsloom::url
