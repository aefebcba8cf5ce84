#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "store/database.h"

namespace newsloom::store {
namespace {

/// Merged stories lead on to one another at most this often; a longer chain is a broken database.
constexpr int kMaxMerges = 32;

Headline headline_of(Article article) {
  Headline out;
  out.title = article.title.value_or("");
  out.summary = std::move(article.summary);
  out.source = std::move(article.source);
  out.site_name = std::move(article.site_name);
  out.agency = std::move(article.agency);
  out.lang = std::move(article.lang);
  out.right_to_left = article.right_to_left;
  out.published = article.published;
  // Where the publisher gave no summary, the first paragraph stands in.
  if (!out.summary && !article.text.empty()) out.summary = article.text.substr(0, article.text.find("\n\n"));
  return out;
}

}  // namespace

Result<std::unique_ptr<Reader>> Reader::open(const std::string& path) {
  auto connection = Connection::open(path, true);
  if (!connection) return std::unexpected(connection.error());
  return std::unique_ptr<Reader>(new Reader(std::move(*connection)));
}

Result<void> Reader::begin() { return db_->execute("BEGIN"); }
void Reader::end() { static_cast<void>(db_->execute("COMMIT")); }

Result<Reader::Row> Reader::article(ArticleId id) {
  Statement query = db_->prepare("SELECT record, story FROM articles WHERE id=?1");
  const auto row = query.bind(1, std::int64_t{number(id)}).step();
  if (!row) return std::unexpected(row.error());
  if (!*row)
    return fail(ErrorCode::kNotFound, "there is no such article", fmt::format("article {}", number(id)));
  auto article = article_from_json(query.text(0));
  if (!article)
    return fail(ErrorCode::kCorruption, article.error().message, fmt::format("article {}", number(id)));
  return Row{std::move(*article), static_cast<StoryId>(query.integer(1))};
}

Result<Headline> Reader::headline(ArticleId id) {
  Statement query = db_->prepare(
      "SELECT record, story, why, coalesce(c.original, 0) FROM articles LEFT JOIN copy_links c ON "
      "c.article=articles.id WHERE id=?1");
  const auto row = query.bind(1, std::int64_t{number(id)}).step();
  if (!row) return std::unexpected(row.error());
  if (!*row)
    return fail(ErrorCode::kNotFound, "there is no such article", fmt::format("article {}", number(id)));
  auto article = article_from_json(query.text(0));
  if (!article)
    return fail(ErrorCode::kCorruption, article.error().message, fmt::format("article {}", number(id)));
  Headline out = headline_of(std::move(*article));
  out.id = id;
  out.story = static_cast<StoryId>(query.integer(1));
  out.why = std::string(query.text(2));
  out.copy_of = static_cast<ArticleId>(query.integer(3));
  return out;
}

Result<Story> Reader::story(StoryId id) {
  Story out;
  for (int merges = 0;; ++merges) {
    Statement query =
        db_->prepare("SELECT storyline, merged_into, first_utc, last_utc FROM stories WHERE id=?1");
    const auto row = query.bind(1, std::int64_t{number(id)}).step();
    if (!row) return std::unexpected(row.error());
    if (!*row || merges > kMaxMerges)
      return fail(ErrorCode::kNotFound, "there is no such story", fmt::format("story {}", number(id)));
    out.id = id;
    out.storyline = static_cast<StorylineId>(query.integer(0));
    out.first_utc = query.optional_integer(2);
    out.last_utc = query.optional_integer(3);
    if (query.is_null(1)) break;
    id = static_cast<StoryId>(query.integer(1));
  }
  std::vector<ArticleId> ids;
  {
    Statement query = db_->prepare("SELECT id FROM articles WHERE story=?1 ORDER BY id");
    query.bind(1, std::int64_t{number(id)});
    while (true) {
      const auto row = query.step();
      if (!row) return std::unexpected(row.error());
      if (!*row) break;
      ids.push_back(static_cast<ArticleId>(query.integer(0)));
    }
  }
  std::vector<Headline> originals, copies;
  for (const ArticleId article : ids) {
    auto line = headline(article);
    if (!line) return std::unexpected(line.error());
    (line->copy_of == ArticleId::kNone ? originals : copies).push_back(std::move(*line));
  }
  std::ranges::stable_sort(originals, [](const Headline& a, const Headline& b) {
    const auto time = [](const Headline& h) { return h.published ? h.published->utc_seconds : 0; };
    return time(a) != time(b) ? time(a) > time(b) : number(a.id) > number(b.id);
  });
  for (Headline& original : originals) {
    const ArticleId head = original.id;
    if (out.title.empty()) out.title = original.title;
    out.articles.push_back(std::move(original));
    for (Headline& copy : copies) {
      if (copy.copy_of == head) out.articles.push_back(std::move(copy));
    }
  }
  return out;
}

Result<std::vector<StoryRow>> Reader::latest_stories(std::size_t limit) {
  Statement query = db_->prepare(
      "SELECT id, articles, copies, teasers, sources, first_utc, last_utc FROM stories WHERE merged_into IS "
      "NULL "
      "ORDER BY last_utc DESC, id DESC LIMIT ?1");
  query.bind(1, static_cast<std::int64_t>(limit));
  std::vector<StoryRow> out;
  while (true) {
    const auto row = query.step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return out;
    out.push_back({.id = static_cast<StoryId>(query.integer(0)),
                   .articles = static_cast<int>(query.integer(1)),
                   .copies = static_cast<int>(query.integer(2)),
                   .teasers = static_cast<int>(query.integer(3)),
                   .sources = static_cast<int>(query.integer(4)),
                   .first_utc = query.optional_integer(5),
                   .last_utc = query.optional_integer(6)});
  }
}

Result<ArticleId> Reader::find(const std::string& record_id) {
  Statement query = db_->prepare("SELECT id FROM articles WHERE record_id=?1");
  const auto row = query.bind(1, std::string_view(record_id)).step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return fail(ErrorCode::kNotFound, "there is no such article", record_id);
  return static_cast<ArticleId>(query.integer(0));
}

Result<Reader::Totals> Reader::totals() {
  Statement query = db_->prepare(
      "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM stories WHERE merged_into IS NULL), "
      "(SELECT max(last_utc) FROM stories WHERE merged_into IS NULL)");
  const auto row = query.step();
  if (!row) return std::unexpected(row.error());
  return Totals{
      .articles = query.integer(0), .stories = query.integer(1), .latest_utc = query.optional_integer(2)};
}

}  // namespace newsloom::store
