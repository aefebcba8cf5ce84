#include "store/access_rows.h"

namespace newsloom::store {

std::optional<std::string> read_setting(Connection& connection, std::string_view key) {
  Query query = connection.query("SELECT value FROM settings WHERE key = ?1", key);
  if (!query.next()) return std::nullopt;
  return query.maybe_text(0);
}

void write_setting(Connection& connection, std::string_view key, std::string_view value) {
  connection.run("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
                 key, value);
}

void insert_session(Connection& connection, std::string_view fingerprint, std::int64_t expires_utc) {
  connection.run("INSERT INTO sessions (fingerprint, expires_utc) VALUES (?1, ?2)", Blob{fingerprint},
                 expires_utc);
}

std::optional<std::int64_t> session_end(Connection& connection, std::string_view fingerprint,
                                        std::int64_t now_utc) {
  return connection.integer("SELECT expires_utc FROM sessions WHERE fingerprint = ?1 AND expires_utc > ?2",
                            Blob{fingerprint}, now_utc);
}

void prolong_session(Connection& connection, std::string_view fingerprint, std::int64_t expires_utc) {
  connection.run("UPDATE sessions SET expires_utc = ?2 WHERE fingerprint = ?1", Blob{fingerprint},
                 expires_utc);
}

void delete_session(Connection& connection, std::string_view fingerprint) {
  connection.run("DELETE FROM sessions WHERE fingerprint = ?1", Blob{fingerprint});
}

void delete_sessions(Connection& connection) { connection.run("DELETE FROM sessions"); }

void delete_sessions_before(Connection& connection, std::int64_t now_utc) {
  connection.run("DELETE FROM sessions WHERE expires_utc <= ?1", now_utc);
}

bool insert_token(Connection& connection, std::string_view name, std::string_view fingerprint,
                  std::int64_t now_utc) {
  return connection
      .integer(
          "INSERT INTO tokens (name, fingerprint, made_utc) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
          " RETURNING 1",
          name, Blob{fingerprint}, now_utc)
      .has_value();
}

bool delete_token(Connection& connection, std::string_view name) {
  return connection.integer("DELETE FROM tokens WHERE name = ?1 RETURNING 1", name).has_value();
}

std::vector<ApiToken> read_tokens(Connection& connection) {
  std::vector<ApiToken> tokens;
  Query query = connection.query("SELECT name, made_utc FROM tokens ORDER BY name");
  while (query.next()) tokens.push_back({.name = std::string(query.text(0)), .made_utc = query.integer(1)});
  return tokens;
}

std::vector<std::string> read_token_fingerprints(Connection& connection) {
  std::vector<std::string> fingerprints;
  Query query = connection.query("SELECT fingerprint FROM tokens");
  while (query.next()) fingerprints.emplace_back(query.text(0));
  return fingerprints;
}

}  // namespace newsloom::store
