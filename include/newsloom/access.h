// Who may write into a newsroom: the owner's password, sessions, API tokens.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/env.h"
#include "newsloom/result.h"

namespace newsloom {

namespace store {
class Connection;
}

/// A name under which a program may write. The token itself is told once, when it is made.
struct ApiToken {
  std::string name;
  std::int64_t made_utc = 0;
};

/// The part of a newsroom that knows its owner. Secrets (sessions, tokens) are 256 random bits in base64url;
/// only fingerprints of them are stored, and of the password an argon2id line. Any thread. All reading
/// methods say no when the database cannot be read.
class Access {
 public:
  /// That of a database which another process may serve at this moment: it sees every change at once. For
  /// commands. Errors: those of opening a database; kNotFound.
  static Result<std::unique_ptr<Access>> open(const std::string& path, Env env = {});
  ~Access();
  Access(const Access&) = delete;
  Access& operator=(const Access&) = delete;

  bool has_password() const;
  /// Ends all sessions. Errors: kInvalidArgument (shorter than 8 characters, longer than 1,024),
  /// kUnavailable.
  Result<void> set_password(std::string_view password);
  /// Takes about 60 ms and 64 MiB, whatever the answer.
  bool is_password(std::string_view password) const;

  /// How long a session lives that nobody uses.
  static constexpr std::int64_t kSessionSeconds = std::int64_t{30} * 24 * 3600;
  /// Makes a session and returns its secret.
  Result<std::string> open_session();
  bool is_session(std::string_view secret) const { return session_left(secret).has_value(); }
  /// Seconds until it ends if nobody prolongs it; nothing where there is no such session.
  std::optional<std::int64_t> session_left(std::string_view secret) const;
  /// It lives kSessionSeconds from now on. One that has ended stays so.
  Result<void> prolong_session(std::string_view secret);
  Result<void> close_session(std::string_view secret);

  /// Returns the token. Errors: kInvalidArgument (no name, or the name is taken).
  Result<std::string> add_token(const std::string& name);
  Result<void> remove_token(const std::string& name);  ///< Errors: kNotFound.
  Result<std::vector<ApiToken>> tokens() const;
  /// Takes the same time for any wrong one: it is compared with all, each in constant time.
  bool is_token(std::string_view token) const;

 private:
  friend class Newsroom;
  using Work = std::function<Result<void>(store::Connection&)>;
  using Run = std::function<Result<void>(const Work&)>;
  /// `read` and `write` run a work in a transaction; write makes it durable.
  Access(Run read, Run write, Env env);

  Run read_, write_;
  Env env_;
};

}  // namespace newsloom
