#include <utility>

#include "store/database.h"
#include "store/migrations.h"

namespace newsloom::store {
namespace {

std::optional<std::int64_t> utc_of(const std::optional<Timestamp>& moment) {
  return moment ? std::optional(moment->utc_seconds) : std::nullopt;
}

std::string_view event_of(const story::Placement& placement, bool opened) {
  if (opened) return "opened";
  return placement.copy_of != ArticleId::kNone ? "copied" : "joined";
}

}  // namespace

Result<std::unique_ptr<Connection>> open_for_writing(const std::string& path) {
  auto connection = Connection::open(path, false);
  if (!connection) return connection;
  // A first read tells whether the file is a database at all.
  if (const auto schema = (*connection)->number("PRAGMA schema_version"); !schema)
    return std::unexpected(schema.error());
  for (const char* pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
                             "PRAGMA cache_size=-65536"}) {
    if (auto done = (*connection)->execute(pragma); !done) return std::unexpected(done.error());
  }
  if (auto done = migrate(**connection); !done) {
    Error error = done.error();
    error.where = path;
    return std::unexpected(std::move(error));
  }
  return connection;
}

Result<void> Writer::begin() { return db_->execute("BEGIN IMMEDIATE"); }
Result<void> Writer::commit() { return db_->execute("COMMIT"); }
void Writer::rollback() { static_cast<void>(db_->execute("ROLLBACK")); }

Result<std::optional<Known>> Writer::find(const std::string& record_id,
                                          const std::optional<std::string>& canonical_url) {
  Statement query = db_->prepare(
      "SELECT id, story, record FROM articles WHERE record_id=?1 OR canonical_url=?2 ORDER BY id LIMIT 1");
  const auto row = query.bind(1, std::string_view(record_id)).bind(2, canonical_url).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return std::nullopt;
  return Known{static_cast<ArticleId>(query.integer(0)), static_cast<StoryId>(query.integer(1)),
               std::string(query.text(2))};
}

Result<bool> Writer::is_removed(const std::string& record_id,
                                const std::optional<std::string>& canonical_url) {
  Statement query = db_->prepare("SELECT 1 FROM tombstones WHERE key=?1 OR key=?2");
  return query.bind(1, std::string_view(record_id)).bind(2, canonical_url).step();
}

Result<ArticleId> Writer::next_id() {
  const auto last =
      db_->number("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name='articles'), 0)");
  if (!last) return std::unexpected(last.error());
  if (*last >= 0x7fffffff) return fail(ErrorCode::kTooLarge, "all article numbers are used up");
  return static_cast<ArticleId>(*last + 1);
}

Result<StoryId> Writer::next_story() {
  const auto last = db_->number("SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name='stories'), 0)");
  if (!last) return std::unexpected(last.error());
  return static_cast<StoryId>(*last + 1);
}

Result<std::optional<std::int64_t>> Writer::source_id(const Article& article) {
  if (!article.source) return std::nullopt;
  Statement query = db_->prepare(
      "INSERT INTO sources(domain, name) VALUES(?1, ?2) "
      "ON CONFLICT(domain) DO UPDATE SET name=coalesce(excluded.name, name) RETURNING id");
  const auto row = query.bind(1, article.source).bind(2, article.site_name).step();
  if (!row) return std::unexpected(row.error());
  return query.integer(0);
}

Result<void> Writer::insert(ArticleId id, const Article& article, const features::Features& features,
                            const story::Placement& placement, ArticleId listed_by, std::int64_t now_utc) {
  bool opened = false;
  {
    Statement create =
        db_->prepare("INSERT INTO stories(id, storyline) VALUES(?1, ?2) ON CONFLICT DO NOTHING RETURNING id");
    const auto row = create.bind(1, std::int64_t{number(placement.story)})
                         .bind(2, std::int64_t{number(placement.storyline)})
                         .step();
    if (!row) return std::unexpected(row.error());
    opened = *row;
  }
  if (auto done = insert_row(id, article, features, placement, listed_by); !done) return done;
  if (placement.copy_of != ArticleId::kNone) {
    Statement link = db_->prepare("INSERT INTO copy_links(article, original) VALUES(?1, ?2)");
    if (auto done =
            link.bind(1, std::int64_t{number(id)}).bind(2, std::int64_t{number(placement.copy_of)}).run();
        !done)
      return done;
  }
  {
    Statement event = db_->prepare(
        "INSERT INTO story_events(story, article, kind, why, at_utc) VALUES(?1, ?2, ?3, ?4, ?5)");
    event.bind(1, std::int64_t{number(placement.story)}).bind(2, std::int64_t{number(id)});
    event.bind(3, event_of(placement, opened)).bind(4, std::string_view(placement.why)).bind(5, now_utc);
    if (auto done = event.run(); !done) return done;
  }
  return count_story(placement.story);
}

