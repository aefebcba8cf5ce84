#include "newsloom/access.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "access/password.h"
#include "access/secret.h"
#include "newsroom/beside.h"
#include "newsroom/impl.h"
#include "store/access_rows.h"

namespace newsloom {
namespace {

constexpr std::string_view kPasswordKey = "password";
constexpr std::size_t kLongestTokenName = 100;

}  // namespace

Access::Access(Run read, Run write, Env env)
    : read_(std::move(read)), write_(std::move(write)), env_(std::move(env)) {}

Access::~Access() = default;

Result<std::unique_ptr<Access>> Access::open(const std::string& path, Env env) {
  auto beside = Beside::open(path);
  if (!beside) return std::unexpected(beside.error());
  return std::unique_ptr<Access>(
      new Access(std::move(beside->read), std::move(beside->write), std::move(env)));
}

bool Access::has_password() const {
  bool found = false;
  const auto done = read_([&](store::Connection& rows) -> Result<void> {
    found = store::read_setting(rows, kPasswordKey).has_value();
    return rows.status();
  });
  return done && found;
}

Result<void> Access::set_password(std::string_view password) {
  const auto line = access::hash_password(password);
  if (!line) return std::unexpected(line.error());
  return write_([&](store::Connection& rows) -> Result<void> {
    store::write_setting(rows, kPasswordKey, *line);
    store::delete_sessions(rows);
    return rows.status();
  });
}

bool Access::is_password(std::string_view password) const {
  std::optional<std::string> line;
  const auto done = read_([&](store::Connection& rows) -> Result<void> {
    line = store::read_setting(rows, kPasswordKey);
    return rows.status();
  });
  return done && line && access::matches(password, *line);
}

Result<std::string> Access::open_session() {
  std::string secret = access::new_secret();
  const std::string fingerprint = access::fingerprint(secret);
  const std::int64_t now = env_.clock->now();
  auto done = write_([&](store::Connection& rows) -> Result<void> {
    store::delete_sessions_before(rows, now);
    store::insert_session(rows, fingerprint, now + kSessionSeconds);
    return rows.status();
  });
  if (!done) return std::unexpected(done.error());
  return secret;
}

std::optional<std::int64_t> Access::session_left(std::string_view secret) const {
  if (secret.empty()) return std::nullopt;
  // Looking a fingerprint up may take a time that depends on it; nobody can choose a secret by its
  // fingerprint.
  const std::string fingerprint = access::fingerprint(secret);
  const std::int64_t now = env_.clock->now();
  std::optional<std::int64_t> end;
  const auto done = read_([&](store::Connection& rows) -> Result<void> {
    end = store::session_end(rows, fingerprint, now);
    return rows.status();
  });
  return done && end ? std::optional(*end - now) : std::nullopt;
}

Result<void> Access::prolong_session(std::string_view secret) {
  const std::string fingerprint = access::fingerprint(secret);
  const std::int64_t now = env_.clock->now();
  return write_([&](store::Connection& rows) -> Result<void> {
    // Asked again here: it may have ended while this work waited.
    if (store::session_end(rows, fingerprint, now))
      store::prolong_session(rows, fingerprint, now + kSessionSeconds);
    return rows.status();
  });
}

Result<void> Access::close_session(std::string_view secret) {
  const std::string fingerprint = access::fingerprint(secret);
  return write_([&](store::Connection& rows) -> Result<void> {
    store::delete_session(rows, fingerprint);
    return rows.status();
  });
}

Result<std::string> Access::add_token(const std::string& name) {
  const bool plain = std::ranges::none_of(name, [](unsigned char c) { return c < ' ' || c == 0x7f; });
  if (name.empty() || name.size() > kLongestTokenName || !plain)
    return fail(ErrorCode::kInvalidArgument, "a token has a name of one to a hundred plain characters", name);
  std::string token = access::new_secret();
  const std::string fingerprint = access::fingerprint(token);
  auto done = write_([&](store::Connection& rows) -> Result<void> {
    const bool added = store::insert_token(rows, name, fingerprint, env_.clock->now());
    if (auto status = rows.status(); !status || added) return status;
    return fail(ErrorCode::kInvalidArgument, "there is a token of that name; remove it first", name);
  });
  if (!done) return std::unexpected(done.error());
  return token;
}

Result<void> Access::remove_token(const std::string& name) {
  return write_([&](store::Connection& rows) -> Result<void> {
    const bool removed = store::delete_token(rows, name);
    if (auto status = rows.status(); !status || removed) return status;
    return fail(ErrorCode::kNotFound, "there is no token of that name", name);
  });
}

Result<std::vector<ApiToken>> Access::tokens() const {
  std::vector<ApiToken> tokens;
  auto done = read_([&](store::Connection& rows) -> Result<void> {
    tokens = store::read_tokens(rows);
    return rows.status();
  });
  if (!done) return std::unexpected(done.error());
  return tokens;
}

bool Access::is_token(std::string_view token) const {
  const std::string fingerprint = access::fingerprint(token);
  std::vector<std::string> known;
  const auto done = read_([&](store::Connection& rows) -> Result<void> {
    known = store::read_token_fingerprints(rows);
    return rows.status();
  });
  bool found = false;
  for (const std::string& one : known) found |= access::equal(one, fingerprint);
  return done && found;
}

Access& Newsroom::access() { return *impl_->access; }

std::unique_ptr<Access> Newsroom::Impl::make_access() {
  return std::unique_ptr<Access>(new Access(reading(), writing_work(), env));
}

}  // namespace newsloom
