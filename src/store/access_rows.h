// Who may write, as rows: settings, sessions, API tokens. Of secrets only fingerprints are here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/access.h"
#include "store/sql.h"

// All functions here work inside the caller's transaction and leave errors with the connection. No index in
// memory knows of these rows, so a second process may change them beside a newsroom that is being served.
namespace newsloom::store {

std::optional<std::string> read_setting(Connection& connection, std::string_view key);
void write_setting(Connection& connection, std::string_view key, std::string_view value);

void insert_session(Connection& connection, std::string_view fingerprint, std::int64_t expires_utc);
/// When it ends; nothing if there is none, or it has ended.
std::optional<std::int64_t> session_end(Connection& connection, std::string_view fingerprint,
                                        std::int64_t now_utc);
/// Nothing happens where there is none.
void prolong_session(Connection& connection, std::string_view fingerprint, std::int64_t expires_utc);
void delete_session(Connection& connection, std::string_view fingerprint);
void delete_sessions(Connection& connection);
void delete_sessions_before(Connection& connection, std::int64_t now_utc);

/// False if the name is taken.
bool insert_token(Connection& connection, std::string_view name, std::string_view fingerprint,
                  std::int64_t now_utc);
/// False if there is none of this name.
bool delete_token(Connection& connection, std::string_view name);
std::vector<ApiToken> read_tokens(Connection& connection);
std::vector<std::string> read_token_fingerprints(Connection& connection);

}  // namespace newsloom::store
