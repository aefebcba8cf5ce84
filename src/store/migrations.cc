#include "store/migrations.h"

#include <array>

namespace newsloom::store {
namespace {

/// docs/formats.md tells of the tables. Moments are UTC seconds; beside a publisher's moment stand its own
/// offset in minutes (null: not given) and its precision (0 second, 1 minute, 2 day). Do not renumber.
constexpr std::string_view kFirst = R"sql(
CREATE TABLE meta (
  key TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id <= 2147483647),
  domain TEXT NOT NULL UNIQUE,
  name TEXT
) STRICT;

CREATE TABLE articles (
  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 2147483647),
  record_id TEXT NOT NULL UNIQUE,
  canonical_url TEXT,
  input TEXT NOT NULL,
  teaser INTEGER NOT NULL,
  source INTEGER REFERENCES sources (id),
  title TEXT,
  summary TEXT,
  site_name TEXT,
  agency TEXT,
  lang TEXT,
  right_to_left INTEGER NOT NULL,
  published_utc INTEGER,
  published_offset INTEGER,
  published_precision INTEGER,
  arrival_utc INTEGER,
  arrival_offset INTEGER,
  arrival_precision INTEGER,
  stored_utc INTEGER NOT NULL,
  moment_utc INTEGER
) STRICT;
CREATE UNIQUE INDEX articles_by_url ON articles (canonical_url) WHERE canonical_url IS NOT NULL;

CREATE TABLE records (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  hash INTEGER NOT NULL,
  json TEXT NOT NULL
) STRICT;

CREATE TABLE versions (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  replaced_utc INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (article, number)
) STRICT;

CREATE TABLE features (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  placed BLOB
) STRICT;

CREATE TABLE related (
  parent INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (parent, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX related_by_article ON related (article);

CREATE TABLE stories (
  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 2147483647),
  storyline INTEGER NOT NULL,
  representative INTEGER REFERENCES articles (id) ON DELETE SET NULL,
  articles INTEGER NOT NULL DEFAULT 0,
  copies INTEGER NOT NULL DEFAULT 0,
  teasers INTEGER NOT NULL DEFAULT 0,
  sources INTEGER NOT NULL DEFAULT 0,
  first_utc INTEGER,
  last_utc INTEGER,
  merged_into INTEGER REFERENCES stories (id)
) STRICT;
CREATE INDEX stories_by_last ON stories (last_utc);
CREATE INDEX stories_by_storyline ON stories (storyline);
CREATE INDEX stories_by_representative ON stories (representative);

CREATE TABLE placements (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  story INTEGER NOT NULL REFERENCES stories (id),
  score REAL NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX placements_by_story ON placements (story);

CREATE TABLE copies (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  original INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  shared REAL NOT NULL
) STRICT;
CREATE INDEX copies_by_original ON copies (original);

CREATE TABLE story_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  at_utc INTEGER NOT NULL,
  story INTEGER NOT NULL,
  article INTEGER,
  other_story INTEGER
) STRICT;
CREATE INDEX story_events_by_story ON story_events (story);

-- One line of a list.
CREATE VIEW headlines AS
SELECT a.id, p.story, a.title, a.summary, s.domain AS source, a.site_name, a.agency, a.lang, a.right_to_left,
  a.published_utc, a.published_offset, a.published_precision, c.original AS copy_of, p.why, a.moment_utc
FROM placements p JOIN articles a ON a.id = p.article
  LEFT JOIN sources s ON s.id = a.source LEFT JOIN copies c ON c.article = a.id;

CREATE TABLE tombstones (
  kind INTEGER NOT NULL,
  value TEXT NOT NULL,
  at_utc INTEGER NOT NULL,
  PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
)sql";

/// Lists by source and language; how many articles each source has, kept by triggers so that no writer
/// forgets.
constexpr std::string_view kLists = R"sql(
CREATE INDEX articles_by_source ON articles (source) WHERE source IS NOT NULL;
CREATE INDEX articles_by_lang ON articles (lang) WHERE lang IS NOT NULL;
DROP INDEX stories_by_last;
CREATE INDEX stories_by_last ON stories (coalesce(last_utc, -9000000000000000000), id) WHERE articles > 0;

ALTER TABLE sources ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;
UPDATE sources SET articles = (SELECT count(*) FROM articles a WHERE a.source = sources.id);
CREATE TRIGGER source_of_new_article AFTER INSERT ON articles WHEN new.source IS NOT NULL BEGIN
  UPDATE sources SET articles = articles + 1 WHERE id = new.source;
END;
CREATE TRIGGER source_of_gone_article AFTER DELETE ON articles WHEN old.source IS NOT NULL BEGIN
  UPDATE sources SET articles = articles - 1 WHERE id = old.source;
END;
CREATE TRIGGER source_of_changed_article AFTER UPDATE OF source ON articles WHEN old.source IS NOT new.source BEGIN
  UPDATE sources SET articles = articles - 1 WHERE id = old.source;
  UPDATE sources SET articles = articles + 1 WHERE id = new.source;
END;
)sql";

/// Full text; filled by renew_search(). No text and no lengths are kept: ranking needs neither.
constexpr std::string_view kSearch = R"sql(
CREATE VIRTUAL TABLE search USING fts5 (title, body, facts, content='', columnsize=0, tokenize='newsloom');
)sql";

