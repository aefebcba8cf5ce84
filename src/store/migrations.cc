#include "store/migrations.h"

#include <fmt/format.h>

#include <array>

namespace newsloom::store {
namespace {

/// "Loom" as a number: marks the file as ours. Do not change.
constexpr std::int64_t kApplicationId = 0x4c6f6f6d;

// Do not edit a step that was released; add one.
constexpr std::array kSteps = {
    R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  domain TEXT NOT NULL UNIQUE,
  name TEXT
) STRICT;

CREATE TABLE stories (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  storyline INTEGER NOT NULL,
  merged_into INTEGER REFERENCES stories(id),
  articles INTEGER NOT NULL DEFAULT 0,
  copies INTEGER NOT NULL DEFAULT 0,
  teasers INTEGER NOT NULL DEFAULT 0,
  sources INTEGER NOT NULL DEFAULT 0,
  first_utc INTEGER,
  last_utc INTEGER
) STRICT;
CREATE INDEX stories_by_news ON stories(last_utc DESC, id DESC) WHERE merged_into IS NULL;

-- The record is the whole article as JSON; the columns beside it are what lists and joins need.
CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id < 2147483648),
  record_id TEXT NOT NULL UNIQUE,
  canonical_url TEXT UNIQUE,
  source INTEGER REFERENCES sources(id),
  kind TEXT NOT NULL,
  title TEXT,
  published_utc INTEGER,
  arrival_utc INTEGER,
  record TEXT NOT NULL,
  features BLOB NOT NULL,
  feature_version INTEGER NOT NULL,
  story INTEGER NOT NULL REFERENCES stories(id),
  score REAL NOT NULL,
  why TEXT NOT NULL,
  listed_by INTEGER REFERENCES articles(id)   -- a teaser: the article under which it was announced
) STRICT;
CREATE INDEX articles_by_story ON articles(story, id);

CREATE TABLE copy_links (
  article INTEGER PRIMARY KEY REFERENCES articles(id),
  original INTEGER NOT NULL REFERENCES articles(id)
) STRICT;
CREATE INDEX copies_of ON copy_links(original);

CREATE TABLE versions (
  article INTEGER NOT NULL REFERENCES articles(id),
  version INTEGER NOT NULL,
  record TEXT NOT NULL,
  replaced_utc INTEGER NOT NULL,
  PRIMARY KEY (article, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  story INTEGER NOT NULL REFERENCES stories(id),
  article INTEGER REFERENCES articles(id),
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'joined', 'copied', 'merged', 'split', 'removed')),
  why TEXT NOT NULL,
  at_utc INTEGER NOT NULL
) STRICT;
CREATE INDEX events_by_story ON story_events(story, id);

CREATE TABLE tombstones (
  key TEXT PRIMARY KEY,        -- a record id or a canonical URL that must not come back
  removed_utc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql",
};

}  // namespace

int schema_version() { return static_cast<int>(kSteps.size()); }

Result<void> migrate(Connection& connection) {
  const auto application = connection.number("PRAGMA application_id");
  if (!application) return std::unexpected(application.error());
  const auto version = connection.number("PRAGMA user_version");
  const auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
  if (!version || !tables) return std::unexpected(connection.error());
  if (*application != kApplicationId && (*tables != 0 || *application != 0)) {
    return fail(ErrorCode::kCorruption, "is a database, but none of Newsloom's");
  }
  if (*version > schema_version()) {
    return fail(ErrorCode::kCorruption,
                fmt::format("was written by a later Newsloom (schema {}, this one knows {})", *version,
                            schema_version()));
  }
  for (int step = static_cast<int>(*version); step < schema_version(); ++step) {
    const std::string sql =
        fmt::format("BEGIN IMMEDIATE;{}PRAGMA application_id={};PRAGMA user_version={};COMMIT;",
                    kSteps[static_cast<std::size_t>(step)], kApplicationId, step + 1);
    if (auto done = connection.execute(sql); !done) {
      static_cast<void>(connection.execute("ROLLBACK"));
      return done;
    }
  }
  return {};
}

}  // namespace newsloom::store