Result<void> Writer::insert_row(ArticleId id, const Article& article, const features::Features& features,
                                const story::Placement& placement, ArticleId listed_by) {
  const auto source = source_id(article);
  if (!source) return std::unexpected(source.error());
  Statement row = db_->prepare(
      "INSERT INTO articles(id, record_id, canonical_url, source, kind, title, published_utc, arrival_utc, "
      "record, features, "
      "feature_version, story, score, why, listed_by) "
      "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)");
  row.bind(1, std::int64_t{number(id)})
      .bind(2, std::string_view(article.id))
      .bind(3, article.canonical_url)
      .bind(4, *source);
  row.bind(5, name_of(article.kind))
      .bind(6, article.title)
      .bind(7, utc_of(article.published))
      .bind(8, utc_of(article.arrival));
  row.bind(9, std::string_view(to_json(article))).bind_blob(10, features::to_bytes(features));
  row.bind(11, std::int64_t{features::kVersion}).bind(12, std::int64_t{number(placement.story)});
  row.bind(13, placement.score).bind(14, std::string_view(placement.why));
  row.bind(15, listed_by == ArticleId::kNone ? std::nullopt : std::optional<std::int64_t>(number(listed_by)));
  return row.run();
}

Result<void> Writer::count_story(StoryId story) {
  Statement count = db_->prepare(
      "UPDATE stories SET (articles, copies, teasers, sources, first_utc, last_utc) = ("
      " SELECT count(*), count(c.article), sum(kind='teaser'), count(DISTINCT source),"
      " min(coalesce(published_utc, arrival_utc)), max(coalesce(published_utc, arrival_utc))"
      " FROM articles LEFT JOIN copy_links c ON c.article=articles.id WHERE story=?1) WHERE id=?1");
  return count.bind(1, std::int64_t{number(story)}).run();
}

Result<void> Writer::update(const Known& known, const Article& article, std::int64_t now_utc) {
  const std::int64_t id = number(known.id);
  {
    Statement keep = db_->prepare(
        "INSERT INTO versions(article, version, record, replaced_utc) "
        "VALUES(?1, (SELECT count(*)+1 FROM versions WHERE article=?1), ?2, ?3)");
    if (auto done = keep.bind(1, id).bind(2, std::string_view(known.record)).bind(3, now_utc).run(); !done)
      return done;
  }
  const auto source = source_id(article);
  if (!source) return std::unexpected(source.error());
  Statement row = db_->prepare(
      "UPDATE articles SET canonical_url=coalesce(?2, canonical_url), source=?3, kind=?4, title=?5, "
      "published_utc=?6, record=?7 WHERE id=?1");
  row.bind(1, id)
      .bind(2, article.canonical_url)
      .bind(3, *source)
      .bind(4, name_of(article.kind))
      .bind(5, article.title);
  row.bind(6, utc_of(article.published)).bind(7, std::string_view(to_json(article)));
  if (auto done = row.run(); !done) return done;
  return count_story(known.story);
}

Result<void> Writer::load(const Take& take) {
  Statement query = db_->prepare(
      "SELECT a.id, a.features, a.story, s.storyline, coalesce(c.original, 0), a.score, a.why FROM articles "
      "a "
      "JOIN stories s ON s.id=a.story LEFT JOIN copy_links c ON c.article=a.id ORDER BY a.id");
  while (true) {
    const auto row = query.step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return {};
    auto features = features::from_bytes(query.text(1));
    if (!features) {
      features.error().where = "article " + std::to_string(query.integer(0));
      return std::unexpected(features.error());
    }
    take(static_cast<ArticleId>(query.integer(0)), *features,
         {.story = static_cast<StoryId>(query.integer(2)),
          .storyline = static_cast<StorylineId>(query.integer(3)),
          .copy_of = static_cast<ArticleId>(query.integer(4)),
          .score = query.real(5),
          .why = std::string(query.text(6))});
  }
}

}  // namespace newsloom::store