/// Feeds (moments are UTC seconds), the entries seen in them, the pages that teasers still wait for. States
/// of a page: 0 waits, 1 was refused. Do not renumber.
constexpr std::string_view kFeeds = R"sql(
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id BETWEEN 1 AND 2147483647),
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  site_url TEXT,
  folder TEXT,
  paused INTEGER NOT NULL DEFAULT 0,
  gone INTEGER NOT NULL DEFAULT 0,
  added_utc INTEGER NOT NULL,
  next_utc INTEGER NOT NULL,
  tried_utc INTEGER,
  answered_utc INTEGER,
  new_utc INTEGER,
  etag TEXT,
  last_modified TEXT,
  moved_from TEXT,
  moved_utc INTEGER,
  trouble TEXT,
  trouble_utc INTEGER,
  errors INTEGER NOT NULL DEFAULT 0,
  gap_seconds INTEGER NOT NULL DEFAULT 0,
  floor_seconds INTEGER NOT NULL DEFAULT 0,
  entries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX feeds_by_next ON feeds (next_utc);

CREATE TABLE feed_entries (
  feed INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  key INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  seen_utc INTEGER NOT NULL,
  PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE wanted_pages (
  canonical_url TEXT NOT NULL PRIMARY KEY,
  address TEXT NOT NULL,
  host TEXT NOT NULL,
  feed INTEGER NOT NULL,
  state INTEGER NOT NULL,
  next_utc INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  why TEXT
) STRICT;
CREATE INDEX wanted_pages_by_host ON wanted_pages (state, host, next_utc);
)sql";

/// Who may write. Secrets themselves are nowhere, only what they can be recognised by.
constexpr std::string_view kAccess = R"sql(
CREATE TABLE settings (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  fingerprint BLOB NOT NULL PRIMARY KEY,
  expires_utc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
  name TEXT NOT NULL PRIMARY KEY,
  fingerprint BLOB NOT NULL,
  made_utc INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

/// Lists show pictures.
constexpr std::string_view kPictures = R"sql(
ALTER TABLE articles ADD COLUMN picture TEXT;
UPDATE articles SET picture =
  (SELECT json_extract(r.json, '$.lead_image.url') FROM records r WHERE r.article = articles.id);
DROP VIEW headlines;
CREATE VIEW headlines AS
SELECT a.id, p.story, a.title, a.summary, s.domain AS source, a.site_name, a.agency, a.lang, a.right_to_left,
  a.published_utc, a.published_offset, a.published_precision, c.original AS copy_of, p.why, a.picture, a.moment_utc
FROM placements p JOIN articles a ON a.id = p.article
  LEFT JOIN sources s ON s.id = a.source LEFT JOIN copies c ON c.article = a.id;
)sql";

/// Stories are repaired, and the owner has a say.
constexpr std::string_view kRepairs = R"sql(
ALTER TABLE story_events ADD COLUMN why TEXT;

CREATE TABLE owner_words (
  a INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  same INTEGER NOT NULL,
  at_utc INTEGER NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX owner_words_by_b ON owner_words (b);
)sql";

/// Other sites link to articles where their publishers have them.
constexpr std::string_view kLinks = R"sql(
DROP VIEW headlines;
CREATE VIEW headlines AS
SELECT a.id, p.story, a.title, a.summary, s.domain AS source, a.site_name, a.agency, a.lang, a.right_to_left,
  a.published_utc, a.published_offset, a.published_precision, c.original AS copy_of, p.why, a.picture, a.moment_utc,
  a.canonical_url AS url
FROM placements p JOIN articles a ON a.id = p.article
  LEFT JOIN sources s ON s.id = a.source LEFT JOIN copies c ON c.article = a.id;
)sql";

/// The owner's wishes about what is shown.
constexpr std::string_view kHand = R"sql(
CREATE TABLE hidden (
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  at_utc INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE leanings (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
)sql";

/// A statement with a trigger has SQLite open a savepoint, at which FTS5 writes what it gathered to disk: for
/// every article a segment of the index. insert_article() counts by itself.
constexpr std::string_view kSourceCounts = R"sql(
DROP TRIGGER source_of_new_article;
)sql";

/// Every start asks whether older code has left features behind; without an index it would read them all.
constexpr std::string_view kFeatureVersions = R"sql(
CREATE INDEX features_by_version ON features (version);
)sql";

/// Passages are JSON. A later state ("UPDATE 2-") is an article of its own that replaces the earlier one.
constexpr std::string_view kOrigins = R"sql(
ALTER TABLE copies ADD COLUMN passages TEXT;
CREATE TABLE later_states (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  earlier INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  shared REAL NOT NULL,
  passages TEXT
) STRICT;
CREATE INDEX later_states_by_earlier ON later_states (earlier);
)sql";

/// Each merge asks which stories had become the one that goes; without an index it would read them all.
constexpr std::string_view kMergedStories = R"sql(
CREATE INDEX stories_by_merged_into ON stories (merged_into) WHERE merged_into IS NOT NULL;
)sql";

constexpr std::array kMigrations = {kFirst,           kLists,   kSearch,       kFeeds, kAccess,
                                    kPictures,        kRepairs, kLinks,        kHand,  kSourceCounts,
                                    kFeatureVersions, kOrigins, kMergedStories};

}  // namespace

std::span<const std::string_view> migrations() { return kMigrations; }

}  // namespace newsloom::store
