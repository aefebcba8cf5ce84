#include "server/door.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "access/secret.h"
#include "server/cookie.h"
#include "server/host_rule.h"

namespace newsloom::server {
namespace {

/// A reader who opens a page fetches two or three things; a page every second for minutes is a program.
constexpr access::RateLimit::Allowance kRequests = {.burst = 200, .per_second = 20};
/// Five typing mistakes, then one attempt every ten seconds: ten thousand guesses take a day.
constexpr access::RateLimit::Allowance kAttempts = {.burst = 5, .per_second = 0.1};

/// A session is prolonged once a day: that is a commit a day, and who comes once a month stays signed in.
constexpr std::int64_t kProlongAfterSeconds = std::int64_t{24} * 3600;
/// Taking a text in costs a hundred times what a page costs: thirty at once, then one a second.
constexpr access::RateLimit::Allowance kTexts = {.burst = 30, .per_second = 1};

constexpr std::string_view kCookie = "newsloom_session";
constexpr std::string_view kBearer = "Bearer ";

/// Cookies do not tell ports apart: two newsrooms on one machine would sign each other's owner out.
std::string cookie_name(const Request& request) {
  const std::string_view host = request.host.value_or("");
  const std::size_t colon = host.rfind(':');
  std::string name(kCookie);
  if (colon == std::string_view::npos) return name;
  const std::string_view port = host.substr(colon + 1);
  if (!port.empty() && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
    name.append("_").append(port);
  return name;
}

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// The last address of a list that is none of `trusted`: each proxy appends whom it heard from, so what
/// stands further left is only what somebody claims.
std::optional<Address> last_untrusted(std::string_view list, const std::vector<Network>& trusted) {
  while (!list.empty()) {
    const std::size_t comma = list.rfind(',');
    std::string_view part = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
    const std::size_t first = part.find_first_not_of(" \t"), last = part.find_last_not_of(" \t");
    if (first == std::string_view::npos) continue;
    const auto address = Address::parse(part.substr(first, last - first + 1));
    if (!address) return std::nullopt;
    if (std::ranges::none_of(trusted, [&](const Network& network) { return network.holds(*address); }))
      return address;
  }
  return std::nullopt;
}

}  // namespace

Door::Door(const ServerOptions& options, bool listens_on_loopback, Access& access, const Env& env)
    : mode_(options.mode),
      open_to_local_readers_(listens_on_loopback && options.trusted_proxies.empty()),
      base_path_(options.base_path),
      hosts_(options.hosts),
      access_(&access),
      env_(env),
      requests_(kRequests),
      attempts_(kAttempts),
      texts_(kTexts) {
  for (const std::string& proxy : options.trusted_proxies)
    if (const auto network = Network::parse(proxy)) trusted_.push_back(*network);
  if (!access.has_password()) one_time_key_ = access::new_secret();
}

bool Door::is_trusted(const Address& address) const {
  return std::ranges::any_of(trusted_, [&](const Network& network) { return network.holds(address); });
}

Door::Client Door::client_of(const Request& request) const {
  Client client{.address = Address::parse(request.peer).value_or(Address{})};
  if (!is_trusted(client.address)) return client;
  client.https = same_ignoring_case(request.forwarded_proto, "https");
  if (const auto behind = last_untrusted(request.forwarded_for, trusted_)) client.address = *behind;
  return client;
}

access::RateLimit::Moment Door::now() const {
  return access::RateLimit::Moment(std::chrono::seconds(env_.clock->now()));
}

std::optional<int> Door::turn_away(const Request& request, std::string_view host) {
  if (!is_own_host(host, hosts_)) return 421;
  const Address address = client_of(request).address;
  // The owner's own programs and a proxy that is not configured; neither gains by being turned away.
  if (address.is_loopback()) return std::nullopt;
  // Another site's server asks for all of its readers; the owner gave it a token.
  if (!requests_.take(address.group(), now()) && !has_token(request)) return 429;
  return std::nullopt;
}

bool Door::has_token(const Request& request) const {
  if (request.authorization.size() <= kBearer.size() ||
      !same_ignoring_case(request.authorization.substr(0, kBearer.size()), kBearer))
    return false;
  const std::string_view token = request.authorization.substr(kBearer.size());
  return (!hand_over_key_.empty() && access::equal(token, hand_over_key_)) || access_->is_token(token);
}

std::string_view Door::session_of(const Request& request) const {
  const std::string_view secret = cookie(request.cookie, cookie_name(request));
  return access_->is_session(secret) ? secret : std::string_view{};
}

Visitor Door::visitor(const Request& request) const {
  Visitor visitor;
  visitor.https = client_of(request).https;
  const std::string_view session = cookie(request.cookie, cookie_name(request));
  const auto left = access_->session_left(session);
  if (left) visitor.form_token = access::form_token_of(session);
  visitor.prolong = left && *left < Access::kSessionSeconds - kProlongAfterSeconds;
  visitor.owner = left.has_value() || has_token(request);
  const bool local = open_to_local_readers_ && !request.through_proxy;
  visitor.may_read = visitor.owner || mode_ == SiteMode::kPublic || local;
  visitor.all_texts = visitor.owner || (mode_ == SiteMode::kPrivate && local);
  return visitor;
}

bool Door::is_same_site(const Request& request) const {
  if (!request.fetch_site.empty() && request.fetch_site != "same-origin" && request.fetch_site != "none")
    return false;
  if (request.origin.empty()) return true;
  const std::string_view host = request.host.value_or("");
  return same_ignoring_case(request.origin, fmt::format("https://{}", host)) ||
         (!client_of(request).https && same_ignoring_case(request.origin, fmt::format("http://{}", host)));
}

Result<void> Door::may_write(const Request& request, std::string_view form_token) const {
  if (has_token(request)) return {};
  const std::string_view session = session_of(request);
  if (session.empty()) return fail(ErrorCode::kNotSignedIn, "only the owner may do this");
  if (!is_same_site(request)) return fail(ErrorCode::kDenied, "asked from another site");
  if (!access::equal(form_token, access::form_token_of(session)))
    return fail(ErrorCode::kDenied, "the form is not of this session");
  return {};
}

Result<void> Door::may_ask(const Request& request) {
  if (mode_ == SiteMode::kPrivate && !has_token(request) && !is_same_site(request))
    return fail(ErrorCode::kDenied, "asked from another site");
  const Address address = client_of(request).address;
  if (!address.is_loopback() && !texts_.take(address.group(), now()))
    return fail(ErrorCode::kTooOften, "too many texts");
  return {};
}

Result<void> Door::may_try(const Request& request) {
  if (!attempts_.take(client_of(request).address.group(), now()))
    return fail(ErrorCode::kTooOften, "too many attempts");
  return {};
}

Result<std::string> Door::sign_in(const Request& request, std::string_view password) {
  if (auto tried = may_try(request); !tried) return std::unexpected(tried.error());
  if (!is_same_site(request)) return fail(ErrorCode::kDenied, "asked from another site");
  if (auto right = check_password(password); !right) return std::unexpected(right.error());
  return open_session(request);
}

Result<void> Door::check_password(std::string_view password) {
  // One at a time: however many guess from however many addresses, they cost one thread and 64 MiB.
  if (!password_mutex_.try_lock()) return fail(ErrorCode::kUnavailable, "another sign-in is being checked");
  const bool right = access_->is_password(password);
  password_mutex_.unlock();
  if (!right) {
    env_.log(LogLevel::kWarning, "a sign-in with a wrong password");
    return fail(ErrorCode::kDenied, "wrong password");
  }
  return {};
}

std::optional<std::string> Door::prolong(const Request& request) {
  const std::string_view session = session_of(request);
  if (session.empty()) return std::nullopt;
  if (const auto done = access_->prolong_session(session); !done) {
    env_.log(LogLevel::kWarning, "a session could not be prolonged: " + done.error().message);
    return std::nullopt;
  }
  return cookie_line(request, session, std::chrono::seconds(Access::kSessionSeconds));
}

Result<std::string> Door::set_password(const Request& request, std::string_view form_token,
                                       std::string_view current, std::string_view fresh) {
  if (session_of(request).empty()) return fail(ErrorCode::kNotSignedIn, "only the owner may do this");
  if (auto allowed = may_write(request, form_token); !allowed) return std::unexpected(allowed.error());
  // A session that was left open on a foreign machine does not make its finder the owner.
  if (has_password()) {
    if (auto tried = may_try(request); !tried) return std::unexpected(tried.error());
    if (auto right = check_password(current); !right) return std::unexpected(right.error());
  }
  if (auto set = access_->set_password(fresh); !set) return std::unexpected(set.error());
  return open_session(request);
}

Result<std::string> Door::sign_in_by_key(const Request& request, std::string_view key) {
  if (auto tried = may_try(request); !tried) return std::unexpected(tried.error());
  const MutexLock lock(key_mutex_);
  if (one_time_key_.empty() || key_is_used_ || has_password() || !access::equal(key, one_time_key_))
    return fail(ErrorCode::kDenied, "no key, or one that was used");
  auto opened = open_session(request);
  key_is_used_ = opened.has_value();
  return opened;
}

Result<std::string> Door::open_session(const Request& request) {
  if (const std::string_view old = session_of(request); !old.empty())
    if (auto closed = access_->close_session(old); !closed) return std::unexpected(closed.error());
  const auto secret = access_->open_session();
  if (!secret) return std::unexpected(secret.error());
  return cookie_line(request, *secret, std::chrono::seconds(Access::kSessionSeconds));
}

std::string Door::sign_out(const Request& request) {
  const auto closed = access_->close_session(session_of(request));
  if (!closed) env_.log(LogLevel::kError, "a session could not be ended: " + closed.error().message);
  return cookie_line(request, "", std::chrono::seconds(0));
}

std::string Door::cookie_line(const Request& request, std::string_view secret,
                              std::chrono::seconds age) const {
  return fmt::format("{}={}; Path={}/; Max-Age={}; HttpOnly; SameSite=Lax{}", cookie_name(request), secret,
                     base_path_, age.count(), client_of(request).https ? "; Secure" : "");
}

}  // namespace newsloom::server
