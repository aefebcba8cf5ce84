#include "store/hand_rows.h"

#include <algorithm>

namespace newsloom::store {

std::vector<Hidden> read_hidden(Connection& connection) {
  std::vector<Hidden> all;
  Query query = connection.query("SELECT kind, name, label FROM hidden ORDER BY kind, name");
  while (query.next())
    all.push_back({.kind = static_cast<HiddenKind>(query.integer(0)),
                   .name = std::string(query.text(1)),
                   .label = std::string(query.text(2))});
  return all;
}

void insert_hidden(Connection& connection, const Hidden& hidden, std::int64_t now_utc) {
  connection.run("INSERT OR IGNORE INTO hidden (kind, name, label, at_utc) VALUES (?1, ?2, ?3, ?4)",
                 static_cast<int>(hidden.kind), hidden.name, hidden.label, now_utc);
}

void delete_hidden(Connection& connection, HiddenKind kind, std::string_view name) {
  connection.run("DELETE FROM hidden WHERE kind = ?1 AND name = ?2", static_cast<int>(kind), name);
}

std::vector<Leaning> read_leanings(Connection& connection) {
  std::vector<Leaning> all;
  Query query =
      connection.query("SELECT kind, name, weight FROM leanings ORDER BY abs(weight) DESC, kind, name");
  while (query.next())
    all.push_back(
        {.kind = std::string(query.text(0)), .name = std::string(query.text(1)), .weight = query.real(2)});
  return all;
}

void write_leaning(Connection& connection, const Leaning& leaning) {
  connection.run(
      "INSERT INTO leanings (kind, name, weight) VALUES (?1, ?2, ?3)"
      " ON CONFLICT DO UPDATE SET weight = ?3",
      leaning.kind, leaning.name, leaning.weight);
}

void delete_leanings(Connection& connection) { connection.run("DELETE FROM leanings"); }

std::vector<std::string> read_topics(Connection& connection, ArticleId id) {
  std::vector<std::string> topics;
  const auto take = [&](Query query) {
    while (query.next())
      if (auto topic = query.maybe_text(0); topic && std::ranges::find(topics, *topic) == topics.end())
        topics.push_back(std::move(*topic));
  };
  take(
      connection.query("SELECT json_extract(json, '$.section') FROM records WHERE article = ?1", number(id)));
  take(connection.query("SELECT t.value FROM records r, json_each(r.json, '$.tags') t WHERE r.article = ?1",
                        number(id)));
  return topics;
}

}  // namespace newsloom::store
