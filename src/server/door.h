// The lock on the door: who asks, what they may see, whether they may write.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/rate_limit.h"
#include "newsloom/access.h"
#include "newsloom/env.h"
#include "newsloom/result.h"
#include "newsloom/server.h"
#include "server/address.h"
#include "server/reply.h"
#include "store/mutex.h"

namespace newsloom::server {

/// Who asks.
struct Visitor {
  bool owner = false;      ///< has a session, a token or the hand-over key
  bool may_read = false;   ///< private mode shows a stranger nothing but the sign-in page
  bool all_texts = false;  ///< false: see visitors_view.h
  bool https = false;      ///< reaches us over TLS, as a proxy says
  bool prolong = false;    ///< the session has gone unused for a while: see Door::prolong()
  std::string form_token;  ///< what this session's forms carry in the field "form_token"; empty without one
};

/// Any thread.
///
/// For whoever writes a handler that changes something: call may_write() first, with the form's field
/// "form_token" (or {} where there is no form), and answer its error where it gives one. That is all; Host
/// and rate were checked before the handler was called.
class Door {
 public:
  /// `options` were checked by Server::start().
  Door(const ServerOptions& options, bool listens_on_loopback, Access& access, const Env& env);

  /// The status with which a request is turned away at once: 421 (a name that is not ours), 429 (too many
  /// from there). Nothing: it may come in.
  std::optional<int> turn_away(const Request& request, std::string_view host);

  Visitor visitor(const Request& request) const;

  /// The owner, by a session whose page made the request (Origin, Sec-Fetch-Site and the session's form token
  /// say so) or by an API token in `Authorization: Bearer …`, which no browser sends by itself. Errors:
  /// kNotSignedIn, kDenied.
  Result<void> may_write(const Request& request, std::string_view form_token) const;

  /// Somebody sends a text to be asked about, which costs more than looking at a page: not from foreign pages
  /// at a private site, and not too often. Errors: kDenied, kTooOften.
  Result<void> may_ask(const Request& request);

  /// A new session for who knows the password; its cookie. One that the request carries ends: a cookie that
  /// somebody else put there is never worth anything. Errors: kDenied (wrong, or asked from another site),
  /// kTooOften, kUnavailable.
  Result<std::string> sign_in(const Request& request, std::string_view password);
  /// The same for the key that was printed at start; it is good for one session.
  Result<std::string> sign_in_by_key(const Request& request, std::string_view key);
  /// Lets the session of a request live on from now, for as long as a new one; its cookie. Nothing where that
  /// could not be done: then it ends when it would have.
  std::optional<std::string> prolong(const Request& request);
  /// Sets the password for the owner's session (not for a token), which must know the old one where there is
  /// one. Every session ends; the cookie of a new one. Errors: those of may_write() and sign_in(),
  /// kInvalidArgument (too short or too long).
  Result<std::string> set_password(const Request& request, std::string_view form_token,
                                   std::string_view current, std::string_view fresh);
  /// Ends the session; the cookie that makes the browser forget it.
  std::string sign_out(const Request& request);

  bool has_password() const { return access_->has_password(); }
  /// Good for one session; empty where a password is set. Printed by `newsloom serve`.
  const std::string& one_time_key() const { return one_time_key_; }
  /// Another process of this account, which could read the key's file, may write with it.
  void take_hand_over_key(std::string key) { hand_over_key_ = std::move(key); }

 private:
  /// Who is counted for rates, and how the browser sees us.
  struct Client {
    Address address;
    bool https = false;
  };
  Client client_of(const Request& request) const;
  bool is_trusted(const Address& address) const;
  access::RateLimit::Moment now() const;
  bool has_token(const Request& request) const;
  /// The secret of its session; empty without one.
  std::string_view session_of(const Request& request) const;
  bool is_same_site(const Request& request) const;
  Result<void> may_try(const Request& request);
  /// Asks the password, slowly. Errors: kDenied (wrong), kUnavailable.
  Result<void> check_password(std::string_view password);
  Result<std::string> open_session(const Request& request);
  std::string cookie_line(const Request& request, std::string_view secret, std::chrono::seconds age) const;

  SiteMode mode_;
  bool open_to_local_readers_;
  std::string base_path_;
  std::vector<std::string> hosts_;
  std::vector<Network> trusted_;
  Access* access_;
  Env env_;
  std::string one_time_key_, hand_over_key_;
  access::RateLimit requests_, attempts_, texts_;
  Mutex key_mutex_, password_mutex_;
  bool key_is_used_ GUARDED_BY(key_mutex_) = false;
};

}  // namespace newsloom::server
